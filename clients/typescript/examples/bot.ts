/**
 * A bot: signs in, sits down at a labyrinth table (or opens one), and plays to
 * the end with nothing but the actions in its view.
 *
 *     node dist/examples/bot.js http://localhost:8080 [SESSION_ID]
 */
import { command, problemOf, type roomv1 } from "@playhouse/client";
import { CharacterType } from "@playhouse/client/gen/playhouse/labyrinth/v1/content_pb";
import { LabyrinthService } from "@playhouse/client/gen/playhouse/labyrinth/v1/labyrinth_service_pb";
import { type Action, ActionType, Phase, type View } from "@playhouse/client/gen/playhouse/labyrinth/v1/view_pb";
import { connect } from "@playhouse/client/node";

const [baseUrl = "http://localhost:8080", wanted] = process.argv.slice(2);
const { auth, labyrinth, session, watch } = connect({ baseUrl });
await auth.signInGuest("Brass Automaton");
const sessionId = wanted ?? (await command((commandId) => labyrinth.create({ commandId, maxPlayers: 1 }))).sessionId;
if (wanted) await session.joinSession({ sessionId });

for await (const { view, room, state, problem } of watch(LabyrinthService, sessionId)) {
  if (state === "ended") throw new Error(problem?.message);
  if (view?.result) {
    console.log(view.result.text);
    break;
  }
  // A view may be older than the table by the time one acts on it: a refusal is no harm.
  if (view && room) await (view.phase === Phase.LOBBY ? getReady(view, room) : play(view)).catch((reason) => {
    if (!problemOf(reason).reason) throw reason;
  });
}

async function getReady(view: View, room: roomv1.Room): Promise<void> {
  const { characters } = await labyrinth.listCharacters({ type: CharacterType.PLAYER });
  const free = characters.find(({ id }) => !Object.values(view.chosen).includes(id))!;
  if (!view.chosen[view.seat]) await command((commandId) => labyrinth.selectCharacter({ sessionId, commandId, characterId: free.id }));
  const ready = room.members.some((member) => member.userId === auth.user!.id && member.ready);
  if (!ready) await session.setReady({ sessionId, ready: true });
  else if (room.hostUserId === auth.user!.id && room.allReady) await command((commandId) => session.startSession({ sessionId, commandId }));
}

/** play helps, fights, explores what is new, walks where it is least known, or rests: the first that is on offer. */
async function play(view: View): Promise<unknown> {
  if (view.phase === Phase.PLACEMENT) return command((commandId) => labyrinth.confirmPlacement({ sessionId, commandId }));
  if (view.ownDeclaration) return undefined;
  const may = new Map<ActionType, Action>(view.actions.map((action) => [action.type, action]));
  const targetId = (type: ActionType) => may.get(type)?.targetIds[0];
  const help = targetId(ActionType.HELP);
  if (help) return command((commandId) => labyrinth.help({ sessionId, commandId, targetId: help }));
  const fight = targetId(ActionType.FIGHT);
  if (fight) return command((commandId) => labyrinth.fight({ sessionId, commandId, targetId: fight }));
  if (view.turn % 2 === 1 && may.has(ActionType.EXPLORE)) return command((commandId) => labyrinth.explore({ sessionId, commandId }));
  const newest = (cell?: { x: number; y: number }) => (cell && view.tiles[cell.y * view.options!.size + cell.x]?.revealedTurn) ?? view.turn;
  const walk = may.get(ActionType.MOVE)?.reach.toSorted((a, b) => newest(b.cell) - newest(a.cell))[0];
  if (walk) return command((commandId) => labyrinth.move({ sessionId, commandId, path: walk.path }));
  return command((commandId) => labyrinth.stay({ sessionId, commandId }));
}
