/** Names for teams that are made up: places and nicknames that belong to nobody. */
const places = [
  "Marrow Bay", "Kettle Falls", "Old Harbour", "Juniper", "Tin Ridge", "Saltwater", "Copper Hill", "Lantern City", "Wicklow Sound", "Red Mesa", "Northgate", "Fallow Creek",
  "Amberton", "Pelican Point", "Stonebridge", "Blue River", "Thornfield", "Cape Merrow", "Windmill Flats", "Gullhaven", "Brass Junction", "Cedar Gap", "Mistral", "Owl Creek",
  "Port Calder", "Summerset", "Iron Lake", "Larkfield", "Ferry Landing", "Whistler’s Cross", "Greywater", "Sundown",
];
const nicknames = [
  "Herons", "Ironclads", "Night Owls", "Lamplighters", "Mudlarks", "Comets", "Foxes", "Stevedores", "Thunderbirds", "Bees", "Drifters", "Otters",
  "Cannoneers", "Magpies", "Knights of Clay", "Pilots", "Badgers", "Wild Geese", "Millers", "Ravens", "Barnstormers", "Sturgeons", "Tramps", "Bellringers",
  "Locomotives", "Moths", "Brigadiers", "Kestrels", "Shipwrights", "Hounds", "Quarrymen", "Crickets",
];

/** The most teams of one league that can be named. */
export const namesMost = places.length;

/** teamNames are so many different names; another seed begins elsewhere. */
export function teamNames(count: number, seed = 0): string[] {
  return Array.from({ length: Math.min(count, namesMost) }, (_, i) => `${places[(i + seed) % places.length]} ${nicknames[(i * 5 + seed * 3) % nicknames.length]}`);
}
