/**
 * What one sees of a world, and how one looks at it: the crowd, the stage it is
 * painted on, what is chosen, the tool in hand. The live table and the replay
 * both look through one.
 */
import type { Config, ControlPoint, Frame, Inspection, Team, Viewport, Wall } from "../proto";
import { Store } from "../store";
import { Blitter } from "./blit";
import { type Area, Crowd } from "./crowd";
import { Hand } from "./hand";
import { paintCrowd, paintTrails } from "./paint-crowd";
import { paintGround } from "./paint-ground";
import { paintOver } from "./paint-over";
import type { Scheme } from "./palette";
import type { WallTool } from "./shapes";
import { type Spot, Stage } from "./stage";
import { ToolGrip } from "./tools";

export type Tool = "select" | "lasso" | WallTool | "erase" | "add";

/** Adding is who appears where one taps with the tool for it. */
export interface Adding {
  team: number;
  count: number;
  radius: number;
}

export interface SceneState {
  tool: Tool;
  chosen: ReadonlySet<number>;
  zones: boolean;
  vectors: boolean;
  trails: boolean;
  /** The camera stays with the first one chosen. */
  follow: boolean;
  /** Corners or ends that a wall in the making has. */
  corners: Spot[];
  draft: Pick<Wall, "shape"> | undefined;
  box: { from: Spot; to: Spot } | undefined;
  cross: Spot | undefined;
  adding: Adding;
}

/** Shown is what of a world does not come with frames. */
export interface Shown {
  area: Area;
  walls: Wall[];
  points: ControlPoint[];
  teams: Team[];
  config: Config | undefined;
}

/** Ears hear what happens on the scene that is for others to deal with. */
export interface Ears {
  /** What is looked at, when it is less than all. */
  look?: (viewport: Pick<Viewport, "x" | "y" | "width" | "height"> | undefined) => void;
  /** Space was pressed on the field. */
  space?: () => void;
}

/** What tools do beyond choosing; the table sets it for who may. */
export interface Deeds {
  build: (wall: Wall) => void;
  erase: (wall: Wall) => void;
  add: (at: Spot) => void;
}

export class Scene {
  readonly crowd = new Crowd();
  readonly store = new Store<SceneState>({
    tool: "select", chosen: new Set(), zones: true, vectors: false, trails: false, follow: false, corners: [], draft: undefined, box: undefined, cross: undefined,
    adding: { team: 1, count: 10, radius: 40 },
  });
  shown: Shown = { area: { width: 800, height: 600 }, walls: [], points: [], teams: [], config: undefined };
  stage: Stage | undefined;
  deeds: Deeds | undefined;
  private ears: Ears = {};
  readonly grip = new ToolGrip(this);
  private readonly blitter = new Blitter();
  private inspections: Inspection[] = [];
  private scheme: Scheme = "dark";

  constructor() {
    let trails = false;
    this.store.subscribe(() => {
      const { now } = this.store;
      if (trails !== now.trails) this.stage?.redraw("trails");
      trails = now.trails;
      this.stage?.redraw("crowd", "over");
    });
  }

  /** attach paints on an element; it answers how to stop. */
  attach(host: HTMLElement): () => void {
    const stage = new Stage(host);
    const hand = new Hand(stage, this.grip);
    this.stage = stage;
    stage.paint("ground", (brush) => paintGround(brush, { ...this.shown, scheme: this.scheme, holders: this.crowd.holders, wall: 0, radius: this.radius, hurts: (this.shown.config?.boundaryDamage ?? 0) > 0 }));
    let kept = "";
    stage.paint("trails", (brush, now) => {
      // The camera moved: marks of before would be in wrong places.
      if (kept !== stage.host.dataset.camera || !this.store.now.trails) wipe(brush.ctx);
      kept = stage.host.dataset.camera ?? "";
      if (this.store.now.trails) paintTrails(brush, this.crowd, this.look, now);
      return this.store.now.trails && !this.crowd.settled(now);
    });
    stage.paint("crowd", (brush, now) => {
      paintCrowd(brush, this.crowd, this.look, now);
      this.stay(now);
      return !this.crowd.settled(now);
    });
    stage.paint("over", (brush, now) => {
      const { store, inspections, scheme, radius } = this;
      paintOver(brush, this.crowd, { ...store.now, inspections, config: this.shown.config, scheme, radius }, now);
      return store.now.chosen.size > 0 && !this.crowd.settled(now);
    });
    stage.onCamera = () => this.ears.look?.(this.viewport());
    stage.setArea(this.shown.area);
    return () => {
      hand.destroy();
      stage.destroy();
      if (this.stage === stage) this.stage = undefined;
    };
  }

  /** told says who hears what from now on. */
  told(ears: Ears): void {
    this.ears = { ...this.ears, ...ears };
  }

  /** allow says what tools may do; undefined for looking only. */
  allow(deeds: Deeds | undefined): void {
    this.deeds = deeds;
  }

  onSpace(): void {
    this.ears.space?.();
  }

  show(shown: Shown): void {
    this.shown = shown;
    this.stage?.setArea(shown.area);
    this.stage?.redraw();
  }

  paintIn(scheme: Scheme): void {
    this.scheme = scheme;
    this.stage?.redraw();
  }

  take(frame: Frame): void {
    const before = this.crowd.holders.join();
    // A key frame of a world that stands still tells nothing new: nothing is drawn.
    if (!this.crowd.take(frame, this.shown.area, performance.now())) return;
    if (before !== this.crowd.holders.join()) this.stage?.redraw("ground");
    if (this.store.now.trails) this.stage?.redraw("trails");
    this.stage?.redraw("crowd", "over");
  }

  inspect(inspections: Inspection[]): void {
    this.inspections = inspections;
    this.stage?.redraw("over");
  }

  choose(ids: Iterable<number>): void {
    this.store.set({ chosen: new Set(ids), follow: false });
  }

  /** spot is where somebody is shown now. */
  spot(id: number): Spot {
    const { crowd } = this;
    const part = crowd.part(performance.now());
    return { x: crowd.fromX[id]! + (crowd.x[id]! - crowd.fromX[id]!) * part, y: crowd.fromY[id]! + (crowd.y[id]! - crowd.fromY[id]!) * part };
  }

  /** nearest is who is shown nearest to a place, within a reach in units; 0 for nobody. */
  nearest(at: Spot, reach: number): number {
    let found = 0;
    let least = reach;
    for (let i = 0; i < this.crowd.count; i++) {
      const id = this.crowd.ids[i]!;
      const { x, y } = this.spot(id);
      const far = Math.hypot(x - at.x, y - at.y);
      if (far > least) continue;
      least = far;
      found = id;
    }
    return found;
  }

  get radius(): number {
    return this.shown.config?.agentRadius ?? 5;
  }

  private get look() {
    return { radius: this.radius, scheme: this.scheme, vectors: this.store.now.vectors, blitter: this.blitter };
  }

  /** stay keeps the camera with the first one chosen. */
  private stay(now: number): void {
    const { chosen, follow } = this.store.now;
    const [first] = chosen;
    if (!follow || first === undefined || !this.crowd.has(first) || !this.stage || this.crowd.settled(now)) return;
    const { x, y } = this.spot(first);
    this.stage.look({ ...this.stage.camera, x, y });
  }

  private viewport() {
    const { stage, shown: { area } } = this;
    if (!stage || stage.seen.width * stage.seen.height > area.width * area.height * 0.6) return undefined;
    return stage.seen;
  }
}

function wipe(ctx: CanvasRenderingContext2D): void {
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.restore();
}
