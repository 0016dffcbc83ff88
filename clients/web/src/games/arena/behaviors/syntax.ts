/** How sources are coloured: by the words that DescribeLanguage knows, and by the few signs both tiers share. */
import type { StreamParser } from "@codemirror/language";
import { tags } from "@lezer/highlight";
import type { Term } from "../proto";

const words = new Set(["def", "return", "if", "elif", "else", "for", "in", "and", "or", "not", "lambda", "pass", "break", "continue", "load", "rules", "name", "when", "do"]);
const constants = new Set(["true", "false", "True", "False", "None"]);
/** What a kind of word is coloured as. */
const kinds: Record<string, string> = { number: "sense", boolean: "sense", steering: "steering", selector: "selector", action: "keyword", function: "function", keyword: "keyword" };

/** parserOf reads word by word; it keeps no state but whether it is in a long string. */
export function parserOf(terms: Term[]): StreamParser<{ quote: string }> {
  const known = new Map(terms.map((term) => [term.name, kinds[term.kind] ?? "sense"]));
  return {
    name: "behaviour",
    startState: () => ({ quote: "" }),
    tokenTable: { sense: tags.propertyName, steering: tags.typeName, selector: tags.atom, function: tags.macroName },
    languageData: { commentTokens: { line: "#" } },
    token: (stream, state) => {
      if (state.quote) {
        state.quote = stream.skipTo(state.quote) && stream.match(state.quote) ? "" : (stream.skipToEnd(), state.quote);
        return "string";
      }
      if (stream.eatSpace()) return null;
      if (stream.match("#")) {
        stream.skipToEnd();
        return "comment";
      }
      if (stream.match('"""')) {
        state.quote = '"""';
        return "string";
      }
      if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:[^'\\]|\\.)*'?/)) return "string";
      if (stream.match(/^-?\d+(?:\.\d+)?/)) return "number";
      const word = stream.match(/^[A-Za-z_][\w.]*/) as RegExpMatchArray | null;
      if (word) return kindOf(word[0], known);
      stream.next();
      return "operator";
    },
  };
}

function kindOf(word: string, known: Map<string, string>): string | null {
  if (words.has(word)) return "keyword";
  if (constants.has(word)) return "bool";
  return known.get(word) ?? known.get(word.slice(word.indexOf(".") + 1)) ?? null;
}
