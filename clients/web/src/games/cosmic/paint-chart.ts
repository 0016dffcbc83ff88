/** The chart on the sky: names of regions, lanes, links, and the ways one could take now. */
import type { Pen } from "../../ui/board/view";
import type { Display, LineItem, RegionItem } from "./display";
import { hueOf } from "./glyphs";
import { paintNames, paintPlace, questMark, radiusOf, write } from "./paint-places";

export function paintChart(pen: Pen, shown: Display): void {
  for (const line of shown.lines) paintLine(pen, line);
  for (const region of shown.regions) paintRegion(pen, region);
  for (const place of shown.places) paintPlace(pen, place);
  paintNames(pen, shown.places);
}

function paintLine(pen: Pen, line: LineItem): void {
  const { ctx, camera } = pen;
  const px = 1 / camera.scale;
  ctx.save();
  ctx.lineCap = "round";
  ctx.beginPath();
  ctx.moveTo(line.x1, line.y1);
  ctx.lineTo(line.x2, line.y2);
  switch (line.kind) {
    case "lane":
      ctx.setLineDash([1 * px, 7 * px]);
      ctx.lineWidth = 2 * px;
      ctx.strokeStyle = "rgb(160 184 255 / 0.35)";
      break;
    case "link":
      ctx.lineWidth = 1.2 * px;
      ctx.strokeStyle = "rgb(170 190 240 / 0.32)";
      break;
    case "barred":
      ctx.setLineDash([3 * px, 6 * px]);
      ctx.lineWidth = (line.looked ? 2 : 1.3) * px;
      ctx.strokeStyle = "rgb(255 140 130 / 0.6)";
      break;
    case "way":
      ctx.setLineDash([7 * px, 5 * px]);
      ctx.lineWidth = (line.looked ? 2.6 : 1.5) * px;
      ctx.strokeStyle = line.looked ? "#e8f0ff" : "rgb(150 190 255 / 0.75)";
      if (line.looked) ctx.setLineDash([]);
  }
  ctx.stroke();
  ctx.restore();
}

function paintRegion(pen: Pen, region: RegionItem): void {
  const { ctx, camera } = pen;
  const px = 1 / camera.scale;
  const hue = hueOf(region.type);
  if (region.reach !== "none" || region.looked) ring(pen, region);
  if (region.quest) {
    ctx.save();
    ctx.translate(region.x + region.radius * 0.6, region.y - region.radius * 0.6);
    questMark(ctx, radiusOf(camera.scale));
    ctx.restore();
  }
  ctx.save();
  ctx.globalAlpha = region.here ? 1 : 0.88;
  const size = Math.min(30, Math.max(13, camera.scale * 0.62));
  write(pen, region.name, nameAt(pen, region, size), region.y - region.radius - 8 * px, { size, colour: hue.light, serif: true, weight: 400 });
  ctx.restore();
}

/** nameAt keeps a name on the screen as long as its region is. */
function nameAt({ seen, camera }: Pen, region: RegionItem, size: number): number {
  if (region.x < seen.x || region.x > seen.x + seen.width) return region.x;
  const half = (region.name.length * size * 0.27 + 6) / camera.scale;
  return Math.max(seen.x + half, Math.min(seen.x + seen.width - half, region.x));
}

/** ring is the gate to another region: one can jump there, or sees why not. */
function ring(pen: Pen, region: RegionItem): void {
  const { ctx, camera } = pen;
  const px = 1 / camera.scale;
  ctx.save();
  ctx.beginPath();
  ctx.arc(region.x, region.y, region.radius, 0, Math.PI * 2);
  ctx.setLineDash(region.looked ? [] : [2 * px, 7 * px]);
  ctx.lineWidth = (region.looked ? 2.2 : 1.4) * px;
  ctx.strokeStyle = region.reach === "barred" ? "rgb(255 140 130 / 0.75)" : hueOf(region.type).light;
  ctx.stroke();
  ctx.restore();
}
