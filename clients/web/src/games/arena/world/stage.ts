/**
 * Canvases under one camera: ground, trails, crowd, and what lies over them. Each is
 * drawn only when it changed; while nothing moves nothing runs. World units are the
 * arena's own.
 */
import { type Camera, fit, type Size, toScreen, toWorld, zoomAt } from "../../../ui/board/camera";
import type { Area } from "./crowd";

export interface Spot {
  x: number;
  y: number;
}

/** Brush is a canvas ready to be drawn on in world units. */
export interface Brush {
  ctx: CanvasRenderingContext2D;
  camera: Camera;
  screen: Size;
  /** Device pixels to a CSS pixel. */
  ratio: number;
  /** World units to a CSS pixel: what is to look one pixel wide is this wide. */
  px: number;
  /** What can be seen, in world units. */
  seen: Spot & Area;
}

export const planes = ["ground", "trails", "crowd", "over"] as const;
export type Plane = (typeof planes)[number];
/** Painter draws; true asks for another frame. */
export type Painter = (brush: Brush, now: number) => boolean | void;

/** The largest scale, in pixels to a unit. */
const nearest = 14;

export class Stage {
  camera: Camera = { x: 0, y: 0, scale: 1 };
  screen: Size = { width: 0, height: 0 };
  onCamera: () => void = () => {};
  /** Milliseconds of script in each of the last frames. */
  readonly spent: number[] = [];
  private ratio = 1;
  private readonly canvases = new Map<Plane, HTMLCanvasElement>();
  private readonly painters = new Map<Plane, Painter>();
  private readonly dirty = new Set<Plane>();
  private area: Area = { width: 1, height: 1 };
  private fitted = false;
  /** Until somebody moves the camera it shows all of the world, whatever becomes of the screen. */
  private moved = false;
  private frame = 0;
  private readonly watcher: ResizeObserver;

  constructor(readonly host: HTMLElement) {
    for (const plane of planes) this.canvases.set(plane, canvasIn(host));
    this.watcher = new ResizeObserver(() => this.resize());
    this.watcher.observe(host);
    this.resize();
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    this.watcher.disconnect();
    for (const canvas of this.canvases.values()) canvas.remove();
  }

  paint(plane: Plane, painter: Painter): void {
    this.painters.set(plane, painter);
    this.redraw(plane);
  }

  redraw(...due: Plane[]): void {
    for (const plane of due.length > 0 ? due : planes) this.dirty.add(plane);
    this.frame ||= requestAnimationFrame((now) => this.draw(now));
  }

  /** setArea says how large the world is; another size is shown as a whole. */
  setArea({ width, height }: Area): void {
    if (this.area.width === width && this.area.height === height) return;
    this.area = { width, height };
    this.fitted = this.moved = false;
    this.fitOnce();
  }

  showAll(): void {
    this.fitted = this.moved = false;
    this.fitOnce();
  }

  look(camera: Camera): void {
    this.moved = true;
    const scale = Math.min(nearest, camera.scale);
    const keep = (at: number, length: number) => Math.min(length, Math.max(0, at));
    this.camera = { scale, x: keep(camera.x, this.area.width), y: keep(camera.y, this.area.height) };
    this.tellCamera();
  }

  zoom(factor: number, at: Spot = { x: this.screen.width / 2, y: this.screen.height / 2 }): void {
    const most = nearest / this.camera.scale;
    this.look(zoomAt(this.camera, this.screen, at, Math.min(most, factor), this.whole() * 0.6));
  }

  pan(x: number, y: number): void {
    const { camera } = this;
    this.look({ ...camera, x: camera.x - x / camera.scale, y: camera.y - y / camera.scale });
  }

  /** at is the place in the world under a pixel of the window. */
  at(clientX: number, clientY: number): Spot {
    const { x, y } = this.local(clientX, clientY);
    return toWorld(this.camera, this.screen, x, y);
  }

  local(clientX: number, clientY: number): Spot {
    const box = this.host.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  }

  pixel(spot: Spot): Spot {
    return toScreen(this.camera, this.screen, spot.x, spot.y);
  }

  get seen(): Spot & Area {
    const from = toWorld(this.camera, this.screen, 0, 0);
    return { ...from, width: this.screen.width / this.camera.scale, height: this.screen.height / this.camera.scale };
  }

  /** whole is the scale at which all of the world is in sight. */
  private whole(): number {
    return fit({ x: 0, y: 0, ...this.area }, this.screen, nearest, 0.001).scale;
  }

  private fitOnce(): void {
    if (this.fitted || this.screen.width === 0 || this.area.width <= 1) return;
    this.fitted = true;
    this.camera = fit({ x: 0, y: 0, ...this.area }, this.screen, nearest, 0.001);
    this.tellCamera();
  }

  private tellCamera(): void {
    // For tests, and for whoever looks into the page: which place is where.
    this.host.dataset.camera = `${this.camera.x},${this.camera.y},${this.camera.scale}`;
    this.redraw();
    this.onCamera();
  }

  private draw(now: number): void {
    this.frame = 0;
    const due = new Set(this.dirty);
    this.dirty.clear();
    if (this.screen.width === 0) return;
    const began = performance.now();
    for (const plane of planes) {
      const painter = this.painters.get(plane);
      if (due.has(plane) && painter?.(this.brush(plane), now)) this.dirty.add(plane);
    }
    this.measure(performance.now() - began);
    if (this.dirty.size > 0) this.redraw(...this.dirty);
  }

  private measure(ms: number): void {
    this.spent.push(ms);
    if (this.spent.length < 60) return;
    const sorted = this.spent.toSorted((a, b) => a - b);
    this.host.dataset.frameMs = `${sorted[30]!.toFixed(2)} ${sorted[58]!.toFixed(2)}`;
    this.spent.length = 0;
  }

  private brush(plane: Plane): Brush {
    const { camera, screen, ratio } = this;
    const canvas = this.canvases.get(plane)!;
    const ctx = canvas.getContext("2d")!;
    const pixels = camera.scale * ratio;
    if (plane !== "trails") {
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.clearRect(0, 0, canvas.width, canvas.height);
    }
    ctx.setTransform(pixels, 0, 0, pixels, canvas.width / 2 - camera.x * pixels, canvas.height / 2 - camera.y * pixels);
    return { ctx, camera, screen, ratio, px: 1 / camera.scale, seen: this.seen };
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (width === this.screen.width && height === this.screen.height) return;
    this.screen = { width, height };
    // Beyond 1.5 a crowd looks no sharper, but every frame costs more.
    this.ratio = Math.min(1.5, window.devicePixelRatio || 1);
    for (const canvas of this.canvases.values()) {
      canvas.width = Math.max(1, Math.round(width * this.ratio));
      canvas.height = Math.max(1, Math.round(height * this.ratio));
    }
    this.fitted = this.moved;
    this.fitOnce();
    this.redraw();
    this.onCamera();
  }
}

function canvasIn(host: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  Object.assign(canvas.style, { position: "absolute", inset: "0", width: "100%", height: "100%", pointerEvents: "none" });
  host.append(canvas);
  return canvas;
}
