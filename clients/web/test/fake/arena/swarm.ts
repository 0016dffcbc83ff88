/** Agents that move about plausibly, packed as the server packs them: for looking at, and for measuring. */
import { create } from "@bufbuild/protobuf";
import { type Frame, FrameSchema } from "@playhouse/client/gen/playhouse/arena/v1/frame_pb";

export interface SwarmOptions {
  agents: number;
  teams: number;
  width: number;
  height: number;
}

export class Swarm {
  tick = 0;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly heading: Float64Array;
  readonly health: Float64Array;

  constructor(readonly options: SwarmOptions) {
    const { agents, teams, width, height } = options;
    [this.x, this.y, this.heading, this.health] = [new Float64Array(agents), new Float64Array(agents), new Float64Array(agents), new Float64Array(agents).fill(1)];
    for (let i = 0; i < agents; i++) {
      const side = ((i % teams) + 0.5) / teams;
      this.x[i] = width * (side + 0.12 * wobble(i, 1));
      this.y[i] = height * (0.5 + 0.4 * wobble(i, 2));
      this.heading[i] = wobble(i, 3) * Math.PI;
    }
  }

  step(ticks: number): void {
    const { width, height } = this.options;
    this.tick += ticks;
    for (let i = 0; i < this.x.length; i++) {
      this.heading[i]! += wobble(i, this.tick) * 0.25;
      const far = (60 * ticks) / 30;
      this.x[i] = this.x[i]! + Math.cos(this.heading[i]!) * far;
      this.y[i] = this.y[i]! + Math.sin(this.heading[i]!) * far;
      if (this.x[i]! < 5 || this.x[i]! > width - 5 || this.y[i]! < 5 || this.y[i]! > height - 5) this.heading[i] = Math.atan2(height / 2 - this.y[i]!, width / 2 - this.x[i]!);
      this.x[i] = Math.min(width - 5, Math.max(5, this.x[i]!));
      this.y[i] = Math.min(height - 5, Math.max(5, this.y[i]!));
      if ((i * 31 + this.tick) % 997 < ticks) this.health[i] = Math.max(0.1, this.health[i]! - 0.2);
    }
  }

  frame(key: boolean): Frame {
    const { agents, teams, width, height } = this.options;
    const positions = new Uint8Array(agents * 4);
    const view = new DataView(positions.buffer);
    const [headings, health, states] = [new Uint8Array(agents), new Uint8Array(agents), new Uint8Array(agents)];
    for (let i = 0; i < agents; i++) {
      view.setUint16(i * 4, Math.round((this.x[i]! / width) * 65535), true);
      view.setUint16(i * 4 + 2, Math.round((this.y[i]! / height) * 65535), true);
      headings[i] = Math.round((this.heading[i]! / (2 * Math.PI)) * 256) & 255;
      health[i] = Math.round(this.health[i]! * 255);
      states[i] = (i % teams) | ((i * 7 + this.tick) % 61 === 0 ? 16 : 0) | ((i * 11 + this.tick) % 53 === 0 ? 8 : 0);
    }
    return create(FrameSchema, { tick: this.tick, run: 1, key, ids: new Uint8Array(agents).fill(1), positions, headings, health, states, holders: key ? [1, 0] : [] });
  }
}

/** wobble is a number from -1 to 1, the same for the same numbers. */
export function wobble(a: number, b: number): number {
  const sine = Math.sin(a * 12.9898 + b * 78.233) * 43758.5453;
  return (sine - Math.floor(sine)) * 2 - 1;
}
