/** Stands in for src/rpc/transport.ts: a house in memory, for looking at pages and for tests. */
import { createRouterTransport } from "@connectrpc/connect";
import { enter, type House, memoryStorage } from "@playhouse/client";
import { FakeHouse } from "./house";

/** fakeHouse is the house behind the page; tests reach into it. */
export const fakeHouse = new FakeHouse();

export function dial(): House {
  return enter({
    baseUrl: "memory:",
    storage: memoryStorage("refresh"),
    transport: (_, interceptors) => createRouterTransport((router) => fakeHouse.serve(router), { transport: { interceptors } }),
  });
}
