/** Sending commands from the page: kept until they are answered, refusals in words. */
import { useMutation } from "@tanstack/react-query";
import type { CallOptions } from "@connectrpc/connect";
import { useState } from "react";
import { command, type Problem } from "@playhouse/client";
import { problemInWords } from "./errors";

export type Call = (commandId: string, options: CallOptions) => Promise<unknown>;

export interface Send {
  /** Sends, and resolves to whether it was carried out. */
  send: (call: Call) => Promise<boolean>;
  /** A command is on its way. */
  pending: boolean;
  /** The command could not be delivered yet and is tried again: the connection is cut. */
  kept: boolean;
  /** Why the last command was not carried out. */
  problem: Problem | undefined;
  clear: () => void;
}

/**
 * useSend carries one command at a time. Every try of it has the same command
 * id, so a cut connection loses nothing and does nothing twice.
 */
export function useSend(): Send {
  const [kept, setKept] = useState(false);
  const mutation = useMutation({
    mutationFn: (call: Call) => command(call, { onRetry: () => setKept(true) }),
    onSettled: () => setKept(false),
  });
  return {
    send: (call) => mutation.mutateAsync(call).then(() => true, () => false),
    pending: mutation.isPending,
    kept,
    problem: mutation.error ? problemInWords(mutation.error) : undefined,
    clear: mutation.reset,
  };
}
