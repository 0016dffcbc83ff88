/** Small pictures that are drawn once and used again: a figure or a word costs a copy, not its strokes. */

const kept = new Map<string, HTMLCanvasElement>();
const most = 2_500;

if (typeof document !== "undefined") document.fonts?.addEventListener?.("loadingdone", () => kept.clear());

/** sprite is the picture of a key, drawn when it is not there yet. */
export function sprite(key: string, width: number, height: number, draw: (ctx: CanvasRenderingContext2D) => void): HTMLCanvasElement {
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= most) kept.clear();
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.ceil(width));
  canvas.height = Math.max(1, Math.ceil(height));
  const ctx = canvas.getContext("2d");
  if (ctx) draw(ctx);
  kept.set(key, canvas);
  return canvas;
}

/** sharp is how many device pixels a CSS pixel has, as far as anybody sees it. */
export const sharp = (): number => Math.min(2, window.devicePixelRatio || 1);
