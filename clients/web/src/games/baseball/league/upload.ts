/** A zip on its way to the server, part by part. */
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { sleep } from "@playhouse/client";
import { AssetKind, LibraryService } from "@playhouse/client/gen/playhouse/tabletop/v1/library_service_pb";
import { playhouse } from "../../../rpc/playhouse";
import { texts } from "../../../texts/baseball-league";

const library = createClient(LibraryService, playhouse.transport);

/** Tries of the same part before it is left to the person. */
const patience = 5;

/** upload sends a file and answers the upload's id; it tells how much of it is there. */
export async function upload(file: File, tell: (share: number) => void): Promise<string> {
  const { upload } = await library.createUpload({ name: file.name.slice(0, 200), size: BigInt(file.size), kind: AssetKind.ARCHIVE });
  const { id, url } = upload!;
  const part = upload!.partSize || 8 << 20;
  let at = Number(upload!.received);
  for (let tries = 0; at < file.size;) {
    tell(at / file.size);
    const end = Math.min(file.size, at + part);
    const answer = await fetch(url, { method: "PUT", body: file.slice(at, end), headers: { "Content-Range": `bytes ${at}-${end - 1}/${file.size}` } }).catch(() => undefined);
    if (answer?.ok) {
      at = end;
      tries = 0;
      continue;
    }
    if (++tries > patience) throw new ConnectError(texts.import.broken, Code.FailedPrecondition);
    await sleep(300 * 2 ** tries);
    // The part may have arrived, and only its answer was lost.
    at = Number((await library.getUpload({ uploadId: id })).upload!.received);
  }
  tell(1);
  await library.completeUpload({ uploadId: id });
  return id;
}
