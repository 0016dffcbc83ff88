/**
 * Stacked canvases under one camera. Each layer is a function that draws; only
 * layers that changed are drawn again, and nothing runs while nothing moves.
 */
import { type Bounds, type Camera, fit, keepIn, type Size, toWorld } from "./camera";
import { Gestures } from "./gestures";

/** Layer draws itself; true asks for another frame: something still moves. */
export type Layer = (pen: Pen, now: number) => boolean | void;

/** Pen is a canvas ready to be drawn on in world units. */
export interface Pen {
  ctx: CanvasRenderingContext2D;
  camera: Camera;
  screen: Size;
  /** Device pixels per cell: what sprites are made for. */
  pixels: number;
  /** The world rectangle that can be seen. */
  seen: Bounds;
}

const glideMs = 240;

export interface BoardEvents {
  tap?: (x: number, y: number, double: boolean) => void;
  hover?: (at: { x: number; y: number } | undefined) => void;
  camera?: (camera: Camera, screen: Size) => void;
}

export class BoardView {
  camera: Camera = { x: 0, y: 0, scale: 60 };
  screen: Size = { width: 0, height: 0 };
  events: BoardEvents = {};
  private layers: Layer[] = [];
  private readonly canvases: HTMLCanvasElement[] = [];
  private readonly dirty = new Set<number>();
  private bounds: Bounds = { x: 0, y: 0, width: 1, height: 1 };
  private focus: Bounds = this.bounds;
  private frame = 0;
  private bounded = false;
  /** The camera follows what is known until somebody moves it by hand. */
  private following = true;
  private glide: { from: Camera; to: Camera; start: number } | undefined;
  private readonly watcher: ResizeObserver;
  private readonly gestures: Gestures | undefined;

  /** A still board takes no gestures. */
  constructor(private readonly host: HTMLElement, still = false) {
    this.watcher = new ResizeObserver(() => this.resize());
    this.watcher.observe(host);
    this.gestures = still ? undefined : new Gestures(host, this);
    this.resize();
  }

  /** setLayers draws again those that are other functions than before. */
  setLayers(layers: Layer[]): void {
    while (this.canvases.length < layers.length) this.canvases.push(this.addCanvas());
    layers.forEach((layer, i) => {
      if (layer !== this.layers[i]) this.dirty.add(i);
    });
    this.layers = layers;
    this.wake();
  }

  /**
   * setBounds says what there is to see and what of it matters now; the camera
   * shows the latter, until somebody moves the camera.
   */
  setBounds(bounds: Bounds, focus = bounds): void {
    const first = !this.bounded;
    this.bounds = bounds;
    this.focus = focus;
    this.bounded = true;
    if (this.screen.width === 0 || !this.following) return;
    if (first) this.move(fit(focus, this.screen));
    else this.glideTo(fit(focus, this.screen));
  }

  showAll(): void {
    this.following = true;
    if (this.screen.width > 0 && this.bounded) this.move(fit(this.bounds, this.screen));
  }

  /** look moves the camera by somebody's hand. */
  look(camera: Camera): void {
    this.following = false;
    this.glide = undefined;
    this.move(camera);
  }

  private glideTo(to: Camera): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return this.move(to);
    this.glide = { from: this.camera, to, start: performance.now() };
    this.redraw();
  }

  /** glideOn takes the camera a frame further towards where it glides. */
  private glideOn(now: number): void {
    if (!this.glide) return;
    const { from, to, start } = this.glide;
    const part = Math.min(1, Math.max(0, (now - start) / glideMs));
    const eased = part * part * (3 - 2 * part);
    const mix = (a: number, b: number) => a + (b - a) * eased;
    if (part === 1) this.glide = undefined;
    this.move({ x: mix(from.x, to.x), y: mix(from.y, to.y), scale: mix(from.scale, to.scale) });
  }

  private move(camera: Camera): void {
    this.camera = keepIn(camera, this.bounds);
    this.redraw();
    this.events.camera?.(this.camera, this.screen);
  }

  /** reveal moves the camera just so far that the cell is in sight. */
  reveal(x: number, y: number): void {
    const { width, height } = this.screen;
    const half = { x: width / 2 / this.camera.scale - 0.7, y: height / 2 / this.camera.scale - 0.7 };
    const shift = (at: number, middle: number, reach: number) => Math.max(0, at - middle - reach) + Math.min(0, at - middle + reach);
    this.look({
      ...this.camera,
      x: this.camera.x + shift(x + 0.5, this.camera.x, Math.max(0, half.x)),
      y: this.camera.y + shift(y + 0.5, this.camera.y, Math.max(0, half.y)),
    });
  }

  /** redraw draws every layer again: a picture arrived, the camera moved. */
  redraw(): void {
    this.layers.forEach((_, i) => this.dirty.add(i));
    this.wake();
  }

  at(clientX: number, clientY: number): { x: number; y: number } {
    const box = this.host.getBoundingClientRect();
    return toWorld(this.camera, this.screen, clientX - box.left, clientY - box.top);
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    this.watcher.disconnect();
    this.gestures?.destroy();
    for (const canvas of this.canvases) canvas.remove();
  }

  private wake(): void {
    this.frame ||= requestAnimationFrame((now) => {
      this.frame = 0;
      this.draw(now);
    });
  }

  private draw(now: number): void {
    this.glideOn(now);
    const due = [...this.dirty];
    this.dirty.clear();
    for (const i of due) {
      const pen = this.pen(this.canvases[i]!);
      if (pen && this.layers[i]?.(pen, now)) this.dirty.add(i);
    }
    if (this.dirty.size > 0) this.wake();
  }

  private pen(canvas: HTMLCanvasElement): Pen | undefined {
    const ctx = canvas.getContext("2d");
    const { camera, screen } = this;
    if (!ctx || screen.width === 0) return undefined;
    const ratio = canvas.width / screen.width;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    const pixels = camera.scale * ratio;
    ctx.setTransform(pixels, 0, 0, pixels, canvas.width / 2 - camera.x * pixels, canvas.height / 2 - camera.y * pixels);
    const from = toWorld(camera, screen, 0, 0);
    const seen = { ...from, width: screen.width / camera.scale, height: screen.height / camera.scale };
    return { ctx, camera, screen, pixels, seen };
  }

  private addCanvas(): HTMLCanvasElement {
    const canvas = document.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");
    Object.assign(canvas.style, { position: "absolute", inset: "0", width: "100%", height: "100%", pointerEvents: "none" });
    this.host.append(canvas);
    this.size(canvas);
    return canvas;
  }

  private resize(): void {
    const box = this.host.getBoundingClientRect();
    // Sizing a canvas wipes it: only when it must be.
    if (box.width === this.screen.width && box.height === this.screen.height) return;
    this.screen = { width: box.width, height: box.height };
    for (const canvas of this.canvases) this.size(canvas);
    if (this.following && this.bounded) this.move(fit(this.focus, this.screen));
    else this.move(this.camera);
  }

  private size(canvas: HTMLCanvasElement): void {
    // Beyond 2 nobody sees a difference, but every frame costs more.
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    canvas.width = Math.max(1, Math.round(this.screen.width * ratio));
    canvas.height = Math.max(1, Math.round(this.screen.height * ratio));
  }
}
