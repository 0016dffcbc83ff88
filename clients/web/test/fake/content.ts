import { create } from "@bufbuild/protobuf";
import { CharacterSchema, CharacterType, ScenarioSchema } from "@playhouse/client/gen/playhouse/labyrinth/v1/content_pb";

const person = (id: string, name: string, role: string, age: number) => create(CharacterSchema, {
  id, name, role, age, type: CharacterType.PLAYER, portrait: id, health: 100, speed: 3, armour: 2, initiative: 5,
  backstory: "Knew every bolt of the station before the lights went out, and means to see them burn again.",
  equipment: [{ id: "torch", name: "Plasma torch", effect: "Hits for 8 plus a die." }, { id: "kit", name: "Tool kit", effect: "Opens hidden doors." }],
  skills: [{ id: "calm", name: "Calm hands", effect: "Finds 1 more." }, { id: "strong", name: "Strong back", effect: "Carries the wounded." }],
  specials: [{ id: "overload", name: "Overload", effect: "Hits everybody in a corridor for 10.", cooldown: 4 }],
});

export const characters = [
  person("engineer", "Ada Voss", "Engineer", 41), person("medic", "Juno Hale", "Medic", 33), person("scout", "Pip Arden", "Scout", 27),
  person("soldier", "Rook Marek", "Soldier", 38), person("scientist", "Ines Calder", "Scientist", 52), person("pilot", "Tam Okoro", "Pilot", 30),
];

export const scenarios = [
  create(ScenarioSchema, { id: "rescue", name: "Rescue", briefing: "The officer lies wounded somewhere in the dark.", goal: "Bring the officer to the lift.", minPlayers: 1, maxPlayers: 6 }),
  create(ScenarioSchema, { id: "core_shutdown", name: "Core shutdown", briefing: "The core will not stop by itself.", goal: "Hold both switches in the same turn.", minPlayers: 2, maxPlayers: 6 }),
  create(ScenarioSchema, { id: "evacuation_race", name: "Evacuation race", briefing: "One shuttle, one free place.", goal: "Be first at the shuttle.", competitive: true, turnLimit: 30, minPlayers: 2, maxPlayers: 6 }),
];
