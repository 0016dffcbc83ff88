/**
 * Differences between two protobuf messages, applied by reflection: the other
 * half of the server's package delta. No game needs code of its own.
 *
 * apply never changes its input. What a path does not touch is shared between
 * the old message and the new one, so comparing parts by identity tells what
 * changed.
 */
import { create, type DescField, type DescMessage, type Message, type MessageShape, ScalarType } from "@bufbuild/protobuf";
import { reflect, type ReflectList, type ReflectMap, type ReflectMessage } from "@bufbuild/protobuf/reflect";
import { parsePath, type Segment } from "./path.js";

type MapField = DescField & { fieldKind: "map" };

/** apply returns base with every changed path set, replaced, appended to, or removed as patch says. */
export function apply<Desc extends DescMessage>(
  schema: Desc,
  base: MessageShape<Desc>,
  patch: MessageShape<Desc>,
  changed: readonly string[],
): MessageShape<Desc> {
  let next: Message = base;
  for (const text of changed) {
    const { segments, append } = parsePath(text);
    next = change(schema, next, patch, { segments, at: 0, append });
  }
  return next as MessageShape<Desc>;
}

interface Cursor {
  segments: Segment[];
  at: number;
  append: boolean;
}

/** change returns a copy of base with the rest of one path taken from patch; patch is undefined below an absent parent. */
function change(desc: DescMessage, base: Message, patch: Message | undefined, cursor: Cursor): Message {
  const segment = cursor.segments[cursor.at]!;
  const field = desc.fields.find((f) => f.name === segment.field);
  if (field === undefined) throw new Error(`${desc.typeName} has no field ${segment.field}`);
  const copy = copyOf(base, field);
  const to = reflect(desc, copy, false);
  const from = patch && reflect(desc, patch, false);
  const last = cursor.at === cursor.segments.length - 1;
  if (segment.key !== undefined) {
    if (field.fieldKind !== "map") throw new Error(`${desc.typeName}.${field.name} is not a map`);
    changeEntry(field, to.get(field), from?.get(field), { ...cursor, at: cursor.at + 1 }, last);
  } else if (last) {
    changeField(field, to, from, cursor.append);
  } else {
    if (field.fieldKind !== "message") throw new Error(`${desc.typeName}.${field.name} is not a message`);
    const inner = from?.isSet(field) ? from.get(field).message : undefined;
    const child = change(field.message, to.get(field).message, inner, { ...cursor, at: cursor.at + 1 });
    to.set(field, reflect(field.message, child, false));
  }
  return copy;
}

/** changeField sets, appends to or clears one whole field. */
function changeField(field: DescField, to: ReflectMessage, from: ReflectMessage | undefined, append: boolean): void {
  if (append) {
    if (field.fieldKind !== "list") throw new Error(`${field.name} is not a list`);
    const list = to.get(field) as ReflectList;
    for (const item of from ? (from.get(field) as ReflectList) : []) list.add(item);
    return;
  }
  to.clear(field);
  if (!from?.isSet(field)) return;
  if (field.fieldKind === "list") {
    const list = to.get(field) as ReflectList;
    for (const item of from.get(field) as ReflectList) list.add(item);
  } else if (field.fieldKind === "map") {
    const map = to.get(field) as ReflectMap;
    for (const [key, value] of from.get(field) as ReflectMap) map.set(key, value);
  } else {
    to.set(field, from.get(field));
  }
}

/** changeEntry sets, changes inside, or removes one entry of a map. */
function changeEntry(field: MapField, to: ReflectMap, from: ReflectMap | undefined, cursor: Cursor, last: boolean): void {
  const key = mapKey(field, cursor.segments[cursor.at - 1]!.key!);
  if (last) {
    const value = from?.get(key);
    if (value === undefined) to.delete(key);
    else to.set(key, value);
    return;
  }
  if (field.mapKind !== "message") throw new Error(`${field.name} holds no messages`);
  const old = to.get(key) as ReflectMessage | undefined;
  const inner = from?.get(key) as ReflectMessage | undefined;
  const child = change(field.message, old?.message ?? create(field.message), inner?.message, cursor);
  to.set(key, reflect(field.message, child, false));
}

/** copyOf copies a message shallowly, and the one list or map that is about to change. */
function copyOf(message: Message, field: DescField): Message {
  const copy: Record<string, unknown> = Object.assign(Object.create(Object.getPrototypeOf(message)), message);
  const held = copy[field.localName];
  if (field.fieldKind === "list" && Array.isArray(held)) copy[field.localName] = [...held];
  if (field.fieldKind === "map" && held) copy[field.localName] = { ...held };
  return copy as unknown as Message;
}

function mapKey(field: MapField, text: string): string | number | bigint | boolean {
  switch (field.mapKey) {
    case ScalarType.STRING:
      return text;
    case ScalarType.BOOL:
      return text === "true";
    case ScalarType.INT64:
    case ScalarType.UINT64:
    case ScalarType.SINT64:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return BigInt(text);
    default:
      return Number(text);
  }
}
