/** One voyage of the fake house: it flies, shoots and chooses, but by no rules worth the name. */
import { create } from "@bufbuild/protobuf";
import { type identityv1, roomv1, type sessionv1 } from "@playhouse/client";
import { WatchResponseSchema } from "@playhouse/client/gen/playhouse/cosmic/v1/cosmic_service_pb";
import { type Happening, HappeningSchema, Mode, type View } from "@playhouse/client/gen/playhouse/cosmic/v1/view_pb";
import { destinationsFrom, skyAt } from "./sky";
import { cruise } from "./views";

export class FakeVoyage {
  version = 1;
  room: roomv1.Room;
  story: sessionv1.HistoryEntry[] = [];
  chat: roomv1.ChatLine[] = [];
  private visited = new Set(["r1n1", "r1n4"]);
  private happenings: Happening[] = [];
  private wakers = new Set<() => void>();

  constructor(sessionId: string, host: identityv1.User, public view: View, title = "") {
    const ended = view.mode === Mode.ENDED;
    this.room = create(roomv1.RoomSchema, {
      sessionId, game: "cosmic", status: ended ? roomv1.SessionStatus.FINISHED : roomv1.SessionStatus.RUNNING, hostUserId: host.id, minPlayers: 1, maxPlayers: 1, title, waitingFor: ended ? [] : [1],
      summary: "Turn 12, 437 credits", members: [{ userId: host.id, displayName: host.displayName, role: roomv1.Role.PLAYER, seat: 1, connected: true }],
    });
  }

  navigate(nodeId: string): number {
    const node = this.view.map!.nodes.find((one) => one.id === nodeId)!;
    const from = this.view.location!.nodeId;
    this.visited.add(nodeId);
    const map = skyAt(this.visited);
    const captain = { ...this.view.captain!, fuel: this.view.captain!.fuel - 4, turn: this.view.captain!.turn + 1 };
    this.view = { ...this.view, map, captain, location: { ...this.view.location!, nodeId, nodeName: node.name, nodeType: node.type }, destinations: destinationsFrom(map, nodeId, captain.fuel) };
    return this.tell({ action: "travelled", fromNodeId: from, nodeId, narration: `You fly to ${node.name}.` });
  }

  work(action: string, narration: string): number {
    this.view = { ...this.view, captain: { ...this.view.captain!, turn: this.view.captain!.turn + 1 } };
    return this.tell({ action, narration, weight: 1, good: true });
  }

  buy(item: string, quantity: number): number {
    this.view = { ...this.view, captain: { ...this.view.captain!, credits: this.view.captain!.credits - quantity * 50 } };
    return this.tell({ action: "bought", narration: `You buy ${quantity} ${item}.` });
  }

  attack(action: string): number {
    const { combat, ship } = this.view;
    const enemyHull = combat!.enemyHull - 9;
    if (enemyHull <= 0) {
      this.view = { ...cruise(), captain: this.view.captain };
      return this.tell({ action: "destroyed", narration: "The raider breaks apart.", weight: 2, good: true });
    }
    this.view = { ...this.view, ship: { ...ship!, hull: ship!.hull - 2 }, combat: { ...combat!, enemyHull, round: combat!.round + 1, log: [...combat!.log, `Round ${combat!.round}: ${action}, 9 damage.`] } };
    return this.tell({ action: "attacked", narration: "You hit for 9.", amount: 9 });
  }

  choose(choice: string): number {
    this.view = { ...cruise(), captain: this.view.captain };
    return this.tell({ action: "chose", narration: `You decide: ${choice}.`, weight: 1 });
  }

  say(text: string): number {
    this.happenings = [];
    this.chat = [create(roomv1.ChatLineSchema, { version: this.version + 1, displayName: "Amber Fox", text })];
    return this.wake();
  }

  async *watch(signal: AbortSignal) {
    yield this.message(true);
    while (!signal.aborted) {
      await new Promise<void>((resolve) => {
        this.wakers.add(resolve);
        signal.addEventListener("abort", () => resolve());
      });
      if (!signal.aborted) yield this.message(this.happenings.length === 0);
    }
  }

  private message(snapshot: boolean) {
    const changed = ["captain", "ship", "location", "map", "destinations", "combat", "encounter", "mode", "actions", "market", "yard"];
    return create(WatchResponseSchema, {
      version: this.version, snapshot, baseVersion: this.version - 1, view: this.view, changed: snapshot ? [] : changed, room: this.room,
      happenings: snapshot ? [] : this.happenings, chat: this.chat,
    });
  }

  private tell(happening: Partial<Omit<Happening, "$typeName">>): number {
    this.happenings = [create(HappeningSchema, { version: this.version + 1, turn: this.view.captain!.turn, ...happening })];
    return this.wake();
  }

  private wake(): number {
    this.version++;
    const wakers = [...this.wakers];
    this.wakers.clear();
    for (const waker of wakers) waker();
    return this.version;
  }
}
