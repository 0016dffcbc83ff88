/**
 * The grammar of WatchResponse.changed: where in a view something changed.
 *
 *     path    = segment { "." segment } [ "+" ]
 *     segment = field [ "[" key "]" ]
 *     field   = the field's proto name, snake_case
 *     key     = a JSON string for string keys, else a bare number, true or false
 *
 * A trailing "+" says that list elements were appended.
 */

/** MapKey is a key as ReflectMap takes it, before conversion to the key's type. */
export interface Segment {
  field: string;
  /** The map key as text; undefined when the segment names the whole field. */
  key?: string;
}

export interface Path {
  segments: Segment[];
  append: boolean;
}

const name = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const bareKey = /-?\d+|true|false/y;
const quotedKey = /"(?:[^"\\]|\\.)*"/y;

/** parsePath reads one path; it throws a SyntaxError on anything else. */
export function parsePath(text: string): Path {
  const append = text.endsWith("+");
  const end = append ? text.length - 1 : text.length;
  const segments: Segment[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const fail = (): never => {
    throw new SyntaxError(`path ${JSON.stringify(text)}: unexpected character at ${at}`);
  };
  do {
    if (segments.length > 0) at++;
    const segment: Segment = { field: take(name) ?? fail() };
    if (text[at] === "[") {
      at++;
      const quoted = take(quotedKey);
      segment.key = quoted === undefined ? (take(bareKey) ?? fail()) : String(JSON.parse(quoted));
      if (text[at] !== "]") fail();
      at++;
    }
    segments.push(segment);
  } while (at < end && text[at] === ".");
  if (at !== end) fail();
  return { segments, append };
}
