/**
 * Three canvases under one camera: the ground (WebGL2, or 2D where that is slow),
 * what lies on it, and what is shown for a moment (2D). Each is drawn only when it
 * changed; while nothing moves nothing runs.
 *
 * Why not all in WebGL: pictures of a hundred megapixels, light and fog are what a
 * graphics card is good at; figures, lines and words are a few hundred strokes that a 2D
 * canvas draws as fast and sharper, on every machine. The fog lies over the ground
 * and under the figures: what one may not see the server does not send, and what
 * it sends has to be legible.
 */
import { type Bounds, type Camera, fit, maxScale, type Size, toScreen, toWorld, zoomAt } from "../../../ui/board/camera";
import type { Box, Point } from "./plane";

/** smallest is so few pixels to a cell that 500 cells fit on a phone. */
export const smallest = 0.7;
const glideMs = 220;

export interface Brush {
  ctx: CanvasRenderingContext2D;
  /** Cells to a CSS pixel: what is to look one pixel wide is this wide. */
  px: number;
  /** CSS pixels to a cell. */
  scale: number;
  seen: Box;
}

export type Plane = "ground" | "things" | "moment";
/** Painter draws; true asks for another frame. */
export type Painter = (now: number) => boolean | void;

export const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Stage {
  camera: Camera = { x: 0, y: 0, scale: 50 };
  screen: Size = { width: 0, height: 0 };
  ratio = 1;
  readonly canvases: Record<Plane, HTMLCanvasElement>;
  onCamera: () => void = () => {};
  private readonly painters = new Map<Plane, Painter>();
  private readonly dirty = new Set<Plane>();
  private bounds: Bounds = { x: 0, y: 0, width: 1, height: 1 };
  private fitted = false;
  private frame = 0;
  private glide: { from: Camera; to: Camera; start: number } | undefined;
  private readonly watcher: ResizeObserver;

  constructor(readonly host: HTMLElement) {
    this.canvases = { ground: canvasIn(host), things: canvasIn(host), moment: canvasIn(host) };
    this.watcher = new ResizeObserver(() => this.resize());
    this.watcher.observe(host);
    this.resize();
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    this.watcher.disconnect();
    for (const canvas of Object.values(this.canvases)) canvas.remove();
  }

  paint(plane: Plane, painter: Painter): void {
    this.painters.set(plane, painter);
    this.redraw(plane);
  }

  redraw(...planes: Plane[]): void {
    for (const plane of planes.length > 0 ? planes : (["ground", "things", "moment"] as const)) this.dirty.add(plane);
    this.frame ||= requestAnimationFrame((now) => this.draw(now));
  }

  /** setBounds says what there is to see; the first time, and for another scene, all of it is shown. */
  setBounds(bounds: Bounds, anew: boolean): void {
    this.bounds = bounds;
    if (anew) this.fitted = false;
    this.fitOnce();
    this.redraw();
  }

  showAll(): void {
    this.glideTo(fit(this.bounds, this.screen, 96, smallest));
  }

  look(camera: Camera): void {
    this.glide = undefined;
    this.move(camera);
  }

  zoom(factor: number, at: Point = { x: this.screen.width / 2, y: this.screen.height / 2 }): void {
    this.look(zoomAt(this.camera, this.screen, at, factor, smallest));
  }

  glideTo(to: Camera): void {
    if (calm()) return this.look(to);
    this.glide = { from: this.camera, to: { ...to, scale: Math.min(maxScale, to.scale) }, start: performance.now() };
    this.redraw();
  }

  /** reveal moves just so far that a place is well in sight. */
  reveal(p: Point, margin = 2): void {
    const reach = (length: number) => Math.max(0, length / 2 / this.camera.scale - margin);
    const shift = (at: number, middle: number, far: number) => Math.max(0, at - middle - far) + Math.min(0, at - middle + far);
    const x = this.camera.x + shift(p.x, this.camera.x, reach(this.screen.width));
    const y = this.camera.y + shift(p.y, this.camera.y, reach(this.screen.height));
    if (x !== this.camera.x || y !== this.camera.y) this.glideTo({ ...this.camera, x, y });
  }

  /** at is the place on the table under a pixel of the window. */
  at(clientX: number, clientY: number): Point {
    const { x, y } = this.local(clientX, clientY);
    return toWorld(this.camera, this.screen, x, y);
  }

  local(clientX: number, clientY: number): Point {
    const box = this.host.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  }

  pixel(p: Point): Point {
    return toScreen(this.camera, this.screen, p.x, p.y);
  }

  get seen(): Box {
    const from = toWorld(this.camera, this.screen, 0, 0);
    return { ...from, width: this.screen.width / this.camera.scale, height: this.screen.height / this.camera.scale };
  }

  /** brush is a cleared 2D canvas, ready to be drawn on in cells. */
  brush(plane: "things" | "moment"): Brush | undefined {
    const canvas = this.canvases[plane];
    const ctx = canvas.getContext("2d");
    if (!ctx || this.screen.width === 0) return undefined;
    const { x, y, scale } = this.camera;
    const pixels = scale * this.ratio;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    ctx.setTransform(pixels, 0, 0, pixels, canvas.width / 2 - x * pixels, canvas.height / 2 - y * pixels);
    ctx.lineCap = ctx.lineJoin = "round";
    return { ctx, px: 1 / scale, scale, seen: this.seen };
  }

  private move(camera: Camera): void {
    this.camera = keepOn(camera, this.bounds, this.screen);
    // For tests, and for whoever looks into the page: which cell is where.
    this.host.dataset.camera = `${this.camera.x},${this.camera.y},${this.camera.scale}`;
    this.redraw();
    this.onCamera();
  }

  private draw(now: number): void {
    this.frame = 0;
    if (this.glide) {
      const { from, to, start } = this.glide;
      const part = Math.min(1, Math.max(0, (now - start) / glideMs));
      const eased = part * part * (3 - 2 * part);
      const mix = (a: number, b: number) => a + (b - a) * eased;
      if (part === 1) this.glide = undefined;
      this.move({ x: mix(from.x, to.x), y: mix(from.y, to.y), scale: mix(from.scale, to.scale) });
    }
    const due = [...this.dirty];
    if (!this.glide) this.dirty.clear();
    const more = due.filter((plane) => this.screen.width > 0 && this.painters.get(plane)?.(now));
    if (more.length > 0) this.redraw(...more);
  }

  private fitOnce(): void {
    if (this.fitted || this.screen.width === 0 || this.bounds.width <= 1) return;
    this.fitted = true;
    this.move(fit(this.bounds, this.screen, 96, smallest));
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (width === this.screen.width && height === this.screen.height) return;
    this.screen = { width, height };
    // Beyond 2 nobody sees a difference, but every frame costs more.
    this.ratio = Math.min(2, window.devicePixelRatio || 1);
    for (const canvas of Object.values(this.canvases)) {
      canvas.width = Math.max(1, Math.round(width * this.ratio));
      canvas.height = Math.max(1, Math.round(height * this.ratio));
    }
    this.fitOnce();
    // A canvas of another size is empty: drawn in the next frame only, it would be black in this one.
    this.redraw();
    cancelAnimationFrame(this.frame);
    this.draw(performance.now());
    this.onCamera();
  }
}

/** keepOn lets no more than a third of the screen look beyond the table where the table is larger than the screen. */
export function keepOn(camera: Camera, bounds: Bounds, screen: Size): Camera {
  const keep = (at: number, from: number, length: number, pixels: number) => {
    const half = pixels / camera.scale / 6;
    const middle = from + length / 2;
    const reach = Math.max(length / 2 - half, Math.min(length / 2, half));
    return Math.min(middle + reach, Math.max(middle - reach, at));
  };
  return { ...camera, x: keep(camera.x, bounds.x, bounds.width, screen.width), y: keep(camera.y, bounds.y, bounds.height, screen.height) };
}

function canvasIn(host: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  Object.assign(canvas.style, { position: "absolute", inset: "0", width: "100%", height: "100%", pointerEvents: "none" });
  host.append(canvas);
  return canvas;
}
