/** Foes of an encounter: some of a creature, one line each. */
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Creature, NewCombatantSchema } from "../proto";

export interface Foe {
  creature: Creature;
  count: number;
}

const most = 30;

/** withFoe adds some of a creature (or takes some away); a line of none is gone. */
export function withFoe(foes: Foe[], creature: Creature, change: number): Foe[] {
  const known = foes.some((foe) => foe.creature.id === creature.id);
  return (known ? foes : [...foes, { creature, count: 0 }])
    .map((foe) => (foe.creature.id === creature.id ? { ...foe, count: Math.min(most, foe.count + change) } : foe))
    .filter((foe) => foe.count > 0);
}

/** modifierOf is what an ability adds: half of what it is above ten. */
export function modifierOf(ability: number): number {
  return Math.floor((ability - 10) / 2);
}

export type Fighter = MessageInitShape<typeof NewCombatantSchema>;

/** fighterOf is a foe as it joins a fight: hit points are rolled, if there are dice for them. */
export function fighterOf({ creature, count }: Foe, hidden = false): Fighter {
  const { name, dexterity, initiativeBonus, hitDice, hitPoints, id } = creature;
  return {
    name: name.slice(0, 78), count, hidden, modifier: modifierOf(dexterity || 10) + initiativeBonus,
    // The server reads "2d8+2".
    hitDice: hitDice.replaceAll(" ", ""), hp: hitDice ? 0 : hitPoints, creatureId: id,
  };
}
