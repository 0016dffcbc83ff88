/** Saves as files: out to the disk, and back in. */
import { Button } from "@mantine/core";
import { ConnectError, Code } from "@connectrpc/connect";
import { useRef } from "react";
import { playhouse } from "../../rpc/playhouse";
import type { Call } from "../../rpc/send";
import { texts } from "../../texts/saves";

/** The server takes no more. */
const largest = 1 << 20;

/** download hands bytes to the browser as a file. */
export function download(bytes: Uint8Array, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the address by the next task.
  setTimeout(() => URL.revokeObjectURL(url));
}

export function ImportButton({ slot, disabled, act }: { slot: number; disabled: boolean; act: (call: Call) => Promise<void> }) {
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined) => {
    if (!file) return;
    void act(async (commandId, options) => {
      if (file.size > largest) throw new ConnectError(texts.tooLarge, Code.InvalidArgument);
      await playhouse.save.importSave({ slot, commandId, file: new Uint8Array(await file.arrayBuffer()) }, options);
    });
  };
  return (
    <>
      <input ref={input} type="file" hidden aria-label={texts.importInto(slot)} data-import={slot} onChange={(event) => {
        take(event.currentTarget.files?.[0]);
        // The same file may be chosen again.
        event.currentTarget.value = "";
      }} />
      <Button size="xs" variant="subtle" disabled={disabled} onClick={() => input.current?.click()} aria-label={texts.importInto(slot)}>{texts.import}</Button>
    </>
  );
}
