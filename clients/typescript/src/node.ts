/** For programs on Node: the same connect(), over Node's own HTTP. */
import { createConnectTransport } from "@connectrpc/connect-node";
import { connect as connectAnywhere, type ConnectOptions, type Playhouse } from "./connect.js";

/**
 * connect for Node 20 and later. Node's fetch can lose an abort, so streams
 * there go over its http module; all calls share one HTTP/2 connection when the
 * server is asked for it by httpVersion.
 */
export function connect(options: ConnectOptions & { httpVersion?: "1.1" | "2" }): Playhouse {
  return connectAnywhere({
    transport: (baseUrl, interceptors) =>
      createConnectTransport({ baseUrl, interceptors, httpVersion: options.httpVersion ?? "2" }),
    ...options,
  });
}
