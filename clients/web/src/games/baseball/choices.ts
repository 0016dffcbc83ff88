/** Decisions: whose they are, what applies by default, and how they are sent. */
import type { Client, CallOptions } from "@connectrpc/connect";
import type { BaseballService, Choice, Decision, Option, View } from "./proto";

/** Chosen is one option of each group, by group. */
export type Chosen = Record<string, string>;

/** decisionOf is what the game waits for from a seat; decided ones stay until the other side is in. */
export function decisionOf(view: Pick<View, "decisions">, seat: number): Decision | undefined {
  return seat > 0 ? view.decisions.find((one) => one.seat === seat) : undefined;
}

/** waitingFor are the seats that have yet to decide. */
export function waitingFor(view: Pick<View, "decisions">): number[] {
  return [...new Set(view.decisions.filter((one) => !one.decided).map((one) => one.seat))];
}

export function defaultsOf(decision: Pick<Decision, "choices">): Chosen {
  return Object.fromEntries(decision.choices.map((choice) => [choice.id, choice.defaultOptionId]));
}

/** What can be read from a printed card, part by part. */
export const readings = [
  ["hits", ["home_run", "triple", "double_long", "double", "single_long", "single", "single_short"]],
  ["base", ["walk", "hit_by_pitch", "interference"]],
  ["ground", ["ground_a", "ground_b", "ground_c"]],
  ["air", ["fly_a", "fly_b", "fly_c", "line_out", "pop_out"]],
  ["check", ["check_1", "check_2", "check_3", "check_4", "check_5", "check_6", "check_7", "check_8", "check_9"]],
] as const;

/** Group is a set of options that is chosen in by digits: a choice, or a part of a long one. */
export type Group = Pick<Choice, "id" | "options" | "defaultOptionId"> & { name: string; part: string };

/** groupsOf are a decision's choices; the long one of a printed card comes in parts, what is in none last. */
export function groupsOf(decision: Pick<Decision, "kind" | "choices">): Group[] {
  if (decision.kind !== "result") return decision.choices.map(({ id, name, options, defaultOptionId }) => ({ id, name, options, defaultOptionId, part: "" }));
  return decision.choices.flatMap(({ id, options, defaultOptionId }) => {
    const known = readings.map(([part, ids]) => ({ part: part as string, options: ids.flatMap((one) => options.filter((option) => option.id === one)) }));
    const rest = options.filter((option) => known.every((part) => !part.options.includes(option)));
    return [...known, { part: "rest", options: rest }].filter((part) => part.options.length > 0).map(({ part, options }) => ({ id, part, options, defaultOptionId, name: "" }));
  });
}

/** open are the groups in which there is something to choose: nobody is held, or stolen with, where nobody is on base. */
export function open(groups: readonly Group[], bases: View["bases"]): Group[] {
  const on = Object.values(bases).some(Boolean);
  return groups.filter(({ id, part, options }) => part || options.length > 1 && (id !== "hold" || on));
}

/** adviceOf is what the built-in manager would do most likely, and how likely. */
export function adviceOf(choice: Pick<Choice, "options">): { option: Option; likely: number } | undefined {
  const option = choice.options.toSorted((a, b) => b.advice - a.advice)[0];
  return option && option.advice > 0 ? { option, likely: option.advice / 1_000_000 } : undefined;
}

/** optionAt is the option that a digit stands for, counted from 1. */
export function optionAt(choice: Pick<Choice, "options"> | undefined, digit: string): Option | undefined {
  const n = Number(digit);
  return n >= 1 && n <= 9 ? choice?.options[n - 1] : undefined;
}

/** inWords names what was chosen, group by group. */
export function inWords(decision: Pick<Decision, "choices">, chosen: Chosen): string {
  return decision.choices.flatMap((choice) => {
    const option = choice.options.find(({ id }) => id === chosen[choice.id]);
    return option ? [`${choice.name}: ${option.name}`] : [];
  }).join(" · ");
}

/** decide sends all groups of a decision as the command it stands for. */
export function decide(client: Client<typeof BaseballService>, sessionId: string, decision: Pick<Decision, "id" | "kind">, chosen: Chosen) {
  return (commandId: string, options: CallOptions): Promise<unknown> => {
    const request = { sessionId, commandId, decisionId: decision.id, ...chosen };
    switch (decision.kind) {
      case "offence":
        return client.decideOffence(request, options);
      case "defence":
        return client.decideDefence(request, options);
      case "running":
        return client.decideRunning(request, options);
      case "throwing":
        return client.decideThrow(request, options);
      default:
        return client.enterResult(request, options);
    }
  };
}
