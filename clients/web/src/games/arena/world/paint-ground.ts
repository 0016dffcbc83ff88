/** What does not move: floor, edge, walls, holes, control points, bases. */
import type { ControlPoint, Team, Wall } from "../proto";
import type { Area } from "./crowd";
import { colourOf, type Ground, grounds, type Scheme, traceForm } from "./palette";
import type { Brush } from "./stage";

export interface Scenery {
  area: Area;
  walls: Wall[];
  points: ControlPoint[];
  teams: Team[];
  scheme: Scheme;
  /** The owners of control points, by point. */
  holders: number[];
  /** The wall that is chosen; 0 for none. */
  wall: number;
  /** An agent's radius: the strip along the edge in which one is hurt is twice as wide. */
  radius: number;
  hurts: boolean;
}

export function paintGround(brush: Brush, scenery: Scenery): void {
  const { ctx, seen } = brush;
  const ground = grounds[scenery.scheme];
  const { width, height } = scenery.area;
  ctx.fillStyle = ground.beyond;
  ctx.fillRect(seen.x, seen.y, seen.width, seen.height);
  ctx.fillStyle = ground.floor;
  ctx.fillRect(0, 0, width, height);
  paintGrid(brush, scenery.area, ground);
  paintEdge(brush, scenery, ground);
  for (const team of scenery.teams) paintBase(brush, team, scenery.scheme);
  scenery.points.forEach((point, i) => paintPoint(brush, point, scenery.holders[i] ?? 0, scenery.scheme));
  for (const wall of scenery.walls) paintWall(brush, wall, { ground, chosen: wall.id === scenery.wall });
}

function paintGrid({ ctx, px }: Brush, { width, height }: Area, ground: Ground): void {
  const step = 10 ** Math.ceil(Math.log10(px * 24));
  ctx.beginPath();
  for (let x = step; x < width; x += step) {
    ctx.moveTo(x, 0);
    ctx.lineTo(x, height);
  }
  for (let y = step; y < height; y += step) {
    ctx.moveTo(0, y);
    ctx.lineTo(width, y);
  }
  ctx.strokeStyle = ground.grid;
  ctx.lineWidth = px;
  ctx.stroke();
}

function paintEdge({ ctx, px }: Brush, { area, radius, hurts }: Scenery, ground: Ground): void {
  const { width, height } = area;
  if (hurts) {
    const deep = radius * 2;
    ctx.fillStyle = ground.danger;
    ctx.fillRect(0, 0, width, deep);
    ctx.fillRect(0, height - deep, width, deep);
    ctx.fillRect(0, deep, deep, height - 2 * deep);
    ctx.fillRect(width - deep, deep, deep, height - 2 * deep);
  }
  ctx.strokeStyle = ground.edge;
  ctx.lineWidth = 2 * px;
  ctx.strokeRect(0, 0, width, height);
}

function paintBase({ ctx, px }: Brush, { team, base }: Team, scheme: Scheme): void {
  if (!base) return;
  ctx.save();
  ctx.translate(base.x, base.y);
  ctx.strokeStyle = colourOf(team, scheme);
  ctx.globalAlpha = 0.55;
  ctx.lineWidth = 2 * px;
  ctx.setLineDash([8 * px, 6 * px]);
  ctx.beginPath();
  ctx.arc(0, 0, 26 * px, 0, Math.PI * 2);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  traceForm(ctx, team, 10 * px);
  ctx.stroke();
  ctx.restore();
}

function paintPoint({ ctx, px }: Brush, { centre, radius }: ControlPoint, holder: number, scheme: Scheme): void {
  if (!centre) return;
  const colour = holder > 0 ? colourOf(holder, scheme) : grounds[scheme].edge;
  ctx.beginPath();
  ctx.arc(centre.x, centre.y, radius, 0, Math.PI * 2);
  ctx.globalAlpha = holder > 0 ? 0.16 : 0.06;
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = 2 * px;
  ctx.strokeStyle = colour;
  ctx.stroke();
  if (holder === 0) return;
  ctx.save();
  ctx.translate(centre.x, centre.y);
  ctx.beginPath();
  traceForm(ctx, holder, 9 * px);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.restore();
}

export interface WallLook {
  ground: Ground;
  chosen: boolean;
}

/** paintWall draws any wall, also one that is only being drawn. */
export function paintWall({ ctx, px }: Brush, wall: Pick<Wall, "shape">, { ground, chosen }: WallLook): void {
  ctx.beginPath();
  traceWall(ctx, wall);
  const hole = wall.shape.case === "hole";
  ctx.lineJoin = ctx.lineCap = "round";
  if (wall.shape.case !== "segment") {
    ctx.fillStyle = hole ? ground.hole : ground.wall;
    ctx.fill();
  }
  ctx.strokeStyle = chosen ? ground.ink : hole ? ground.rim : ground.edge;
  ctx.lineWidth = (wall.shape.case === "segment" ? 4 : chosen ? 3 : 1.5) * px;
  ctx.setLineDash(hole ? [5 * px, 4 * px] : []);
  ctx.stroke();
  ctx.setLineDash([]);
}

function traceWall(ctx: CanvasRenderingContext2D, { shape }: Pick<Wall, "shape">): void {
  switch (shape.case) {
    case "box": {
      const { least, most } = shape.value;
      if (least && most) ctx.rect(least.x, least.y, most.x - least.x, most.y - least.y);
      return;
    }
    case "segment": {
      const { from, to } = shape.value;
      if (!from || !to) return;
      ctx.moveTo(from.x, from.y);
      ctx.lineTo(to.x, to.y);
      return;
    }
    case "circle":
    case "hole": {
      const { centre, radius } = shape.value;
      if (centre) ctx.arc(centre.x, centre.y, radius, 0, Math.PI * 2);
      return;
    }
    case "polygon":
      shape.value.corners.forEach(({ x, y }, i) => (i === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)));
      ctx.closePath();
      return;
    case undefined:
  }
}
