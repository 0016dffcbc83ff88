/** A table's options in words, and the picture on a seat's chair. */
import { texts as own } from "../../texts/labyrinth";
import type { View } from "./proto";

const t = own;

export function optionsInWords(view: unknown): [string, string][] {
  const options = (view as View).options;
  if (!options) return [];
  return [
    [t.options.scenario, scenarioName(options.scenario)],
    [t.options.difficulty, t.difficulties[options.difficulty] ?? ""],
    [t.options.maze, `${t.setup.sizeValue(options.size)}, ${t.generators[options.generator] ?? ""}`],
    [t.options.clock, t.options.seconds(options.turnSeconds)],
    [t.options.tiles, options.hybrid ? t.options.hybrid : t.options.screen],
  ];
}

/** scenarioName makes a name of an id: "core_shutdown" is "Core shutdown". */
export function scenarioName(id: string): string {
  const words = id.replaceAll("_", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

const portraits = new Map<string, { portrait: string; name: string }>();

/** rememberPortraits keeps which picture belongs to which character, for places that have only the id. */
export function rememberPortraits(characters: { id: string; portrait: string; name: string }[]): void {
  for (const { id, portrait, name } of characters) portraits.set(id, { portrait, name });
}

export function portraitOf(characterId: string): string | undefined {
  return portraits.get(characterId)?.portrait;
}

export function seatPicture(view: unknown, seat: number): { src: string; alt: string } | undefined {
  const known = portraits.get((view as View).chosen[seat] ?? "");
  return known && { src: `/portraits/${known.portrait}.svg`, alt: known.name };
}
