/** Parts of a creature as they are typed, and back. */
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { TraitSchema } from "../proto";

/** pairsOf reads "walk 30, sleight of hand +4". What has no number is passed over. */
export function pairsOf(text: string): Record<string, number> {
  const pairs = text.split(",").map((one) => /^\s*(\S.*?)\s*([+-−]?\d+)\s*(?:ft\.?)?\s*$/.exec(one)).filter((one) => one !== null);
  return Object.fromEntries(pairs.map(([, name, value]) => [name!.toLowerCase(), Number(value!.replace("−", "-"))]));
}

export function pairsIn(of: Record<string, number>): string {
  return Object.entries(of).map(([name, value]) => `${name} ${value}`).join(", ");
}

type Trait = MessageInitShape<typeof TraitSchema>;

/** traitsOf reads paragraphs: the first sentence is the name. */
export function traitsOf(text: string): Trait[] {
  return text.split(/\n\s*\n/).map((one) => one.trim()).filter(Boolean).map((one) => {
    const [, name, rest] = /^(.{1,120}?)\.\s+([\s\S]*)$/.exec(one) ?? [];
    return name ? { name, text: rest } : { name: one.replace(/\.$/, "").slice(0, 120), text: "" };
  });
}

export function traitsIn(traits: { name: string; text: string }[]): string {
  return traits.map(({ name, text }) => `${name}. ${text}`.trim()).join("\n\n");
}
