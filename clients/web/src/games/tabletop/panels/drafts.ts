/** Things as they come onto the table: pictures and creatures as elements without a place. */
import type { Draft } from "../desk";
import { type Asset, AssetKind, type Creature, type View } from "../proto";

/** Cells that a figure of a size stands on. */
const cells: Record<string, number> = { tiny: 0.5, small: 1, medium: 1, large: 2, huge: 3, gargantuan: 4 };
/** Colours of figures without a picture, by their names. */
const colours = ["#8c3a2b", "#3f5d3a", "#5a4a78", "#8a6a1f", "#2f5a6b", "#7a3558"];

/** No map is wider or higher. */
const mostCells = 1000;

const colourOf = (name: string) => colours[Array.from(name).reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % colours.length]!;

/** draftOfCreature is a figure of a creature; unseen by players at first, if so wished. */
export function draftOfCreature(c: Creature, hidden: boolean): Draft {
  return {
    hidden,
    kind: { case: "token", value: {
      name: c.name.slice(0, 80), assetId: c.assetId, size: cells[c.size] ?? 1, hp: c.hitPoints, maxHp: c.hitPoints, creatureId: c.id, colour: colourOf(c.name),
      vision: { range: 0, darkvision: c.darkvision },
    } },
  };
}

/** nameIn is a file's name without what machines need of it. */
export function nameIn(file: string): string {
  return file.replace(/\.[a-z0-9]{2,5}$/i, "").replaceAll(/[_-]+/g, " ").trim().slice(0, 80);
}

/** draftOfAsset is a map of its own size, where the grid is known, else as wide as the scene; or a figure. */
export function draftOfAsset(asset: Asset, view: Pick<View, "width">, hidden: boolean): Draft {
  if (asset.kind !== AssetKind.MAP) return { hidden, kind: { case: "token", value: { name: nameIn(asset.name), assetId: asset.id, size: 1, nameShown: true } } };
  const width = asset.pixelsPerCell ? asset.width / asset.pixelsPerCell : view.width || 30;
  const height = (width * asset.height) / asset.width;
  const fit = Math.min(1, mostCells / width, mostCells / height);
  return { hidden, kind: { case: "map", value: { assetId: asset.id, width: width * fit, height: height * fit } } };
}
