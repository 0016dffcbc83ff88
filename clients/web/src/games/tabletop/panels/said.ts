/** What is typed at the table: words, or a word with a stroke before it that means something. */
import { RollVisibility } from "../proto";

export type Said =
  | { kind: "say"; text: string; emote?: boolean; to?: string[] }
  | { kind: "roll"; notation: string; label: string; visibility: RollVisibility }
  | { kind: "unknown"; command: string }
  | { kind: "nobody"; name: string }
  | { kind: "empty" };

export interface Person {
  userId: string;
  name: string;
}

const rolls: Record<string, RollVisibility> = {
  r: RollVisibility.PUBLIC, roll: RollVisibility.PUBLIC, gr: RollVisibility.GM, sr: RollVisibility.SELF, br: RollVisibility.BLIND,
};

/** readSaid understands /w name words, /me does, /r dice # what for, and /gr, /sr, /br for who sees it; // is a stroke. */
export function readSaid(line: string, people: Person[]): Said {
  const text = line.trim();
  if (!text) return { kind: "empty" };
  if (text.startsWith("//")) return { kind: "say", text: text.slice(1) };
  const command = /^\/(\S+)\s*([\s\S]*)$/.exec(text);
  if (!command) return { kind: "say", text };
  const [, name, rest] = command as unknown as [string, string, string];
  const word = name.toLowerCase();
  if (word === "me" || word === "em") return rest ? { kind: "say", text: rest, emote: true } : { kind: "empty" };
  if (word === "w" || word === "whisper") return whisper(rest, people);
  const visibility = rolls[word];
  if (visibility === undefined) return { kind: "unknown", command: `/${name}` };
  const [notation = "", ...label] = rest.split("#");
  return notation.trim() ? { kind: "roll", notation: notation.trim(), label: label.join("#").trim(), visibility } : { kind: "empty" };
}

/** whisper finds the longest name that the words begin with: people have names of several words. */
function whisper(rest: string, people: Person[]): Said {
  const words = rest.replace(/^"([^"]*)"/, "$1");
  const lower = words.toLowerCase();
  const found = people
    .filter(({ name }) => lower === name.toLowerCase() || lower.startsWith(`${name.toLowerCase()} `))
    .toSorted((a, b) => b.name.length - a.name.length)[0]
    ?? onlyOne(people, lower.split(/\s/)[0]!);
  if (!found) return { kind: "nobody", name: words.split(/\s/)[0] ?? "" };
  const whole = lower.startsWith(found.name.toLowerCase());
  const text = (whole ? words.slice(found.name.length) : words.replace(/^\S+/, "")).trim();
  return text ? { kind: "say", text, to: [found.userId] } : { kind: "empty" };
}

/** onlyOne is who alone has a name that begins so. */
function onlyOne(people: Person[], start: string): Person | undefined {
  const found = start ? people.filter(({ name }) => name.toLowerCase().startsWith(start)) : [];
  return found.length === 1 ? found[0] : undefined;
}

export interface Throw {
  count: number;
  faces: number;
  modifier: number;
  /** Above 0: the better of two, below: the worse. */
  advantage: number;
}

/** notationOf writes a throw as the server reads it. With advantage one die is thrown twice. */
export function notationOf({ count, faces, modifier, advantage }: Throw): string {
  const dice = advantage === 0 ? `${count}d${faces}` : `2d${faces}k${advantage > 0 ? "h" : "l"}1`;
  return dice + (modifier === 0 ? "" : modifier > 0 ? `+${modifier}` : `${modifier}`);
}
