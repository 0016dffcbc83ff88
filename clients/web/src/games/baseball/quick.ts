/** At the plate in one click: a game against the computer needs nobody's readiness but one's own. */
import type { MessageInitShape } from "@bufbuild/protobuf";
import { command, roomv1 } from "@playhouse/client";
import { playhouse } from "../../rpc/playhouse";
import { baseballClient } from "./client";
import { type CreateRequestSchema, Pace } from "./proto";

/** quick makes a game against the computer, without a clock, and begins it. */
export async function quick(): Promise<string> {
  const { sessionId } = await command((commandId, options) => baseballClient.create({ commandId, pace: Pace.UNTIMED }, options));
  await playBall(sessionId);
  return sessionId;
}

/** playBall begins a game that waits for nobody else: the computer manages an empty seat. */
export async function playBall(sessionId: string): Promise<void> {
  await playhouse.session.setReady({ sessionId, ready: true });
  await command((commandId, options) => playhouse.session.startSession({ sessionId, commandId }, options));
}

/**
 * exhibit lets the computer manage both sides, and its maker watch: who made the
 * game gives the seat up, comes back to watch, and is host again as the first person
 * there. The invitation opens a private table on the way back.
 */
export async function exhibit(sessionId: string): Promise<void> {
  const { session } = playhouse;
  const seat = (n: number) => command((commandId, options) => session.addBot({ sessionId, commandId, seat: n }, options));
  const { invite } = await session.createInvite({ sessionId, lifetimeSeconds: 600 });
  await seat(2);
  await session.leaveSession({ sessionId });
  await session.joinSession({ sessionId, invite, role: roomv1.Role.SPECTATOR });
  await seat(1);
  await command((commandId, options) => session.startSession({ sessionId, commandId }, options));
}

/** again makes the same game once more, with the same cards. */
export async function again(request: MessageInitShape<typeof CreateRequestSchema>): Promise<string> {
  return (await command((commandId, options) => baseballClient.create({ ...request, commandId }, options))).sessionId;
}
