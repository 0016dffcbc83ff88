/** Glimpses: what others point at for a moment. Sent at most 30 times a second, never logged, lost without harm. */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { roomv1 } from "@playhouse/client";
import { playhouse } from "../../../rpc/playhouse";
import { type Gesture, GestureSchema, type View } from "../proto";
import { write, trace } from "./figures/paint-shapes";
import { mix, type Point } from "./plane";
import { type Brush, calm } from "./stage";

export type GlimpseKind = "cursor" | "ping" | "laser" | "ruler" | "drag" | "ripple" | "lightning" | "shake";

/** How long each is shown, in milliseconds. */
const lasting: Record<GlimpseKind, number> = { cursor: 5_000, ping: 1_800, laser: 1_100, ruler: 2_500, drag: 1_500, ripple: 1_600, lightning: 800, shake: 600 };
/** Pointing goes on: only the last of these counts. */
const going = new Set<GlimpseKind>(["cursor", "laser", "ruler", "drag"]);

interface Glimpse {
  kind: GlimpseKind;
  userId: string;
  name: string;
  gesture: Gesture;
  colour: string;
  since: number;
  way: { at: Point; time: number }[];
}

export class Glimpses {
  private list: Glimpse[] = [];

  take(signals: roomv1.Signal[], view: View, own: string, now: number): boolean {
    let news = false;
    for (const { kind, userId, data } of signals) {
      // Effects come back to who made them: all see them in the same moment.
      if (!(kind in lasting) || (userId === own && (going.has(kind as GlimpseKind) || kind === "ping"))) continue;
      this.show(kind as GlimpseKind, userId, fromBinary(GestureSchema, data), view, now);
      news = true;
    }
    return news;
  }

  show(kind: GlimpseKind, userId: string, gesture: Gesture, view: View, now: number): void {
    const seat = view.seats.find((one) => one.userId === userId);
    const before = going.has(kind) ? this.list.find((one) => one.kind === kind && one.userId === userId) : undefined;
    const point = gesture.points.at(-1);
    const way = [...(before?.way ?? []), ...(point ? [{ at: point, time: now }] : [])].slice(-40);
    this.list = this.list.filter((one) => one !== before);
    if (going.has(kind) && gesture.points.length === 0) return;
    this.list.push({ kind, userId, name: seat?.name ?? "", gesture, colour: gesture.colour || seat?.colour || "#e6c988", since: now, way });
  }

  /** dragged are the places where others drag tokens to. */
  dragged(): Map<string, { at: Point; colour: string }> {
    return new Map(this.list.filter((one) => one.kind === "drag").map(({ gesture, colour }) => [gesture.elementId, { at: gesture.points.at(-1)!, colour }]));
  }

  /** shaken is how far the board is shaken now, in pixels. */
  shaken(now: number): number {
    const shake = this.list.find((one) => one.kind === "shake");
    return shake && !calm() ? Math.sin(now / 22) * 9 * Math.max(0, 1 - (now - shake.since) / lasting.shake) : 0;
  }

  /** paint draws what is not over; true while something moves, a number for when the next thing ends. */
  paint(brush: Brush, now: number): boolean {
    this.list = this.list.filter((one) => now - one.since < lasting[one.kind]);
    for (const one of this.list) painters[one.kind]?.(brush, one, now - one.since, now);
    return this.list.length > 0;
  }
}

type Paint = (brush: Brush, glimpse: Glimpse, age: number, now: number) => void;

const rings: Paint = ({ ctx, px }, { gesture, colour, kind }, age) => {
  const at = gesture.points[0];
  if (!at) return;
  const count = kind === "ripple" ? 4 : 3;
  for (let i = 0; i < count; i++) {
    const part = calm() ? 0.5 : (age / lasting[kind] - i * 0.16) * 1.5;
    if (part <= 0 || part >= 1) continue;
    ctx.beginPath();
    ctx.arc(at.x, at.y, (kind === "ripple" ? part * 5 : part * 46 * px), 0, 7);
    ctx.globalAlpha = 1 - part;
    ctx.strokeStyle = colour;
    ctx.lineWidth = (kind === "ripple" ? 5 : 3.5) * px;
    ctx.stroke();
    ctx.globalAlpha = 1;
  }
};

const painters: Partial<Record<GlimpseKind, Paint>> = {
  ripple: rings,
  ping: (brush, glimpse, age, now) => {
    rings(brush, glimpse, age, now);
    const at = glimpse.gesture.points[0];
    if (at && glimpse.name) write(brush, glimpse.name, { x: at.x, y: at.y - 22 * brush.px }, 13, glimpse.colour);
  },
  cursor: (brush, { gesture, name, colour }, age) => {
    const { ctx, px } = brush;
    const at = gesture.points[0]!;
    ctx.save();
    ctx.globalAlpha = Math.min(1, (lasting.cursor - age) / 1_000);
    ctx.translate(at.x, at.y);
    ctx.scale(px, px);
    ctx.beginPath();
    for (const [x, y] of [[0, 0], [0, 16], [4.500, 12], [11, 12]]) ctx.lineTo(x!, y!);
    ctx.closePath();
    ctx.fillStyle = colour;
    ctx.fill();
    ctx.strokeStyle = "#14110f";
    ctx.stroke();
    ctx.restore();
    write(brush, name, { x: at.x + 14 * px, y: at.y + 21 * px }, 11, colour, "left");
  },
  laser: ({ ctx, px }, { way, colour }, _, now) => {
    for (let i = 1; i < way.length; i++) {
      const fresh = 1 - (now - way[i]!.time) / lasting.laser;
      if (fresh <= 0) continue;
      trace(ctx, [way[i - 1]!.at, way[i]!.at]);
      ctx.globalAlpha = fresh;
      ctx.strokeStyle = colour;
      ctx.lineWidth = (2 + 5 * fresh) * px;
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
  },
  ruler: (brush, { gesture, colour, name }) => paintRuler(brush, gesture.points, colour, name),
  lightning: ({ ctx, seen }, _, age) => {
    // Who asked for calm gets a pale veil instead of flashes.
    const flash = calm() ? 0.15 : age < 90 || (age > 170 && age < 240) ? 0.75 : Math.max(0, 0.45 - age / 1_800);
    ctx.fillStyle = `rgb(225 235 255 / ${flash})`;
    ctx.fillRect(seen.x, seen.y, seen.width, seen.height);
  },
};

/** paintRuler draws a way with what is said at its end. */
export function paintRuler(brush: Brush, points: Point[], colour: string, text: string): void {
  const { ctx, px } = brush;
  for (const [ink, width] of [["rgb(16 12 10 / 0.8)", 6], [colour, 3]] as const) {
    trace(ctx, points);
    ctx.strokeStyle = ink;
    ctx.lineWidth = width * px;
    ctx.stroke();
  }
  for (const { x, y } of points) {
    ctx.beginPath();
    ctx.arc(x, y, 4 * px, 0, 7);
    ctx.fillStyle = colour;
    ctx.fill();
  }
  const end = points.at(-1);
  if (end && text) write(brush, text, mix(end, { x: end.x, y: end.y - 20 * px }, 1), 15);
}

const everyMs: Partial<Record<GlimpseKind, number>> = { cursor: 120, drag: 40, laser: 40, ruler: 50 };

/** Sender sends signals, the last of each kind at most every few frames. */
export class Sender {
  private readonly waiting = new Map<GlimpseKind, MessageInitShape<typeof GestureSchema>>();
  private readonly timers = new Map<GlimpseKind, ReturnType<typeof setTimeout>>();

  constructor(private readonly sessionId: string, private readonly alone: () => boolean) {}

  send(kind: GlimpseKind, gesture: MessageInitShape<typeof GestureSchema>): void {
    if (this.alone() && going.has(kind)) return;
    this.waiting.set(kind, gesture);
    if (!this.timers.has(kind)) this.flush(kind);
  }

  private flush(kind: GlimpseKind): void {
    const gesture = this.waiting.get(kind);
    this.waiting.delete(kind);
    if (!gesture) return void this.timers.delete(kind);
    this.timers.set(kind, setTimeout(() => this.flush(kind), everyMs[kind] ?? 34));
    const data = toBinary(GestureSchema, create(GestureSchema, gesture));
    playhouse.session.sendSignal({ sessionId: this.sessionId, kind, data }).catch(() => undefined);
  }
}
