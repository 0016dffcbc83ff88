/** A wire that is listened to: whoever goes through it sees the house at another address, and every byte that comes back is kept. */
import { createServer, request, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

export class Wire {
  private constructor(private readonly server: Server, private readonly kept: Buffer[]) {}

  /** tap opens a wire to a house. Nothing on it is compressed, so that its bytes can be searched. */
  static async tap(house: string): Promise<Wire> {
    const { hostname, port } = new URL(house);
    const kept: Buffer[] = [];
    const server = createServer((asked, answered) => {
      const onward = request({ hostname, port, method: asked.method, path: asked.url, headers: { ...asked.headers, "accept-encoding": "identity" } }, (answer) => {
        answered.writeHead(answer.statusCode!, answer.headers);
        answer.on("data", (bytes: Buffer) => kept.push(bytes));
        answer.pipe(answered);
        answer.on("error", () => answered.destroy());
      });
      onward.on("error", () => answered.destroy());
      answered.on("close", () => onward.destroy());
      asked.pipe(onward);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Wire(server, kept);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** holds tells whether some words ever came over it. */
  holds(words: string): boolean {
    return Buffer.concat(this.kept).includes(words);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
