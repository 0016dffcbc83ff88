/** Some sky: five regions on a ring, three of them charted, and what lies in them. */
import { create } from "@bufbuild/protobuf";
import { type Destination, DestinationSchema, type StarMap, StarMapSchema } from "@playhouse/client/gen/playhouse/cosmic/v1/view_pb";

const regions = [
  ["r1", "Core Worlds", "core_worlds", 0.1], ["r2", "Cinder Reach", "frontier", 0.6], ["r3", "The Veil", "nebula_fields", 0.4], ["r4", "The Hollow", "void", 0.8], ["r5", "Old Meridian", "ancient_sectors", 0.5],
] as const;

const nodes = [
  ["r1n1", "Lantern Dock", "station", -60, 30, 0.1], ["r1n2", "Merrow", "planet", 90, -80, 0.15], ["r1n3", "Halden's Rest", "planet", 130, 90, 0.15],
  ["r1n4", "The Grindstones", "asteroid_field", -150, -110, 0.35], ["r1n5", "Quiet Gate", "wormhole", 0, 160, 0.3],
  ["r2n1", "Emberfall", "planet", -70, 0, 0.4], ["r2n2", "Broken Teeth", "asteroid_field", 80, 70, 0.6], ["r2n3", "Wreck of the Tallow", "derelict", 60, -100, 0.65],
  ["r3n1", "The Murmur", "anomaly", -60, -50, 0.6], ["r3n2", "Pale Iris", "planet", 80, 20, 0.3], ["r3n3", "Song at the Edge", "anomaly", -20, 110, 0.6],
] as const;

const links = [["r1n1", "r1n2"], ["r1n1", "r1n4"], ["r1n1", "r1n3"], ["r1n3", "r1n5"], ["r1n2", "r1n3"], ["r2n1", "r2n2"], ["r2n1", "r2n3"], ["r3n1", "r3n2"], ["r3n1", "r3n3"]] as const;
const lanes = [["r1", "r2"], ["r1", "r5"], ["r2", "r3"], ["r3", "r4"], ["r4", "r5"]] as const;
const charted = new Set(["r1", "r2", "r3"]);

function centre(id: string): { x: number; y: number } {
  const angle = ((Number(id[1]) - 1) / 5) * Math.PI * 2 - Math.PI / 2;
  return { x: Math.round(Math.cos(angle) * 720), y: Math.round(Math.sin(angle) * 720) };
}

export function skyAt(visited: ReadonlySet<string>): StarMap {
  return create(StarMapSchema, {
    regions: regions.map(([id, name, type, danger]) => ({ id, name, type, danger, wealth: 1, ...centre(id), visited: id === "r1", description: "Old lights, older debts, and a great deal of dark in between." })),
    nodes: nodes.map(([id, name, type, dx, dy, danger]) => {
      const at = centre(id.slice(0, 2));
      return { id, name, type, regionId: id.slice(0, 2), x: at.x + dx, y: at.y + dy, danger, visited: visited.has(id), surveyed: visited.has(id) || id === "r1n2", repair: type === "station" || id === "r1n2", trade: type === "station" || type === "planet", questIds: id === "r1n3" ? ["q1"] : [] };
    }),
    links: links.map(([from, to]) => ({ from, to })), regionLinks: lanes.map(([from, to]) => ({ from, to })), totalRegions: 5, totalNodes: 27,
  });
}

/** destinationsFrom lists linked nodes, then linked regions. */
export function destinationsFrom(sky: StarMap, node: string, fuel: number): Destination[] {
  const linked = (all: { from: string; to: string }[], id: string) => all.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []));
  const near = linked(sky.links, node).map((id) => sky.nodes.find((one) => one.id === id)!).map((one) => create(DestinationSchema, {
    nodeId: one.id, name: one.name, type: one.type, fuel: 4, danger: one.danger, repair: one.surveyed && one.repair, trade: one.surveyed && one.trade, visited: one.visited, allowed: fuel >= 4, fuelLeft: fuel - 4, questIds: one.questIds,
    ...(fuel >= 4 ? {} : { reason: "no_fuel", message: "It takes 4 fuel; you have less." }),
  }));
  const far = linked(sky.regionLinks, node.slice(0, 2)).map((id) => sky.regions.find((one) => one.id === id)!).map((one) => create(DestinationSchema, {
    regionId: one.id, name: one.name, type: one.type, fuel: 40, danger: one.danger, visited: one.visited, allowed: fuel >= 40 && charted.has(one.id), fuelLeft: fuel - 40,
    ...(fuel >= 40 ? {} : { reason: "no_fuel", message: `It takes 40 fuel; you have ${fuel}.` }),
  }));
  return [...near, ...far];
}
