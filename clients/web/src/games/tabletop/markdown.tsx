/**
 * Markdown as React elements: what somebody wrote never becomes markup of ours.
 * Headings, lists, quotes, rules, code, tables are left out; emphasis, code,
 * strikes and links within lines. A link leads somewhere only by http, https or
 * mailto, or within the house.
 */
import { createElement, Fragment, type ReactNode } from "react";
import style from "./markdown.module.css";

export function Markdown({ text }: { text: string }) {
  return <div className={style.text}>{blocks(text.replaceAll("\r", "").split("\n"))}</div>;
}

const bullet = /^\s{0,3}[-*+] +/;
const number = /^\s{0,3}\d{1,4}[.)] +/;
const rule = /^\s{0,3}([-*_])(\s*\1){2,}\s*$/;
const heading = /^(#{1,6}) +(.*?) *#*$/;
const quote = /^\s{0,3}> ?/;
const fence = /^```/;
/** Quotes in quotes in quotes are somebody's joke. */
const deepest = 8;

/** What was made, and of how many lines. */
interface Taken {
  node: ReactNode;
  lines: number;
}

function blocks(lines: string[], depth = 0): ReactNode[] {
  const found: ReactNode[] = [];
  for (let at = 0; at < lines.length;) {
    if (!lines[at]!.trim()) {
      at++;
      continue;
    }
    const { node, lines: taken } = block(lines.slice(at), depth);
    found.push(<Fragment key={at}>{node}</Fragment>);
    at += taken;
  }
  return found;
}

function block(lines: string[], depth: number): Taken {
  const first = lines[0]!;
  const head = heading.exec(first);
  // The page has its own first and second headings.
  if (head) return { node: createElement(`h${Math.min(6, head[1]!.length + 2)}`, null, inline(head[2]!)), lines: 1 };
  if (rule.test(first)) return { node: <hr />, lines: 1 };
  if (fence.test(first)) return code(lines);
  if (quote.test(first) && depth < deepest) {
    const taken = run(lines, (line) => quote.test(line));
    return { node: <blockquote>{blocks(taken.map((line) => line.replace(quote, "")), depth + 1)}</blockquote>, lines: taken.length };
  }
  for (const [mark, tag] of [[bullet, "ul"], [number, "ol"]] as const) {
    if (mark.test(first)) return list(lines, mark, tag);
  }
  const taken = run(lines, (line, at) => at === 0 || (line.trim() !== "" && !starts(line)));
  return { node: <p>{inline(taken.join("\n"))}</p>, lines: taken.length };
}

function starts(line: string): boolean {
  return [bullet, number, rule, heading, quote, fence].some((mark) => mark.test(line));
}

function run(lines: string[], goesOn: (line: string, at: number) => boolean): string[] {
  const end = lines.findIndex((line, at) => !goesOn(line, at));
  return end < 0 ? lines : lines.slice(0, end);
}

function code(lines: string[]): Taken {
  const end = lines.findIndex((line, at) => at > 0 && fence.test(line));
  const inside = lines.slice(1, end < 0 ? undefined : end);
  return { node: <pre>{inside.join("\n")}</pre>, lines: end < 0 ? lines.length : end + 1 };
}

function list(lines: string[], mark: RegExp, tag: "ul" | "ol"): Taken {
  const taken = run(lines, (line, at) => at === 0 || mark.test(line) || (/^\s{2,}\S/.test(line) && !starts(line)));
  const items: string[] = [];
  for (const line of taken) {
    if (mark.test(line)) items.push(line.replace(mark, ""));
    else items[items.length - 1] += `\n${line.trim()}`;
  }
  return { node: createElement(tag, null, items.map((item, i) => <li key={i}>{inline(item)}</li>)), lines: taken.length };
}

/** What a line may hold, each with what stands between its marks. Looked for from left to right. */
const spans: [RegExp, (inside: string, all: RegExpExecArray, depth: number) => ReactNode][] = [
  [/`([^`\n]+)`/, (inside) => <code>{inside}</code>],
  [/\[([^\]\n]{1,500})\]\(([^()\s]{1,2000})\)/, (inside, all, depth) => link(inside, all[2]!, depth)],
  [/\*\*(?=\S)([^*\n]+?)\*\*/, (inside, _, depth) => <strong>{inline(inside, depth)}</strong>],
  [/~~(?=\S)([^~\n]+?)~~/, (inside, _, depth) => <del>{inline(inside, depth)}</del>],
  [/\*(?=\S)([^*\n]+?)\*/, (inside, _, depth) => <em>{inline(inside, depth)}</em>],
  [/(?<![\w])_(?=\S)([^_\n]+?)_(?![\w])/, (inside, _, depth) => <em>{inline(inside, depth)}</em>],
];

/** inline makes elements of what stands in a line; marks inside marks only so deep. */
export function inline(text: string, depth = 0): ReactNode[] {
  if (depth > 3) return [text];
  const found: ReactNode[] = [];
  let rest = text;
  while (rest) {
    let best: { all: RegExpExecArray; make: (typeof spans)[number][1] } | undefined;
    for (const [mark, make] of spans) {
      const all = mark.exec(rest);
      if (all && (!best || all.index < best.all.index)) best = { all, make };
    }
    if (!best) break;
    const { all, make } = best;
    found.push(rest.slice(0, all.index), <Fragment key={found.length}>{make(all[1]!, all, depth + 1)}</Fragment>);
    rest = rest.slice(all.index + all[0].length);
  }
  return [...found, rest].filter((one) => one !== "");
}

function link(text: string, to: string, depth: number): ReactNode {
  if (!/^(https?:\/\/|mailto:|\/(?![/\\]))/i.test(to)) return text;
  return <a href={to} rel="noopener noreferrer nofollow" target="_blank">{inline(text, depth)}</a>;
}
