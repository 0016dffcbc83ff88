/** One click to a fight: two teams that see each other at once. */
import { command } from "@playhouse/client";
import { texts } from "../../texts/arena";
import { arenaClient } from "./client";
import { EndKind } from "./proto";

/** quick makes a lively world of two teams in which time passes at once. */
export async function quick(): Promise<string> {
  const { sessionId } = await command((commandId, options) => arenaClient.create({
    commandId, running: true, title: texts.quickTitle, behaviorIds: ["builtin/swarm", "builtin/attack"],
    // Near enough to meet within seconds, many enough to look like something, and the fallen come back so that it lasts.
    config: { agentCount: 60, areaWidth: 1000, areaHeight: 620, visualRange: 220, recognitionRange: 180, obstacleCount: 8, obstacleSize: 24, respawn: true, respawnMs: 4000, end: { kind: EndKind.KILLS, target: 300 } },
  }, options));
  return sessionId;
}
