/** What the tool in hand does with a tap or a stroke. Everything works by taps too, so that keys and fingers can do it. */
import type { Drag, Grip } from "./hand";
import type { Scene, Tool } from "./scene";
import { inBox, polygonOf, wallAt, wallOf, wallTools } from "./shapes";
import type { Spot } from "./stage";

/** What a pointer may miss by, in pixels. */
const slack = 14;

export class ToolGrip implements Grip {
  constructor(private readonly scene: Scene) {}

  private get tool(): Tool {
    return this.scene.store.now.tool;
  }

  private get reach(): number {
    return slack / (this.scene.stage?.camera.scale ?? 1);
  }

  hover(at: Spot | undefined): void {
    const { store } = this.scene;
    const { corners, tool, cross } = store.now;
    if (cross) store.set({ cross: undefined });
    if (!at || corners.length === 0) return;
    this.draft(tool, corners, at);
  }

  tap(at: Spot, more: boolean, double: boolean): void {
    const { tool } = this;
    if (tool === "select" || tool === "lasso") this.pick(at, more, double);
    else if (tool === "add") this.scene.deeds?.add(at);
    else if (tool === "erase") this.erase(at);
    else if (tool === "polygon") this.corner(at, double);
    else this.end(at);
  }

  grab(at: Spot, more: boolean): Drag | undefined {
    const { tool, scene } = this;
    if (tool === "lasso" || (tool === "select" && more)) return this.lasso(at, more);
    if (!isWall(tool) || tool === "polygon") return undefined;
    return {
      move: (to) => scene.store.set({ draft: wallOf(tool, at, to) }),
      drop: (to) => {
        this.cancel();
        const wall = wallOf(tool, at, to);
        if (wall) scene.deeds?.build(wall);
      },
      cancel: () => this.cancel(),
    };
  }

  /** cancel gives up what is being drawn; false when nothing was. */
  cancel(): boolean {
    const { corners, draft, box } = this.scene.store.now;
    if (corners.length === 0 && !draft && !box) return false;
    this.scene.store.set({ corners: [], draft: undefined, box: undefined });
    return true;
  }

  private pick(at: Spot, more: boolean, double: boolean): void {
    const { scene } = this;
    const id = scene.nearest(at, Math.max(this.reach, scene.radius * 1.5));
    const { chosen } = scene.store.now;
    if (id === 0) return scene.choose(more ? chosen : []);
    if (double) return scene.choose(this.team(id));
    if (!more) return scene.choose([id]);
    scene.choose(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]);
  }

  private team(id: number): number[] {
    const { crowd } = this.scene;
    return [...crowd.ids.subarray(0, crowd.count)].filter((one) => crowd.teamOf(one) === crowd.teamOf(id));
  }

  private lasso(from: Spot, more: boolean): Drag {
    const { scene } = this;
    return {
      move: (to) => scene.store.set({ box: { from, to } }),
      drop: (to) => {
        const { crowd } = scene;
        const within = [...crowd.ids.subarray(0, crowd.count)].filter((id) => inBox(from, to, scene.spot(id)));
        scene.store.set({ box: undefined });
        scene.choose(more ? [...scene.store.now.chosen, ...within] : within);
      },
      cancel: () => this.cancel(),
    };
  }

  private erase(at: Spot): void {
    const wall = wallAt(this.scene.shown.walls, at, this.reach);
    if (wall) this.scene.deeds?.erase(wall);
  }

  /** end sets one end of a wall, and then the other. */
  private end(at: Spot): void {
    const { scene, tool } = this;
    const [from] = scene.store.now.corners;
    if (!from || !isWall(tool) || tool === "polygon") return scene.store.set({ corners: [at] });
    this.cancel();
    const wall = wallOf(tool, from, at);
    if (wall) scene.deeds?.build(wall);
  }

  /** corner sets one more; the first one again, or a double tap, closes the polygon. */
  private corner(at: Spot, double: boolean): void {
    const { scene } = this;
    const { corners } = scene.store.now;
    const [first] = corners;
    const closes = double || (first !== undefined && corners.length > 2 && Math.hypot(at.x - first.x, at.y - first.y) < this.reach);
    const wall = closes ? polygonOf(corners) : undefined;
    if (!wall) return scene.store.set({ corners: [...corners, at] });
    this.cancel();
    scene.deeds?.build(wall);
  }

  private draft(tool: Tool, corners: Spot[], at: Spot): void {
    if (!isWall(tool)) return;
    const draft = tool === "polygon" ? polygonOf([...corners, at]) ?? wallOf("segment", corners[0]!, at) : wallOf(tool, corners[0]!, at);
    this.scene.store.set({ draft });
  }
}

function isWall(tool: Tool): tool is (typeof wallTools)[number] {
  return (wallTools as readonly string[]).includes(tool);
}
