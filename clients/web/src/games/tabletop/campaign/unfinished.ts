/**
 * Uploads that were begun and not ended, kept beyond a reload: the same file,
 * chosen again, goes on where it was. A file is known by its name, size, date and
 * first bytes; what it is exactly the server finds out.
 */
import type { AssetKind } from "../proto";

export interface Unfinished {
  id: string;
  url: string;
  partSize: number;
  name: string;
  size: number;
  lastModified: number;
  /** Of the first bytes. */
  print: number;
  kind: AssetKind;
  /** Milliseconds: when it was begun, and when the server throws it away. */
  begun: number;
  expires: number;
}

const keyOf = (campaignId: string) => `playhouse.uploads.${campaignId}`;

/** unfinished are the uploads of a campaign (or of an archive: "") that the server still waits for. */
export function unfinished(campaignId: string): Unfinished[] {
  try {
    const all = JSON.parse(localStorage.getItem(keyOf(campaignId)) ?? "[]") as Unfinished[];
    return all.filter((one) => one.expires > Date.now());
  } catch {
    return [];
  }
}

export function remember(campaignId: string, upload: Unfinished): void {
  keep(campaignId, [...unfinished(campaignId).filter((one) => one.id !== upload.id), upload]);
}

export function forget(campaignId: string, id: string): void {
  keep(campaignId, unfinished(campaignId).filter((one) => one.id !== id));
}

function keep(campaignId: string, all: Unfinished[]): void {
  try {
    if (all.length > 0) localStorage.setItem(keyOf(campaignId), JSON.stringify(all));
    else localStorage.removeItem(keyOf(campaignId));
  } catch {
    // Without storage an upload lives as long as the page.
  }
}

/** sameFile finds the upload that a file belongs to. */
export async function sameFile(campaignId: string, file: File, kind: AssetKind): Promise<Unfinished | undefined> {
  const like = unfinished(campaignId).filter((one) => one.kind === kind && one.name === file.name && one.size === file.size && one.lastModified === file.lastModified);
  if (like.length === 0) return undefined;
  const print = await printOf(file);
  return like.find((one) => one.print === print);
}

const printed = 64 << 10;

/** printOf tells the beginnings of files apart (FNV-1a); the browser's own digests are not there on plain http. */
export async function printOf(file: Blob): Promise<number> {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(await file.slice(0, printed).arrayBuffer())) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
