/** The list of a tavern's improvements: as the server takes it, and as a file. */
import { fromJson, toJsonString } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { texts } from "../../../texts/tabletop-campaign";
import { type Tavern, type TavernOption, TavernOptionSchema } from "../proto";

/** updated is the tavern with a change, as UpdateTavern takes it. */
export function updated(tavern: Tavern, change: Partial<Tavern>) {
  const { $typeName: _, $unknown: __, ledger: ___, ...plain } = { ...tavern, ...change };
  return plain;
}

/** listIn writes options as the server's JSON has them; what was bought stays with the tavern. */
export function listIn(options: TavernOption[]): string {
  const list = options.map((one) => toJsonString(TavernOptionSchema, { ...one, bought: false, worksFromDay: 0 }, { useProtoFieldName: true }));
  return `[\n${list.join(",\n")}\n]\n`;
}

/** listFrom reads such a list. It throws what is wrong with it. */
export function listFrom(text: string): TavernOption[] {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list.map((one) => ({ ...fromJson(TavernOptionSchema, one as never), bought: false, worksFromDay: 0 }));
  } catch (reason) {
    throw new ConnectError(`${texts.tavern.notAList} ${reason instanceof Error ? reason.message : ""}`.trim(), Code.InvalidArgument);
  }
  throw new ConnectError(texts.tavern.notAList, Code.InvalidArgument);
}

/** joined puts a list into a catalogue: options with the same id are replaced, but stay bought. */
export function joined(catalogue: TavernOption[], list: TavernOption[]): TavernOption[] {
  const news = new Map(list.map((one) => [one.id, one]));
  const kept = catalogue.map((one) => {
    const other = news.get(one.id);
    news.delete(one.id);
    return other ? { ...other, bought: one.bought, worksFromDay: one.worksFromDay } : one;
  });
  return [...kept, ...news.values()];
}
