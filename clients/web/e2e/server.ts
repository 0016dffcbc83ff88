/** A server of the stories' own: started, killed without warning, and started again on the same data. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class Server {
  private child: ChildProcess | undefined;
  private readonly data = mkdtempSync(join(tmpdir(), "playhouse-e2e-"));

  private constructor(private readonly binary: string, private readonly port: number, private readonly settings: string[]) {}

  /** launch starts the binary named by PLAYHOUSE_BIN on a free port, with more settings if need be; `{url}` in them is its own address. */
  static async launch(...settings: string[]): Promise<Server> {
    const binary = process.env.PLAYHOUSE_BIN;
    if (!binary || !existsSync(binary)) {
      throw new Error("PLAYHOUSE_BIN names no server: build one in the repository's root with `go build -o playhouse ./server/cmd/playhouse` and set PLAYHOUSE_BIN to its path");
    }
    const server = new Server(binary, await freePort(), settings);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    // The stories' own PLAYHOUSE_ variables are no settings of the server's.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("PLAYHOUSE_")));
    const child = spawn(this.binary, ["serve", "--listen", `127.0.0.1:${this.port}`, "--data-dir", this.data, ...this.settings.map((setting) => setting.replace("{url}", this.url))], { env, stdio: ["ignore", "pipe", "pipe"] });
    this.child = child;
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream!.on("data", (text) => (said = (said + text).slice(-4_000)));
    const end = Date.now() + 60_000;
    while (Date.now() < end) {
      if (child.exitCode !== null) throw new Error(`the server stopped at once:\n${said}`);
      if (await fetch(`${this.url}/readyz`).then((answer) => answer.ok, () => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    throw new Error(`the server did not get ready in a minute:\n${said}`);
  }

  /** kill is the power cut: no farewell, nothing flushed. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }

  /** stop ends it in good order and removes its data. */
  async stop(): Promise<void> {
    const { child } = this;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** ownHouse lets a story have a server to itself, which it may kill, with settings of its own. */
export async function ownHouse(story: (server: Server) => Promise<void>, ...settings: string[]): Promise<void> {
  const server = await Server.launch(...settings);
  const usual = process.env.PLAYHOUSE_URL;
  process.env.PLAYHOUSE_URL = server.url;
  try {
    await story(server);
  } finally {
    process.env.PLAYHOUSE_URL = usual;
    await server.stop();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}
