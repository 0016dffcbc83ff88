/** The one client of the page: made once, used everywhere. */
import { QueryClient } from "@tanstack/react-query";
import { ConnectError } from "@connectrpc/connect";
import { isPassing } from "@playhouse/client";
import { dial } from "#transport";

export const playhouse = dial();

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A table on the local network is there without the internet.
      networkMode: "always",
      staleTime: 5_000,
      retry: (count, reason) => count < 2 && isPassing(ConnectError.from(reason).code),
      retryDelay: (count) => 400 * 2 ** count,
    },
    mutations: { networkMode: "always", retry: false },
  },
});
