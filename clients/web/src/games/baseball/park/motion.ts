/** Motion remembers which scenes are under way on one board. Without plays everybody stands where the view says. */
import type { Scene } from "./scenes";

/** More than so many scenes at once are not all shown: only the last ones. */
const shownMost = 3;

export class Motion {
  private reel: { scene: Scene; start: number }[] = [];

  constructor(private readonly still: () => boolean = prefersStill) {}

  /** play lines scenes up after those under way. */
  play(scenes: Scene[], now: number): void {
    if (this.still()) return;
    this.reel = this.reel.filter(({ scene, start }) => now < start + scene.ms);
    let start = Math.max(now, ...this.reel.map((one) => one.start + one.scene.ms));
    for (const scene of scenes) {
      this.reel.push({ scene, start });
      start += scene.ms;
    }
    if (this.reel.length <= shownMost) return;
    this.reel = this.reel.slice(-shownMost);
    start = now;
    for (const one of this.reel) {
      one.start = start;
      start += one.scene.ms;
    }
  }

  /** stop forgets everything under way: the view is new altogether. */
  stop(): void {
    this.reel = [];
  }

  /** scene is what is to be seen now, and since when. */
  scene(now: number): { scene: Scene; ms: number } | undefined {
    const one = this.reel.find(({ scene, start }) => now < start + scene.ms);
    return one && { scene: one.scene, ms: Math.max(0, now - one.start) };
  }

  /** left is how long it takes until everything was shown. */
  left(now: number): number {
    return Math.max(0, ...this.reel.map(({ scene, start }) => start + scene.ms - now));
  }
}

function prefersStill(): boolean {
  return typeof matchMedia !== "undefined" && matchMedia("(prefers-reduced-motion: reduce)").matches;
}
