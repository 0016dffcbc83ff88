/** Reading what belongs to a campaign, and reading it anew after something was changed. */
import { ConnectError } from "@connectrpc/connect";
import { playhouse, queries } from "../../../rpc/playhouse";
import { type Call, type Send, useSend } from "../../../rpc/send";

/** refresh reads all that is shown of campaigns again. */
export function refresh(): void {
  void queries.invalidateQueries({ predicate: ({ queryKey: [, key] }) => String((key as { serviceName?: string } | undefined)?.serviceName).startsWith("playhouse.tabletop.") });
}

export type Act = Omit<Send, "send" | "kept"> & { act: (call: Call) => Promise<boolean> };

/** useAct sends, and reads anew what may have changed by it. */
export function useAct(): Act {
  const { send, pending, problem, clear } = useSend();
  const act = async (call: Call) => {
    const done = await send(call);
    refresh();
    return done;
  };
  return { act, pending, problem, clear };
}

/** save hands a file to the browser. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the address by the next task.
  setTimeout(() => URL.revokeObjectURL(url));
}

/** fetched saves what only members may fetch. */
export async function fetched(url: string, name: string): Promise<void> {
  const answer = await fetch(url, { headers: { Authorization: `Bearer ${await playhouse.auth.bearer()}` } });
  if (!answer.ok) throw new ConnectError((await answer.text()).slice(0, 300));
  save(await answer.blob(), name);
}
