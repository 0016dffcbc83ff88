/** A game's options in words. */
import { texts as t } from "../../texts/baseball";
import { Mode, Pace, type Rulebook, type View } from "./proto";

export function optionsInWords(view: unknown): [string, string][] {
  const { options, rulebook } = view as View;
  if (!options || !rulebook) return [];
  return [
    [t.options.league, rulebook.leagueName],
    [t.options.innings, String(options.innings)],
    [t.options.results, options.mode === Mode.MANUAL ? t.options.manual : t.options.automatic],
    [t.options.clock, options.pace === Pace.UNTIMED ? t.options.noClock : t.seconds(options.decisionSeconds)],
    [t.options.running, options.runningDecisions ? t.options.managers : t.options.coaches],
  ];
}

/** rulesInWords says what a league plays by. */
export function rulesInWords(book: Rulebook): string[] {
  return [
    book.cards === "image" ? t.rules.image : t.rules.rated,
    t.rules.resolutions[book.resolution] ?? "",
    book.designatedHitter ? t.rules.dh : t.rules.noDh,
    book.extraInningRunner ? t.rules.placed : t.rules.noPlaced,
    t.rules.minimum(book.batterMinimum),
    t.rules.visits(book.moundVisits),
    ...book.mercy.map(({ inning, lead }) => t.rules.mercy(inning, lead)),
  ].filter(Boolean);
}

/** resultInWords says what a card's result is. */
export function resultInWords(result: string): string {
  return t.results[result] ?? inWords(result);
}

/** inWords makes words of a name of the rules: "fly_b" is "fly b". */
export function inWords(name: string): string {
  return name.replaceAll("_", " ");
}
