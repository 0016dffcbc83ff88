/** The game's own picture: two swarms meet between walls, painted by the game's own brushes. */
import { create } from "@bufbuild/protobuf";
import { texts } from "../../texts/arena";
import { Still } from "../../ui/board/still";
import type { Pen } from "../../ui/board/view";
import { ControlPointSchema, WallSchema } from "./proto";
import { paintGround } from "./world/paint-ground";
import { drawAgent } from "./world/sprites";

const area = { width: 400, height: 240 };

export default function Art() {
  return <Still label={texts.art} draw={draw} camera={({ width, height }) => ({ x: 0, y: 0, scale: Math.max(width / 380, height / 228) })} />;
}

const at = (x: number, y: number) => ({ x: x + area.width / 2, y: y + area.height / 2 });
const walls = [
  create(WallSchema, { id: 1, shape: { case: "circle", value: { centre: at(-10, 62), radius: 24 } } }),
  create(WallSchema, { id: 2, shape: { case: "box", value: { least: at(18, -92), most: at(46, -40) } } }),
  create(WallSchema, { id: 3, shape: { case: "polygon", value: { corners: [at(-150, -86), at(-108, -96), at(-96, -62), at(-128, -48)] } } }),
  create(WallSchema, { id: 4, shape: { case: "hole", value: { centre: at(134, 70), radius: 26 } } }),
];
const points = [create(ControlPointSchema, { id: 1, centre: at(6, -2), radius: 34 })];

function draw({ ctx, camera, screen, pixels, seen }: Pen): void {
  ctx.translate(-area.width / 2, -area.height / 2);
  const brush = { ctx, camera, screen, ratio: pixels / camera.scale, px: 1 / camera.scale, seen: { ...seen, x: seen.x + area.width / 2, y: seen.y + area.height / 2 } };
  paintGround(brush, { area, walls, points, teams: [], scheme: "dark", holders: [2], wall: 0, radius: 4, hurts: true });
  for (const [side, team] of [[-1, 1], [1, 2]] as const) for (let i = 0; i < 46; i++) paintOne(ctx, side, team, i);
}

/** paintOne puts an agent into a swarm by the golden angle: dense, but never the same twice. */
function paintOne(ctx: CanvasRenderingContext2D, side: number, team: number, i: number): void {
  const turn = i * 2.39996 + side;
  const far = 8.6 * Math.sqrt(i + 0.6);
  const spot = at(side * 84 + Math.cos(turn) * far * 1.25, side * 10 + Math.sin(turn) * far);
  ctx.save();
  ctx.translate(spot.x, spot.y);
  ctx.rotate((side > 0 ? Math.PI : 0) + Math.sin(i * 1.7) * 0.5);
  drawAgent(ctx, { team, radius: 4.6, struck: i % 17 === 3 && far > 30, scheme: "dark" });
  ctx.restore();
}
