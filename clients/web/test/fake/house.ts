/** A house in memory: enough of the services to walk through every page. Not a rules engine. */
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { identityv1, roomv1, type savev1, sessionv1 } from "@playhouse/client";
import { LabyrinthService } from "@playhouse/client/gen/playhouse/labyrinth/v1/labyrinth_service_pb";
import { Phase } from "@playhouse/client/gen/playhouse/labyrinth/v1/view_pb";
import type { View } from "@playhouse/client/gen/playhouse/cosmic/v1/view_pb";
import type { View as BallView } from "@playhouse/client/gen/playhouse/baseball/v1/view_pb";
import { serveArena, worldOf } from "./arena/services";
import type { FakeWorld } from "./arena/world";
import { FakeBallgame } from "./baseball/ballgame";
import { serveBaseball } from "./baseball/services";
import { finished, lobby, plate, printed, running, watched } from "./baseball/views";
import { characters, scenarios } from "./content";
import { serveBoards, serveCosmic, serveSaves } from "./cosmic/services";
import { combat, cruise, ended, event, field, pod } from "./cosmic/views";
import { FakeVoyage } from "./cosmic/voyage";
import { mazeOf } from "./maze";
import { FakeTable } from "./table";

export class FakeHouse {
  user = create(identityv1.UserSchema, { id: "u1", displayName: "Amber Fox", guest: true, etag: "1", settings: { theme: identityv1.Theme.UNSPECIFIED } });
  signedIn = typeof location !== "undefined" && !location.search.includes("stranger");
  /** Thrown by the next change of the profile. */
  refuse: Error | undefined;
  /** The last voyage or ball game that was asked for. */
  asked: unknown;
  readonly tables = new Map<string, FakeTable>();
  readonly voyages = new Map<string, FakeVoyage>();
  readonly ballgames = new Map<string, FakeBallgame>();
  readonly saves = new Map<number, savev1.SaveSlot>();
  private made = 0;

  table(id: string): FakeTable {
    const table = this.tables.get(id);
    if (!table) throw new ConnectError("no such session", Code.NotFound);
    return table;
  }

  open(title = ""): FakeTable {
    const id = `00000000-0000-7000-8000-${String(++this.made).padStart(12, "0")}`;
    const table = new FakeTable(id, this.user, title);
    this.tables.set(id, table);
    return table;
  }

  voyage(id: string): FakeVoyage {
    // For looking: the last figure of an unknown address says what one is in the middle of.
    const scene = [cruise, field, combat, event, pod, ended][Number(id.at(-1))];
    if (!this.voyages.has(id) && id.startsWith("00000000-0000-7000-8000-00000000c") && scene) this.voyages.set(id, new FakeVoyage(id, this.user, scene()));
    const voyage = this.voyages.get(id);
    if (!voyage) throw new ConnectError("no such session", Code.NotFound);
    return voyage;
  }

  sail(view: View = cruise(), title = ""): FakeVoyage {
    const id = `00000000-0000-7000-8000-1${String(++this.made).padStart(11, "0")}`;
    const voyage = new FakeVoyage(id, this.user, view, title);
    this.voyages.set(id, voyage);
    return voyage;
  }

  ballgame(id: string): FakeBallgame {
    // For looking, likewise: …b000 is the lobby, …b005 a game that one only watches.
    const scene = [lobby, plate, running, printed, finished, watched][Number(id.at(-1))];
    if (!this.ballgames.has(id) && id.startsWith("00000000-0000-7000-8000-00000000b") && scene) this.ballgames.set(id, new FakeBallgame(id, this.user, scene(), "", scene === watched));
    const game = this.ballgames.get(id);
    if (!game) throw new ConnectError("no such session", Code.NotFound);
    return game;
  }

  ball(view: BallView = lobby(), title = ""): FakeBallgame {
    const id = `00000000-0000-7000-8000-2${String(++this.made).padStart(11, "0")}`;
    const game = new FakeBallgame(id, this.user, view, title);
    this.ballgames.set(id, game);
    return game;
  }

  private anyTable(id: string): FakeTable | FakeVoyage | FakeBallgame | FakeWorld {
    if (id.startsWith("00000000-0000-7000-8000-a")) return worldOf(this, id);
    return this.tables.get(id) ?? this.voyages.get(id) ?? (id.startsWith("00000000-0000-7000-8000-2") || id.startsWith("00000000-0000-7000-8000-00000000b") ? this.ballgame(id) : this.voyage(id));
  }

  serve(router: ConnectRouter): void {
    this.identity(router);
    this.session(router);
    this.labyrinth(router);
    serveCosmic(this, router);
    serveSaves(this, router);
    serveBaseball(this, router);
    serveBoards(router);
    serveArena(this, router);
  }

  private identity(router: ConnectRouter): void {
    const grant = () => ({ accessToken: "token", refreshToken: "refresh", expiresInSeconds: 600, user: this.user });
    router.service(identityv1.IdentityService, {
      signInGuest: ({ displayName }) => {
        this.signedIn = true;
        this.user.displayName = displayName;
        return grant();
      },
      refreshToken: () => {
        if (!this.signedIn) throw new ConnectError("signed out", Code.Unauthenticated);
        return grant();
      },
      whoAmI: () => ({ user: this.user }),
      updateProfile: ({ displayName }) => {
        if (this.refuse) throw this.refuse;
        return { user: (this.user = { ...this.user, displayName }) };
      },
      updateSettings: ({ settings }) => ({ user: (this.user = { ...this.user, settings }) }),
      listDevices: () => ({ devices: [{ id: "d", name: "Firefox on Linux", current: true }] }),
      listApiKeys: () => ({ keys: [{ id: "k", name: "My bot", scope: identityv1.ApiKeyScope.PLAY }] }),
      createApiKey: ({ name }) => ({ secret: "ph_secret", key: { id: "k2", name } }),
      signOut: () => {
        this.signedIn = false;
        return {};
      },
    });
  }

  private session(router: ConnectRouter): void {
    const rooms = () => [...this.tables.values(), ...this.voyages.values(), ...this.ballgames.values()].map((table) => table.room);
    router.service(sessionv1.SessionService, {
      listSessions: ({ open, status }) => ({
        sessions: rooms().filter((room) => (!open || room.status === roomv1.SessionStatus.LOBBY) && (!status || room.status === status)),
      }),
      mySessions: () => ({ sessions: rooms().filter((room) => room.status !== roomv1.SessionStatus.FINISHED) }),
      getSession: ({ sessionId }) => ({ room: this.anyTable(sessionId).room }),
      joinSession: ({ sessionId }) => ({ room: this.anyTable(sessionId).room }),
      setReady: ({ sessionId, ready }) => ({ room: (this.ballgames.get(sessionId) ?? this.table(sessionId)).setReady(ready) }),
      addBot: ({ sessionId, seat }) => ({ room: this.table(sessionId).addBot(seat) }),
      startSession: ({ sessionId }) => ({ room: this.ballgames.get(sessionId)?.begin(plate()) ?? this.table(sessionId).start() }),
      sendChat: ({ sessionId, text }) => ({ version: this.anyTable(sessionId).say(text) }),
      getHistory: ({ sessionId }) => ({ entries: this.anyTable(sessionId).story }),
      createInvite: () => ({ invite: "invite-token" }),
    });
  }

  private labyrinth(router: ConnectRouter): void {
    const declared = (sessionId: string, what: string) => ({ version: this.table(sessionId).act(what) });
    router.service(LabyrinthService, {
      previewMaze: (request) => ({ maze: mazeOf(request.size, request.seed, request.generator) }),
      listCharacters: () => ({ characters }),
      listScenarios: () => ({ scenarios }),
      create: ({ title }) => ({ sessionId: this.open(title).room.sessionId }),
      getView: ({ sessionId }) => this.table(sessionId),
      watch: ({ sessionId }, context) => this.table(sessionId).watch(context.signal),
      selectCharacter: ({ sessionId, characterId }) => ({ version: this.table(sessionId).choose(characterId) }),
      releaseCharacter: ({ sessionId }) => ({ version: this.table(sessionId).choose("") }),
      move: ({ sessionId, path }) => ({ version: this.table(sessionId).move(path) }),
      stay: ({ sessionId }) => declared(sessionId, "stay"),
      explore: ({ sessionId }) => declared(sessionId, "explore"),
      fight: ({ sessionId }) => declared(sessionId, "fight"),
      special: ({ sessionId }) => declared(sessionId, "special"),
      use: ({ sessionId }) => declared(sessionId, "use"),
      confirmPlacement: ({ sessionId }) => {
        const table = this.table(sessionId);
        table.view = { ...table.view, phase: Phase.DECLARATION };
        return { version: table.act("placed") };
      },
    });
  }
}
