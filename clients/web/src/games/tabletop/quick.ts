/** One click to a table: a campaign, a scene to play in, and the table that plays it. */
import type { MessageInitShape } from "@bufbuild/protobuf";
import { command } from "@playhouse/client";
import { campaigns, scenes, tables } from "./client";
import { doors, type Plan, walls } from "./plan";
import { type ElementSchema, Readers, type SceneSchema } from "./proto";

type Element = MessageInitShape<typeof ElementSchema>;

/** The cellar under an inn: the stairs below left, the guard, the pantry, the hall, a hoard behind a wall, the coopers' passage and the crypt. */
const cellar: Plan = {
  rooms: [
    "########################",
    "#ppppppphhhhhhhhhrrrrrr#",
    "#ppppppphhhhhhhhhrrrrrr#",
    "#ppppppphhhhhhhhhrrrrrr#",
    "#ppppppphhhhhhhhhrrrrrr#",
    "#ppppppphhhhhhhhhrrrrrr#",
    "#ggggggggcccc####rrrrrr#",
    "#ggggggggcccc####rrrrrr#",
    "#ggggggggcccc####rrrrrr#",
    "#ggggggggcccckkkkkkkkkk#",
    "#ggggggggcccckkkkkkkkkk#",
    "#ggggggggcccckkkkkkkkkk#",
    "#sssssssscccckkkkkkkkkk#",
    "#sssssssscccckkkkkkkkkk#",
    "#sssssssscccckkkkkkkkkk#",
    "########################",
  ],
  ways: [
    { x: 4, y: 12, wall: "above" }, { x: 3, y: 6, wall: "above" }, { x: 8, y: 3, wall: "left" }, { x: 17, y: 3, wall: "left", secret: true },
    { x: 11, y: 6, wall: "above" }, { x: 20, y: 9, wall: "above" }, { x: 9, y: 9, wall: "left" }, { x: 13, y: 10, wall: "left" },
  ],
};

const hero = (name: string, colour: string, at: { x: number; y: number }, hp: number, darkvision: number): Element => ({
  kind: { case: "token", value: { name, nameShown: true, at, size: 1, colour, hp, maxHp: hp, vision: { range: 0, darkvision }, glow: { bright: 20, dim: 40, colour: "#ffc877" } } },
});
const foe = (name: string, creatureId: string, at: { x: number; y: number }, hp: number, colour: string, size = 1): Element => ({
  hidden: true, kind: { case: "token", value: { name, creatureId, at, size, colour, hp, maxHp: hp, vision: { range: 0, darkvision: 60 } } },
});
const light = (x: number, y: number, bright: number, colour: string): Element => ({
  kind: { case: "light", value: { at: { x, y }, shadows: true, glow: { bright, dim: bright * 2, colour } } },
});
const pin = (x: number, y: number, title: string, text: string, shared = false): Element => ({ kind: { case: "pin", value: { at: { x, y }, title, text, shared } } });

// A floor that is drawn would come to players in pieces, each when all of it is explored: the parchment is floor enough.
const things: Element[] = [
  ...walls(cellar), ...doors(cellar),
  // Both stand where they see the door.
  hero("Wren", "#2f6f8f", { x: 4.5, y: 14.5 }, 11, 0), hero("Bram", "#a8562b", { x: 5.5, y: 13.5 }, 13, 60),
  foe("Watch Sergeant", "house-watch-sergeant", { x: 5.5, y: 8.5 }, 27, "#5a4a78"),
  foe("Road Cutpurse", "house-road-cutpurse", { x: 2.5, y: 9.5 }, 9, "#8a6a1f"),
  foe("Kettle Sprite", "house-kettle-sprite", { x: 3.5, y: 2.5 }, 7, "#b8642e"),
  foe("Tallow Wretch", "house-tallow-wretch", { x: 11.5, y: 2.5 }, 22, "#8f8560"), foe("Tallow Wretch", "house-tallow-wretch", { x: 14.5, y: 4.5 }, 22, "#8f8560"),
  foe("Bramble Hound", "house-bramble-hound", { x: 10.5, y: 13.5 }, 16, "#3f5d3a"),
  foe("Hollow Piper", "house-hollow-piper", { x: 20.5, y: 12.5 }, 39, "#3f4a6b"),
  light(12, 1.5, 15, "#ff9b4a"), light(7.5, 7.5, 10, "#ffd48a"), light(20.5, 13.8, 15, "#79c4ff"), light(21.5, 2, 5, "#ffe27a"),
  pin(1.5, 14.5, "The stairs", "They came down here after the innkeeper's bell, which rings by itself every night at the same hour.", true),
  pin(4.5, 10.5, "The guard", "Two of the watch have deserted to this warm room. They would rather talk than fight: they are afraid of **the piper**."),
  pin(3.5, 4.5, "The pantry", "A kettle sprite lives in the copper. It knows where the third barrel leads, and wants sugar for telling."),
  pin(12.5, 4.5, "The hall of candles", "The wretches do not see who carries no flame."),
  pin(19.5, 4.5, "The hoard", "Behind the wall: 220 gp in tavern tokens, a silver bell clapper, and a letter that is *addressed to one of the heroes*."),
  pin(17.5, 11.5, "The crypt", "The piper plays for the bell. Give it the clapper and it sleeps. Break the flute, and the whole cellar wakes."),
];

const scene: MessageInitShape<typeof SceneSchema> = {
  width: 24, height: 16,
  grid: { opacity: 0.28, colour: "#1d130a", snap: true, feet: 5 },
  atmosphere: { darkness: 0.9, fog: true, ambient: "#8fa3c8" },
  elements: Object.fromEntries(things.map((thing, i) => [`q${i + 1}`, { ...thing, id: `q${i + 1}` }])),
  nextId: things.length + 1,
};

const opening = `It is the last night of the fair, and the **Lantern Inn** is full to the rafters.

At the eleventh hour the bell in the cellar rings. Nobody has hung a bell in the cellar.

- Who goes down the stairs first?
- Who has the torch?
- What did the innkeeper *not* say?`;

/** quick makes a campaign of a first evening and answers its table. */
export async function quick(name = "First evening"): Promise<string> {
  const { campaign } = await command((commandId, options) => campaigns.createCampaign({ name, description: "A bell rings under the inn. Somebody has to look.", commandId }, options));
  const campaignId = campaign!.id;
  const { info } = await command((commandId, options) => scenes.createScene({ campaignId, name: "Under the Lantern Inn", scene, commandId }, options));
  await command((commandId, options) => campaigns.createNote({ campaignId, content: { title: "How it begins", text: opening, readers: Readers.ALL, kind: 1 }, commandId }, options));
  const { sessionId } = await command((commandId, options) => tables.create({ campaignId, sceneId: info!.id, title: name.slice(0, 80), commandId }, options));
  return sessionId;
}
