/** One ball game of the fake house: it asks and hears, but plays by no rules worth the name. */
import { create } from "@bufbuild/protobuf";
import { type identityv1, roomv1, type sessionv1 } from "@playhouse/client";
import { WatchResponseSchema } from "@playhouse/client/gen/playhouse/baseball/v1/baseball_service_pb";
import { type Happening, HappeningSchema, Phase, type Play, PlaySchema, type Slot, type View, ViewSchema } from "@playhouse/client/gen/playhouse/baseball/v1/view_pb";
import { told } from "./views";

const states = { [Phase.LOBBY]: roomv1.SessionStatus.LOBBY, [Phase.FINISHED]: roomv1.SessionStatus.FINISHED } as Partial<Record<Phase, roomv1.SessionStatus>>;
const changed = ViewSchema.fields.map(({ name }) => name);

export class FakeBallgame {
  version = 1;
  room: roomv1.Room;
  story: sessionv1.HistoryEntry[] = [];
  chat: roomv1.ChatLine[] = [];
  plays: Play[];
  /** The last command's options. */
  asked: unknown;
  private happenings: Happening[] = [];
  private readonly wakers = new Set<() => void>();

  constructor(sessionId: string, host: identityv1.User, public view: View, title = "", watching = false) {
    this.plays = told().slice(0, view.plays);
    this.room = create(roomv1.RoomSchema, {
      sessionId, game: "baseball", status: states[view.phase] ?? roomv1.SessionStatus.RUNNING, hostUserId: host.id, minPlayers: 1, maxPlayers: 2, title, summary: "Gulls at Robins",
      members: [
        { userId: host.id, displayName: host.displayName, role: watching ? roomv1.Role.SPECTATOR : roomv1.Role.PLAYER, seat: watching ? 0 : 1, connected: true },
        { displayName: "Bot 2", role: roomv1.Role.PLAYER, seat: 2, bot: true, ready: true, connected: true },
      ],
    });
  }

  setReady(ready: boolean): roomv1.Room {
    const members = this.room.members.map((member) => ({ ...member, ready: member.bot || ready }));
    return this.change({ members, allReady: ready });
  }

  /** begin asks about the first batter. */
  begin(view: View): roomv1.Room {
    this.view = view;
    return this.change({ status: roomv1.SessionStatus.RUNNING });
  }

  write(order: Slot[]): number {
    this.view = { ...this.view, home: { ...this.view.home!, order, lineupSet: true } };
    return this.tell({ action: "lineup", narration: "A line-up is written." });
  }

  /** decide hears the seat's decision, and lets the batter fly out. */
  decide(asked: unknown): number {
    this.asked = asked;
    const number = this.view.plays + 1;
    const lastPlay = create(PlaySchema, { number, inning: 1, bottom: true, outsBefore: 1, outs: 1, kind: "fly_out", text: "Max Birch H flies out.", batterId: "h1", movements: [{ playerId: "h1", from: 0, to: 1, out: true }] });
    this.plays.push(lastPlay);
    const decisions = this.view.decisions.map((one) => ({ ...one, id: String(Number(one.id) + 1) }));
    this.view = { ...this.view, plays: number, outs: 2, batterId: "h2", lastPlay, decisions };
    return this.tell({ action: "play", narration: lastPlay.text, play: lastPlay });
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
    return create(WatchResponseSchema, {
      version: this.version, snapshot, baseVersion: this.version - 1, view: this.view, changed: snapshot ? [] : changed, room: this.room,
      happenings: snapshot ? [] : this.happenings, chat: this.chat,
    });
  }

  private change(room: Partial<roomv1.Room>): roomv1.Room {
    this.room = { ...this.room, ...room };
    this.happenings = [];
    this.wake();
    return this.room;
  }

  private tell(happening: object): number {
    this.happenings = [create(HappeningSchema, { version: this.version + 1, ...happening })];
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
