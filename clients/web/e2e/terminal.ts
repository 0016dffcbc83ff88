/** The terminal client in a pseudo-terminal, as a player starts it. What it does is read from the page: both look at one server. */
import { type ChildProcess, spawn } from "node:child_process";

/** Enter and the arrow keys, as a terminal sends them. */
export const keys = { enter: "\r", down: "\x1b[B" };

export class Terminal {
  private said = "";

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) stream!.on("data", (text) => (this.said += String(text)));
  }

  /** play opens the terminal client with an API key; `script` lends it a terminal. */
  static play(server: string, key: string, ...more: string[]): Terminal {
    const command = ["stty cols 100 rows 40;", process.env.PLAYHOUSE_BIN!, "play", "--server", server, ...more].join(" ");
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, TERM: "xterm-256color", PLAYHOUSE_KEY: key };
    return new Terminal(spawn("script", ["-qefc", command, "/dev/null"], { env, stdio: ["pipe", "pipe", "pipe"] }));
  }

  /** text is everything it has painted, without colours and moves. */
  get text(): string {
    // eslint-disable-next-line no-control-regex -- that is what a terminal speaks
    return this.said.replace(/\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[[?>=0-9;]*[ -/]*[@-~]|\x1b[@-_]/g, "");
  }

  press(text: string): void {
    this.child.stdin!.write(text);
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.press("q");
    await Promise.race([new Promise((resolve) => this.child.once("exit", resolve)), new Promise((resolve) => setTimeout(resolve, 5_000))]);
    this.child.kill("SIGKILL");
  }
}
