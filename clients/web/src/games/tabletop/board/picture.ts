/** Round pictures of tokens, fetched with the caller's token and cut out once. */
import { playhouse } from "../../../rpc/playhouse";

const pictures = new Map<string, HTMLCanvasElement | undefined>();
const waiting = new Set<() => void>();
const side = 256;

/** onPicture is told whenever a picture has arrived. */
export function onPicture(listener: () => void): () => void {
  waiting.add(listener);
  return () => waiting.delete(listener);
}

/** round is an asset's picture in a circle; undefined until it is there. */
export function round(assetId: string): HTMLCanvasElement | undefined {
  if (!pictures.has(assetId)) {
    pictures.set(assetId, undefined);
    void load(assetId);
  }
  return pictures.get(assetId);
}

/** fileOf fetches a file of the library. */
export async function fileOf(path: string): Promise<Blob> {
  const bearer = await playhouse.auth.bearer();
  const answer = await fetch(`/files/${path}`, { headers: bearer ? { Authorization: `Bearer ${bearer}` } : {} });
  if (!answer.ok) throw new Error(`the library answers ${answer.status}`);
  return answer.blob();
}

async function load(assetId: string): Promise<void> {
  try {
    const bitmap = await createImageBitmap(await fileOf(`${assetId}/256`));
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    const ctx = canvas.getContext("2d");
    if (!ctx) return;
    ctx.beginPath();
    ctx.arc(side / 2, side / 2, side / 2, 0, 2 * Math.PI);
    ctx.clip();
    const short = Math.min(bitmap.width, bitmap.height);
    ctx.drawImage(bitmap, (bitmap.width - short) / 2, (bitmap.height - short) / 2, short, short, 0, 0, side, side);
    bitmap.close();
    pictures.set(assetId, canvas);
    for (const listener of waiting) listener();
  } catch {
    // A disc stands in its place; a minute later it is tried again.
    setTimeout(() => pictures.delete(assetId), 60_000);
  }
}
