/** Files on their way into the library: in parts, one file at a time, going on where a broken line (or a reload) left them. */
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { isPassing, type Problem, problemOf } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import { texts } from "../../../texts/tabletop-campaign";
import { library } from "../client";
import { type Asset, AssetKind } from "../proto";
import { forget, printOf, remember, sameFile } from "./unfinished";

/** Part is one PUT: a slice of the file and where it belongs. */
export interface Part {
  url: string;
  body: Blob;
  /** As in Content-Range. */
  range: string;
  onProgress: (bytes: number) => void;
  signal: AbortSignal;
}

/** Line is how parts get to the server. Put answers the status, and throws when the line broke. */
export interface Line {
  put: (part: Part) => Promise<{ status: number; text: string }>;
  /** How many bytes are safe. */
  received: () => Promise<number>;
  /** Before another try; longer from try to try. */
  wait: (tries: number, signal: AbortSignal) => Promise<void>;
}

export interface Begun {
  url: string;
  partSize: number;
  received: number;
}

/** Tries of the same part before it is left to the person. */
const patience = 6;

const day = 86_400_000;

/** sendParts sends what is missing of a file. It throws when it is aborted, refused, or the line stays broken. */
export async function sendParts(file: Blob, begun: Begun, line: Line, hooks: { onProgress: (bytes: number) => void; signal: AbortSignal }): Promise<void> {
  let at = begun.received;
  let tries = 0;
  while (at < file.size) {
    hooks.signal.throwIfAborted();
    const end = Math.min(file.size, at + begun.partSize);
    const from = at;
    const answer = await line.put({
      url: begun.url, body: file.slice(at, end), range: `bytes ${at}-${end - 1}/${file.size}`,
      onProgress: (bytes) => hooks.onProgress(from + bytes), signal: hooks.signal,
    }).catch(() => ({ status: 0, text: "" }));
    hooks.signal.throwIfAborted();
    if (answer.status >= 200 && answer.status < 300) {
      at = end;
      tries = 0;
    } else {
      if (!passing(answer.status) || ++tries > patience) throw new ConnectError(answer.text.trim() || texts.upload.broken, answer.status ? Code.FailedPrecondition : Code.Unavailable);
      await line.wait(tries, hooks.signal);
      at = await line.received().catch(() => at);
      // The part had arrived, only its answer was lost.
      if (at > from) tries = 0;
    }
    hooks.onProgress(at);
  }
}

/** passing tells whether another try may help: no answer, a server in trouble, or a part that was there already. */
function passing(status: number): boolean {
  return status === 0 || status >= 500 || status === 408 || status === 409 || status === 416 || status === 429;
}

/** put is XMLHttpRequest: fetch does not tell how far an upload is. */
function put({ url, body, range, onProgress, signal }: Part): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open("PUT", url);
    request.setRequestHeader("Content-Range", range);
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    request.addEventListener("loadend", () => {
      signal.removeEventListener("abort", stop);
      // Without an answer the status is 0.
      if (request.status) resolve({ status: request.status, text: request.responseText.slice(0, 300) });
      else reject(new Error("the line broke"));
    });
    signal.addEventListener("abort", stop);
    request.send(body);
  });
}

function wait(tries: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(8_000, 400 * 2 ** tries));
    signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}

export interface Wish {
  campaignId: string;
  folderId?: string;
  kind: AssetKind;
}

export type State = "waiting" | "sending" | "paused" | "checking" | "done" | "failed";

/** Job is one file on its way. */
export class Job {
  state: State = "waiting";
  sent = 0;
  problem: Problem | undefined;
  asset: Asset | undefined;
  duplicate = false;
  uploadId = "";
  private stop = new AbortController();
  private begun: Begun | undefined;

  constructor(readonly file: File, readonly wish: Wish, private readonly tell: () => void = () => {}) {}

  get over(): boolean {
    return this.state === "done" || this.state === "failed";
  }

  /** hopeless is what was refused for what it is: sending it again cannot help. */
  get hopeless(): boolean {
    return this.problem !== undefined && !isPassing(this.problem.code) && this.problem.code !== Code.ResourceExhausted;
  }

  pause(): void {
    if (this.state === "waiting" || this.state === "sending") this.become("paused");
    this.stop.abort();
  }

  /** again puts it in the line once more, also after a failure: what was sent counts. */
  again(): void {
    this.problem = undefined;
    this.become("waiting");
  }

  async cancel(): Promise<void> {
    this.stop.abort();
    if (this.uploadId) await giveUp(this.wish.campaignId, this.uploadId);
  }

  async run(): Promise<void> {
    this.stop = new AbortController();
    const { signal } = this.stop;
    this.become("sending");
    try {
      this.begun = this.begun ? { ...this.begun, received: await this.received() } : await this.begin();
      await sendParts(this.file, this.begun, { put, wait, received: () => this.received() }, {
        signal, onProgress: (bytes) => { this.sent = bytes; this.tell(); },
      });
      this.become("checking");
      const { asset, duplicate } = await library.completeUpload({ uploadId: this.uploadId });
      Object.assign(this, { asset, duplicate });
      forget(this.wish.campaignId, this.uploadId);
      this.become("done");
    } catch (reason) {
      if (signal.aborted) return;
      this.problem = problemInWords(reason);
      // What the server looked at and refused is not sent again.
      if (this.state === "checking" && this.problem.code !== Code.Unavailable) {
        forget(this.wish.campaignId, this.uploadId);
        Object.assign(this, { begun: undefined, uploadId: "", sent: 0 });
      }
      this.become("failed");
    }
  }

  private async begin(): Promise<Begun> {
    const { file, wish } = this;
    const begun = await this.resume();
    if (begun) return begun;
    const { name, size, lastModified } = file;
    const { upload } = await library.createUpload({ ...wish, name: name.slice(0, 200), size: BigInt(size) });
    const { id, url, received, expiresAt } = upload!;
    const partSize = upload!.partSize || 8 << 20;
    this.uploadId = id;
    const expires = expiresAt ? timestampDate(expiresAt).getTime() : Date.now() + day;
    remember(wish.campaignId, { id, url, partSize, name, size, lastModified, print: await printOf(file), kind: wish.kind, begun: Date.now(), expires });
    return { url, partSize, received: Number(received) };
  }

  /** resume goes on with an upload of the same file that was begun before a reload. */
  private async resume(): Promise<Begun | undefined> {
    const known = await sameFile(this.wish.campaignId, this.file, this.wish.kind);
    if (!known) return undefined;
    this.uploadId = known.id;
    try {
      return { url: known.url, partSize: known.partSize, received: await this.received() };
    } catch (reason) {
      if (problemOf(reason).code !== Code.NotFound) throw reason;
      this.uploadId = "";
      forget(this.wish.campaignId, known.id);
      return undefined;
    }
  }

  private async received(): Promise<number> {
    const { upload } = await library.getUpload({ uploadId: this.uploadId });
    return Number(upload!.received);
  }

  private become(state: State): void {
    this.state = state;
    this.tell();
  }
}

/** giveUp tells the server not to wait any more, and forgets the upload here. */
export async function giveUp(campaignId: string, uploadId: string): Promise<void> {
  forget(campaignId, uploadId);
  await library.abortUpload({ uploadId }).catch(() => undefined);
}

/** uploaded sends one file and answers its upload; it throws what went wrong. */
export async function uploaded(file: File, wish: Wish): Promise<Job> {
  const job = new Job(file, wish);
  await job.run();
  if (job.problem) throw new ConnectError(job.problem.message, job.problem.code);
  return job;
}

const sounds = /\.(mp3|ogg|oga|wav|flac|m4a|opus)$/i;

/** kindOf is what a file shall become; the server finds out what it is. */
export function kindOf(file: { name: string; type: string }, picture: AssetKind): AssetKind {
  return file.type.startsWith("audio/") || sounds.test(file.name) ? AssetKind.AUDIO : picture;
}
