/** A voyage's options in words. */
import type { roomv1 } from "@playhouse/client";
import { texts } from "../../texts/cosmic";
import type { Options, View } from "./proto";

const t = texts.options;

export function optionsInWords(view: unknown): [string, string][] {
  const options = (view as View).options;
  if (!options) return [];
  return [
    [t.kind, kindOf(options)],
    ...(options.endless ? [] : [[t.length, t.turns(options.maxTurns)], [t.goal, texts.credits(options.victoryCredits)]] satisfies [string, string][]),
    [t.seed, options.seed],
  ];
}

/** unrankedBy says why no board lists the voyage; empty when one will. */
export function unrankedBy(room: roomv1.Room, options: Options | undefined): string {
  if (room.forkedFromSessionId) return t.loaded;
  return options?.seedChosen ? t.chosen : "";
}

/** kindOf names what kind of voyage it is. */
export function kindOf(options: Options): string {
  if (options.daily) return t.daily(options.daily);
  return options.endless ? t.endless : t.normal;
}
