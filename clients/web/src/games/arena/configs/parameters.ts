/** The parameters of a world: ranges and defaults as in config.proto, in the order in which a form shows them. */
import type { MessageInitShape } from "@bufbuild/protobuf";
import { type Config, type ConfigSchema, EndKind } from "../proto";

export type Wish = Omit<MessageInitShape<typeof ConfigSchema>, "$typeName" | "end"> & { end?: { kind?: EndKind; target?: number; seconds?: number } };

type Numeric = { [K in keyof Config]-?: Config[K] extends number | undefined ? K : never }[keyof Config];

export interface Parameter {
  key: Exclude<Numeric, "$typeName" | "$unknown">;
  group: string;
  least: number;
  most: number;
  usual: number;
  step: number;
  /** It holds from the next run on. */
  later?: boolean;
}

const of = (key: Parameter["key"], group: string, range: [number, number, number], more: { step?: number; later?: boolean } = {}): Parameter =>
  ({ key, group, least: range[0], most: range[1], usual: range[2], step: more.step ?? 1, later: more.later });

export const parameters: Parameter[] = [
  of("teams", "world", [2, 8, 2], { later: true }), of("agentCount", "world", [1, 50_000, 5], { later: true }),
  of("areaWidth", "world", [100, 20_000, 800], { step: 50, later: true }), of("areaHeight", "world", [100, 20_000, 600], { step: 50, later: true }),
  of("obstacleCount", "world", [0, 500, 10], { later: true }), of("obstacleSize", "world", [1, 500, 20], { later: true }),
  of("boundaryDamage", "world", [0, 1000, 5]), of("controlPoints", "world", [0, 9, 0], { later: true }), of("tickRate", "world", [1, 60, 30], { later: true }),
  of("agentRadius", "agents", [1, 20, 5]), of("baseHealth", "agents", [1, 100_000, 100], { step: 10 }), of("baseSpeed", "agents", [1, 600, 100], { step: 5 }), of("maxForce", "agents", [10, 5000, 400], { step: 10 }),
  of("turnSpeed", "agents", [0.1, 50, 6], { step: 0.5 }), of("energyRecovery", "agents", [0, 100, 10]), of("teamBalance", "agents", [-1, 1, 0], { step: 0.1 }),
  of("baseDamage", "fight", [1, 1000, 10]), of("combatRange", "fight", [5, 500, 30]), of("attackCooldownMs", "fight", [50, 60_000, 1000], { step: 50 }), of("respawnMs", "fight", [100, 600_000, 3000], { step: 100 }),
  of("visualRange", "senses", [10, 1000, 150], { step: 10 }), of("recognitionRange", "senses", [10, 1000, 100], { step: 10 }),
  of("decisionIntervalMs", "minds", [33, 5000, 200], { step: 10 }), of("maxGroupSize", "minds", [1, 64, 16]), of("flockingDistance", "minds", [5, 500, 50], { step: 5 }),
];

export const groups = [...new Set(parameters.map((one) => one.group))];

/** snake is a field's name as the server says it. */
export function snake(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** wishOf is a form's start from parameters as they are. */
export function wishOf(config: Config | undefined): Wish {
  if (!config) return {};
  const { $typeName: _, $unknown: __, end, ...rest } = config;
  return { ...rest, end: end && { kind: end.kind, target: end.target, seconds: end.seconds } };
}
