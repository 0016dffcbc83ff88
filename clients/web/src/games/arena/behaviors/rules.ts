/** Where rules stand in a source: enough to point at the one that fired, without being a parser of the language. */

/** linesOfRule are the first and last line (from 1) of a rule, by its number from 1; undefined when there is none. */
export function linesOfRule(source: string, number: number): [number, number] | undefined {
  const lines = source.split("\n");
  const begin = lines.findIndex((line) => /^rules\s*:/.test(line));
  if (begin < 0 || number < 1) return undefined;
  const first = lines.findIndex((line, i) => i > begin && /^\s*-(\s|$)/.test(line));
  if (first < 0) return undefined;
  const dash = lines[first]!.search(/\S/);
  const starts = lines.flatMap((line, i) => (i >= first && line.search(/\S/) === dash && /^\s*-(\s|$)/.test(line) ? [i] : []));
  const from = starts[number - 1];
  if (from === undefined) return undefined;
  let last = (starts[number] ?? lines.length) - 1;
  while (last > from && (lines[last]!.trim() === "" || lines[last]!.trim().startsWith("#"))) last--;
  return [from + 1, last + 1];
}
