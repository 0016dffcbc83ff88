/** One table of the fake house: a lobby that fills, and a board on which one can walk. */
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { type identityv1, roomv1, sessionv1 } from "@playhouse/client";
import { WatchResponseSchema } from "@playhouse/client/gen/playhouse/labyrinth/v1/labyrinth_service_pb";
import { Direction } from "@playhouse/client/gen/playhouse/labyrinth/v1/maze_pb";
import { ActionType, type Figure, HappeningSchema, Phase, type View, ViewSchema } from "@playhouse/client/gen/playhouse/labyrinth/v1/view_pb";
import { CharacterType } from "@playhouse/client/gen/playhouse/labyrinth/v1/content_pb";
import { characters } from "./content";
import { mazeOf } from "./maze";

const steps = { 1: [0, -1], 2: [1, 0], 3: [0, 1], 4: [-1, 0] } as Record<number, [number, number]>;
const size = 8;

export class FakeTable {
  version = 1;
  room: roomv1.Room;
  view: View;
  chat: roomv1.ChatLine[] = [];
  story: sessionv1.HistoryEntry[] = [];
  private readonly maze = mazeOf(size, "tonight", 1);
  private happenings: { $typeName: "playhouse.labyrinth.v1.Happening" }[] = [];
  private wakers = new Set<() => void>();

  constructor(sessionId: string, private readonly host: identityv1.User, title: string) {
    this.room = create(roomv1.RoomSchema, {
      sessionId, game: "labyrinth", status: roomv1.SessionStatus.LOBBY, hostUserId: host.id, minPlayers: 1, maxPlayers: 4, title,
      summary: "Rescue, normal, 8 × 8", members: [
        { userId: host.id, displayName: host.displayName, role: roomv1.Role.PLAYER, seat: 1, connected: true },
        { userId: "u2", displayName: "Merry Wren", role: roomv1.Role.PLAYER, seat: 2, ready: true, connected: true },
      ],
    });
    this.view = create(ViewSchema, { phase: Phase.LOBBY, seat: 1, options: { size, scenario: "rescue", difficulty: 2, generator: 1, maxPlayers: 4 }, chosen: { 2: "medic" } });
  }

  choose(id: string): number {
    this.view = { ...this.view, chosen: { ...this.view.chosen, 1: id } };
    return this.wake();
  }

  setReady(ready: boolean): roomv1.Room {
    const members = this.room.members.map((member) => (member.userId === this.host.id ? { ...member, ready } : member));
    this.room = { ...this.room, members, allReady: members.every((member) => member.seat === 0 || member.ready) };
    this.wake();
    return this.room;
  }

  addBot(seat: number): roomv1.Room {
    const bot = create(roomv1.MemberSchema, { displayName: "Brass Automaton", role: roomv1.Role.PLAYER, seat, ready: true, connected: true, bot: true });
    this.room = { ...this.room, members: [...this.room.members, bot] };
    this.view = { ...this.view, chosen: { ...this.view.chosen, [seat]: "soldier" } };
    this.wake();
    return this.room;
  }

  say(text: string): number {
    this.chat = [create(roomv1.ChatLineSchema, { version: this.version + 1, displayName: this.host.displayName, text })];
    return this.wake();
  }

  start(): roomv1.Room {
    this.room = { ...this.room, status: roomv1.SessionStatus.RUNNING, waitingFor: [1], deadline: timestampFromMs(Date.now() + 95_000) };
    const party = this.room.members.filter((member) => member.seat > 0).map(({ seat }) => {
      const character = characters.find((one) => one.id === this.view.chosen[seat])!;
      return figure(`p${seat}`, { characterId: character.id, name: character.name, type: CharacterType.PLAYER, seat, health: seat === 2 ? 64 : 100 });
    });
    const figures = [...party, figure("grunt-1", { name: "Husk", type: CharacterType.ENEMY, health: 30, maxHealth: 40, cell: { x: 1, y: 1 } })];
    this.view = {
      ...this.view, phase: Phase.DECLARATION, turn: 3, waiting: [1], declared: [2],
      figures: Object.fromEntries(figures.map((one) => [one.id, one])),
      objectives: [{ $typeName: "playhouse.labyrinth.v1.Objective", text: "Find the wounded officer.", done: true }, { $typeName: "playhouse.labyrinth.v1.Objective", text: "Bring the officer to the lift.", done: false }],
      objects: create(ViewSchema, { objects: { lift: { id: "lift", kind: "lift", name: "Lift", cell: { x: 0, y: 0 } }, kit: { id: "kit", kind: "medical_kit", name: "Medical kit", cell: { x: 1, y: 2 } } } }).objects,
    };
    this.reveal();
    this.wake();
    return this.room;
  }

  move(path: Direction[]): number {
    const own = this.view.figures.p1!;
    const way = [{ x: own.cell!.x, y: own.cell!.y }];
    for (const step of path) way.push({ x: way.at(-1)!.x + steps[step]![0], y: way.at(-1)!.y + steps[step]![1] });
    this.view = { ...this.view, figures: { ...this.view.figures, p1: { ...own, cell: { ...own.cell!, ...way.at(-1)! } } }, turn: this.view.turn + 1 };
    this.reveal();
    return this.tell(create(HappeningSchema, { action: "moved", figureId: "p1", way, turn: this.view.turn, narration: `${own.name} walks ${path.length} steps into the dark.` }));
  }

  act(what: string): number {
    this.view = { ...this.view, turn: this.view.turn + 1 };
    return this.tell(create(HappeningSchema, {
      action: what === "fight" ? "hit" : what, figureId: "p1", targetId: what === "fight" ? "grunt-1" : "", amount: what === "stay" ? 5 : what === "fight" ? 12 : 0,
      turn: this.view.turn, narration: `Ada Voss: ${what}.`,
    }));
  }

  async *watch(signal: AbortSignal) {
    yield this.message();
    while (!signal.aborted) {
      await new Promise<void>((resolve) => {
        this.wakers.add(resolve);
        signal.addEventListener("abort", () => resolve());
      });
      if (!signal.aborted) yield this.message();
    }
  }

  private message() {
    return create(WatchResponseSchema, { version: this.version, snapshot: this.version === 1 || this.happenings.length === 0, view: this.view, changed: this.happenings.length > 0 ? Object.keys(changedAll) : [], baseVersion: this.version - 1, room: this.room, happenings: this.happenings as never, chat: this.chat });
  }

  private tell(happening: { $typeName: "playhouse.labyrinth.v1.Happening"; narration: string }): number {
    this.happenings = [happening];
    const version = this.wake();
    this.happenings = [];
    return version;
  }

  private wake(): number {
    this.version++;
    const wakers = [...this.wakers];
    this.wakers.clear();
    for (const waker of wakers) waker();
    return this.version;
  }

  /** reveal shows what lies within two steps of the party, and offers what one could do there. */
  private reveal(): void {
    const own = this.view.figures.p1!.cell!;
    const tiles = { ...this.view.tiles };
    const near = (x: number, y: number, reach: number) => Math.abs(x - own.x) + Math.abs(y - own.y) <= reach;
    for (const tile of this.maze.tiles) if (near(tile.x, tile.y, 3)) tiles[tile.y * size + tile.x] = tile;
    const here = this.maze.tiles[own.y * size + own.x]!;
    const reach = here.openDirections.map((step) => ({ cell: { x: own.x + steps[step]![0], y: own.y + steps[step]![1] }, path: [step] }));
    const { actions } = create(ViewSchema, { actions: [
      { type: ActionType.MOVE, label: "Move", reach }, { type: ActionType.FIGHT, label: "Fight", targetIds: ["grunt-1"], narration: "Hit for 8 plus a die." },
      { type: ActionType.EXPLORE, label: "Explore", narration: "Search this tile." }, { type: ActionType.SPECIAL, label: "Overload", directions: here.openDirections },
      { type: ActionType.STAY, label: "Stay", narration: "Rest: 5 health come back." },
    ] });
    const visible = Object.values(tiles).filter((tile) => near(tile.x, tile.y, 2)).map((tile) => tile.y * size + tile.x);
    this.view = { ...this.view, tiles, actions, visible };
  }
}

const changedAll = { tiles: 1, figures: 1, actions: 1, turn: 1, visible: 1 };

function figure(id: string, init: Partial<Omit<Figure, "cell">> & { cell?: { x: number; y: number } }): Figure {
  const { figures } = create(ViewSchema, { figures: { [id]: { maxHealth: 100, health: 100, speed: 3, cell: { x: 1, y: 2 }, items: [{ id: `${id}-torch`, name: "Plasma torch", uses: -1, effect: "Hits for 8." }, { id: `${id}-kit`, name: "Medical kit", uses: 2, effect: "Heals 30." }], ...init, id } as never } });
  return figures[id]!;
}
