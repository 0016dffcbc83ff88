/** Figures glide from where they were to where they are, along the way they went if it is known. */
import type { Happening, View } from "../proto";
import { along, distance, type Point } from "./plane";
import { calm } from "./stage";

interface Glide {
  way: Point[];
  start: number;
  ms: number;
}

export class Motion {
  private readonly glides = new Map<string, Glide>();

  /** take compares two views; drawn says where a figure was drawn last. */
  take(before: View | undefined, after: View, happenings: Happening[], drawn: (id: string) => Point | undefined, now: number): void {
    if (!before || before.sceneId !== after.sceneId || calm()) return this.glides.clear();
    for (const [id, element] of Object.entries(after.elements)) {
      const was = before.elements[id];
      if (was === element || element.kind.case !== "token" || was?.kind.case !== "token") continue;
      const [from, to] = [drawn(id) ?? was.kind.value.at!, element.kind.value.at!];
      if (distance(from, to) < 0.01) continue;
      const way = happenings.find((one) => one.elementId === id && one.way.length > 1)?.way;
      const straight = !way || distance(way[0]!, from) > 0.5;
      this.glides.set(id, { way: straight ? [from, to] : way, start: now, ms: Math.min(250, 150 + distance(from, to) * 20) });
    }
  }

  stop(id: string): void {
    this.glides.delete(id);
  }

  /** at is where a figure is drawn now. */
  at(id: string, rest: Point, now: number): Point {
    const glide = this.glides.get(id);
    if (!glide) return rest;
    const part = (now - glide.start) / glide.ms;
    if (part >= 1) {
      this.glides.delete(id);
      return rest;
    }
    return along(glide.way, Math.max(0, part * part * (3 - 2 * part)));
  }

  get moving(): boolean {
    return this.glides.size > 0;
  }
}
