/**
 * A bot in thirty lines: signs in, sits down at a labyrinth table (or opens
 * one), and plays to the end with nothing but the actions in its view.
 *
 *     node dist/examples/bot.js http://localhost:8080 [SESSION_ID]
 */
import { command, problemOf } from "@playhouse/client";
import { CharacterType } from "@playhouse/client/gen/playhouse/labyrinth/v1/content_pb";
import { LabyrinthService } from "@playhouse/client/gen/playhouse/labyrinth/v1/labyrinth_service_pb";
import { ActionType, Phase, type View } from "@playhouse/client/gen/playhouse/labyrinth/v1/view_pb";
import { connect } from "@playhouse/client/node";

const [baseUrl = "http://localhost:8080", wanted] = process.argv.slice(2);
const { auth, labyrinth, session, watch } = connect({ baseUrl });
await auth.signInGuest("Brass Automaton");
const sessionId = wanted ?? (await command((commandId) => labyrinth.create({ commandId, maxPlayers: 2 }))).sessionId;
if (wanted) await session.joinSession({ sessionId });
const visits = new Map<string, number>();

for await (const { view, room, state, problem } of watch(LabyrinthService, sessionId)) {
  if (state === "ended") throw new Error(problem?.message);
  if (!view || !room || state !== "live") continue;
  if (view.result) {
    console.log(view.result.text);
    break;
  }
  // A view may be older than the table by the time one acts on it: a refusal is no harm.
  await next(view).catch((reason) => {
    if (!problemOf(reason).reason) throw reason;
  });
}

async function next(view: View): Promise<void> {
  if (view.phase === Phase.LOBBY) await getReady(view);
  else if (view.phase === Phase.PLACEMENT && view.waiting.includes(view.seat)) await command((commandId) => labyrinth.confirmPlacement({ sessionId, commandId }));
  else if (view.phase === Phase.DECLARATION && !view.ownDeclaration && view.actions.length > 0) await act(view);
}

async function getReady(view: View): Promise<void> {
  if (!view.chosen[view.seat]) {
    const { characters } = await labyrinth.listCharacters({ type: CharacterType.PLAYER });
    const taken = Object.values(view.chosen);
    const characterId = characters.find((one) => !taken.includes(one.id))!.id;
    await command((commandId) => labyrinth.selectCharacter({ sessionId, commandId, characterId }));
  }
  const { room } = await session.setReady({ sessionId, ready: true });
  if (room?.hostUserId === auth.user!.id && room.allReady) await command((commandId) => session.startSession({ sessionId, commandId }));
}

/** act helps, fights, explores what is new, walks on, or rests, in this order. */
async function act(view: View): Promise<unknown> {
  const of = (type: ActionType) => view.actions.find((action) => action.type === type);
  const [help, fight, explore, move] = [ActionType.HELP, ActionType.FIGHT, ActionType.EXPLORE, ActionType.MOVE].map(of);
  if (help?.targetIds[0]) return command((commandId) => labyrinth.help({ sessionId, commandId, targetId: help.targetIds[0] }));
  if (fight?.targetIds[0]) return command((commandId) => labyrinth.fight({ sessionId, commandId, targetId: fight.targetIds[0] }));
  if (explore && view.turn % 3 === 1) return command((commandId) => labyrinth.explore({ sessionId, commandId }));
  const fresh = move?.reach.toSorted((a, b) => seen(view, a.cell) - seen(view, b.cell))[0];
  if (fresh) return command((commandId) => labyrinth.move({ sessionId, commandId, path: fresh.path }));
  return command((commandId) => labyrinth.stay({ sessionId, commandId }));
}

/** seen counts how often the bot wanted to go somewhere: the least visited place is the most interesting. */
function seen(view: View, cell: { x: number; y: number } | undefined): number {
  const key = `${cell?.x},${cell?.y}`;
  visits.set(key, (visits.get(key) ?? 0) + 1);
  return visits.get(key)! + (view.tiles[(cell?.y ?? 0) * (view.options?.size ?? 0) + (cell?.x ?? 0)]?.revealedTurn === view.turn ? 0 : 1);
}
