/**
 * The table as it is worked on: the stage, what lies on it, the tool in hand, and
 * what is only shown for a moment. React says what there is (take), the easel
 * draws it and tells React which tool, menu or sheet is open (state).
 */
import { fit } from "../../../ui/board/camera";
import type { Desk, Draft } from "../desk";
import { type Atmosphere, type Element, GridKind, type Happening, TableRole, type View } from "../proto";
import { type Display, display, placeOf, type TokenItem } from "./figures/display";
import { paintFlat, paintWorks } from "./figures/paint-shapes";
import { paintTokens } from "./figures/paint-tokens";
import { type Bitmap, changed, decode, runsOf } from "./ground/explored";
import { painterFor } from "./ground/choose";
import { daylightOf, type Frame, type Glow, type GroundPainter, type Scenery, type Veil } from "./ground/painter";
import { type Mask, maskOf } from "./ground/sight";
import { TileStore } from "./ground/store";
import { feetOf } from "./grid";
import { Hand } from "./hand";
import { hits } from "./hit";
import { Motion } from "./motion";
import { paintChoice, paintGhosts } from "./choice";
import { onPicture } from "./picture";
import type { Point } from "./plane";
import { Glimpses, Sender } from "./signals";
import { smallest, Stage } from "./stage";
import { EaselState } from "./state";
import { type Tool, tools } from "./tools";

/** How far beside a line one may tap, in pixels. */
const reachPixels = 9;

/** Ghost is where a token will be, until the server says that it is there. */
interface Ghost {
  at: Point;
  /** The log position at which it is true; none while it is asked for. */
  version?: number;
}

export class Easel {
  readonly stage: Stage;
  readonly hand: Hand;
  readonly motion = new Motion();
  readonly glimpses = new Glimpses();
  readonly sender: Sender;
  readonly state = new EaselState();
  readonly ghosts = new Map<string, Ghost>();
  /** What happened since the last view was taken: steps come faster than the page draws. */
  readonly happened: Happening[] = [];
  desk!: Desk;
  view!: View;
  shown!: Display;
  tool: Tool = { cursor: "default" };
  /** What players see, for the game master's veil. */
  private players: View | undefined;
  private painter: GroundPainter | undefined;
  private tiles: TileStore | undefined;
  private explored: { of?: View["explored"]; bitmap: Bitmap; path?: Path2D } | undefined;
  private scenery: { of: View; scenery: Scenery } | undefined;
  private mask: { of?: View["sight"]; mask: Mask } | undefined;
  private readonly off: () => void;

  constructor(host: HTMLElement, private readonly sessionId: string) {
    this.stage = new Stage(host);
    this.hand = new Hand(this.stage, {
      hover: (p, mods) => this.tool.hover?.(p, mods),
      tap: (p, mods, double) => this.tool.tap?.(p, mods, double),
      grab: (p, mods) => this.tool.grab?.(p, mods),
      menu: (p, pixel) => this.openMenu(p, pixel),
      turn: (steps) => this.tool.turn?.(steps),
    });
    this.sender = new Sender(sessionId, () => this.desk.view.seats.length < 2);
    this.off = onPicture(() => this.stage.redraw("things"));
    this.stage.onCamera = () => this.state.set({ menu: undefined });
    this.begin();
  }

  destroy(): void {
    this.off();
    this.tool.leave?.();
    this.hand.destroy();
    this.tiles?.destroy();
    this.stage.destroy();
  }

  /** take takes what there is now. */
  take(desk: Desk, players: View | undefined): void {
    const before: View | undefined = this.view;
    const { view, live } = desk;
    this.desk = desk;
    if (view !== before || players !== this.players) {
      const now = performance.now();
      const drawn = new Map(this.shown?.tokens.map((token) => [token.id, this.pose(token, now)]));
      for (const [id, ghost] of this.ghosts) if (ghost.version !== undefined && live.version >= ghost.version) this.ghosts.delete(id);
      this.motion.take(before, view, this.happened.splice(0), (id) => drawn.get(id), now);
      [this.view, this.players] = [view, players];
      this.shown = display(view, desk.userId);
      this.takeGround(before);
      this.stage.setBounds({ x: 0, y: 0, width: view.width || 1, height: view.height || 1 }, before?.sceneId !== view.sceneId);
    }
    if (!before) this.use("select");
    this.stage.redraw("moment");
    this.state.set({ desk });
  }

  /** use takes a tool in hand. */
  use(id: keyof typeof tools): void {
    this.tool.leave?.();
    this.tool = tools[id](this);
    this.stage.host.style.cursor = this.tool.cursor;
    this.state.set({ tool: id, menu: undefined, hint: "" });
    this.stage.redraw("moment");
  }

  /** place arms the pointer with drafts. */
  place(drafts: Draft[]): void {
    this.state.set({ drafts });
    this.use(drafts.length > 0 ? "place" : "select");
  }

  element(id: string): Element | undefined {
    return this.view.elements[id];
  }

  /** chosen are the elements that are chosen and still there. */
  get chosen(): Element[] {
    return [...this.desk.chosen].flatMap((id) => this.element(id) ?? []);
  }

  /** mayMove and mayChange say what the server would allow. */
  mayMove(element: Element): boolean {
    if (element.locked) return false;
    return this.desk.gm || (element.kind.case === "token" && this.view.ownTokenIds.includes(element.id)) || this.mayChange(element);
  }

  mayChange({ kind }: Element): boolean {
    return this.desk.gm || ((kind.case === "area" || kind.case === "drawing") && kind.value.ownerId === this.desk.userId);
  }

  /** isGround is true for what is no more than floor to a tap or a drag: it is locked, or not one's own. Its menu can still be opened by those who may change it. */
  isGround(element: Element): boolean {
    const { case: kind } = element.kind;
    if (kind === "token" || kind === "door" || kind === "pin") return false;
    return element.locked || !this.mayChange(element);
  }

  get reach(): number {
    return reachPixels / this.stage.camera.scale;
  }

  pose(token: Pick<TokenItem, "id" | "at">, now: number): Point {
    return this.ghosts.get(token.id)?.at ?? this.motion.at(token.id, token.at, now);
  }

  show(id: string): void {
    const element = this.element(id);
    if (!element) return;
    const at = placeOf(element);
    const { camera, screen } = this.stage;
    this.stage.glideTo({ ...fit({ x: at.x - 0.5, y: at.y - 0.5, width: 1, height: 1 }, screen, Math.max(48, camera.scale), smallest) });
  }

  openMenu(p: Point, pixel: Point): void {
    if (this.tool.menu?.(p)) return;
    // The table stands still under an open menu.
    this.stage.look(this.stage.camera);
    const found = hits(this.shown, p, this.reach * 1.4).find(({ id }) => this.desk.gm || !this.isGround(this.view.elements[id]!));
    if (found && !this.desk.chosen.has(found.id)) this.desk.choose([found.id]);
    this.state.set({ menu: { at: p, pixel, over: Boolean(found) } });
  }

  /** redrawMoment is for tools whose preview has changed. */
  redrawMoment(): void {
    this.stage.redraw("moment");
  }

  private begin(): void {
    const { stage } = this;
    const wish = new URLSearchParams(location.search).get("painter");
    this.painter = painterFor(stage.canvases.ground, wish, () => {
      this.tiles?.lost();
      stage.redraw();
    });
    // For tests, and for whoever looks into the page.
    stage.host.dataset.painter = this.painter?.name;
    stage.paint("ground", (now) => this.view && this.painter?.draw(this.frame(now)));
    stage.paint("things", (now) => this.paintThings(now));
    stage.paint("moment", (now) => this.paintMoment(now));
  }

  private paintThings(now: number): boolean {
    const brush = this.shown && this.stage.brush("things");
    if (!brush) return false;
    paintFlat(brush, this.shown, this.known, (id) => (this.view.caught[id]?.tokenIds.length ?? 0) > 0);
    paintTokens(brush, this.shown.tokens, (token) => this.pose(token, now));
    paintWorks(brush, this.shown);
    if (this.motion.moving) this.stage.redraw("moment");
    return this.motion.moving;
  }

  private paintMoment(now: number): boolean {
    const brush = this.shown && this.stage.brush("moment");
    if (!brush) return false;
    paintChoice(brush, this, now);
    paintGhosts(brush, this.shown.tokens, this.glimpses.dragged());
    this.tool.paint?.(brush, now);
    const more = this.glimpses.paint(brush, now);
    const shaken = this.glimpses.shaken(now);
    this.stage.host.style.translate = shaken ? `${shaken}px ${shaken * 0.6}px` : "";
    return more;
  }

  /** takeGround notes what of the ground is to be fetched anew. */
  private takeGround(before: View | undefined): void {
    const { view, explored } = this;
    const from = this.looked;
    if (from?.explored && explored?.of !== from.explored) this.explored = { of: from.explored, bitmap: decode(from.explored) };
    if (from && this.mask?.of !== from.sight) this.mask = { of: from.sight, mask: maskOf(from.sight) };
    if (this.painter && before?.role !== view.role) {
      this.tiles?.destroy();
      this.tiles = new TileStore(this.sessionId, view.role === TableRole.DISPLAY, this.painter, () => this.stage.redraw("ground"));
    }
    const maps = Object.values(view.elements).filter((one) => one.kind.case === "map");
    this.tiles?.show(maps, view.role !== TableRole.GM, this.desk.live.version);
    if (view.role === TableRole.GM || before?.sceneId !== view.sceneId || before.role !== view.role) return;
    const box = changed(before?.explored && explored?.bitmap, view.explored && this.explored?.bitmap);
    if (box) this.tiles?.stale(box, this.desk.live.version);
  }

  /** known is the ground that others' drawings are shown on; undefined for everywhere. */
  private get known(): Path2D | undefined {
    if (this.view.role === TableRole.GM || !this.view.explored || !this.explored) return undefined;
    return (this.explored.path ??= pathOf(this.explored.bitmap));
  }

  /** looked is the view whose fog is shown: one's own, or the players' for a game master. */
  private get looked(): View | undefined {
    if (!this.view.atmosphere?.fog) return undefined;
    return this.view.role === TableRole.GM ? this.players : this.view;
  }

  private frame(now: number): Frame {
    const { camera, screen, ratio, seen } = this.stage;
    if (this.scenery?.of !== this.view) this.scenery = { of: this.view, scenery: sceneryOf(this.view) };
    return {
      camera, screen, ratio, now, scenery: this.scenery.scenery,
      pictures: this.tiles?.pictures(seen, camera.scale * ratio) ?? [],
      veil: this.veil(this.view.role !== TableRole.GM),
    };
  }

  private veil(own: boolean): Veil | undefined {
    if (!this.looked?.explored || !this.explored || !this.mask) return undefined;
    return { explored: this.explored.bitmap, mask: this.mask.mask, sightOnly: own, depth: own ? [1, 0.66, 0.3] : [0.44, 0.24, 0.1] };
  }
}

function sceneryOf(view: View): Scenery {
  const { grid, atmosphere, width, height, role } = view;
  return {
    size: { width, height },
    grid: { kind: grid?.kind ?? GridKind.SQUARE, offsetX: grid?.offsetX ?? 0, offsetY: grid?.offsetY ?? 0, colour: grid?.colour || "#2b1d12", opacity: grid ? grid.opacity : 0.4 },
    darkness: darknessOf(atmosphere, role !== TableRole.GM), daylight: daylightOf(atmosphere?.ambient ?? ""), glows: glowsOf(view),
  };
}

/** darknessOf is how dark the ground is drawn: with fog, players' sight says it; game masters have to see what they do. */
function darknessOf(atmosphere: Atmosphere | undefined, own: boolean): number {
  if (!atmosphere || (own && atmosphere.fog)) return 0;
  return atmosphere.darkness * (own ? 0.75 : 0.42);
}

/** pathOf is seen ground as a path to clip with. */
function pathOf(bitmap: Bitmap): Path2D {
  const path = new Path2D();
  for (const { x, y, width, height } of runsOf(bitmap)) path.rect(x, y, width, height);
  return path;
}

function glowsOf(view: View): Glow[] {
  const feet = feetOf(view.grid);
  return Object.values(view.elements).flatMap(({ kind, hidden }) => {
    if (kind.case !== "light" && kind.case !== "token") return [];
    const glow = kind.value.glow;
    if (!glow || hidden || (kind.case === "light" && kind.value.off) || Math.max(glow.dim, glow.bright) <= 0) return [];
    return [{ at: kind.value.at!, bright: glow.bright / feet, dim: Math.max(glow.dim, glow.bright) / feet, colour: glow.colour || "#ffc878" }];
  });
}

