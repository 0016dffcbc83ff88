/** One world of the fake house: time can be stopped, walls built and agents looked into, but nobody really fights. */
import { create } from "@bufbuild/protobuf";
import { type identityv1, roomv1 } from "@playhouse/client";
import { WatchResponseSchema, WatchWorldResponseSchema } from "@playhouse/client/gen/playhouse/arena/v1/arena_service_pb";
import type { Config } from "@playhouse/client/gen/playhouse/arena/v1/config_pb";
import { type Happening, HappeningSchema, type View, ViewSchema } from "@playhouse/client/gen/playhouse/arena/v1/view_pb";
import { type Wall, WallSchema } from "@playhouse/client/gen/playhouse/arena/v1/world_pb";
import { attack, behaviorOf, swarm } from "./behaviors";
import { Swarm } from "./swarm";

const points = [{ id: 1, centre: { x: 500, y: 120 }, radius: 60 }, { id: 2, centre: { x: 500, y: 500 }, radius: 60 }];
const walls = [
  create(WallSchema, { id: 1, shape: { case: "box", value: { least: { x: 420, y: 260 }, most: { x: 470, y: 380 } } } }),
  create(WallSchema, { id: 2, shape: { case: "circle", value: { centre: { x: 640, y: 300 }, radius: 34 } } }),
  create(WallSchema, { id: 3, shape: { case: "segment", value: { from: { x: 250, y: 90 }, to: { x: 340, y: 170 } } } }),
  create(WallSchema, { id: 4, shape: { case: "hole", value: { centre: { x: 300, y: 480 }, radius: 40 } } }),
];

export class FakeWorld {
  version = 1;
  room: roomv1.Room;
  view: View;
  story = [];
  readonly swarm: Swarm;
  private happenings: Happening[] = [];
  private wakers = new Set<() => void>();

  constructor(sessionId: string, host: identityv1.User, config: Partial<Config>, agents: number) {
    const { areaWidth = 1000, areaHeight = 620 } = config;
    this.swarm = new Swarm({ agents, teams: 2, width: areaWidth, height: areaHeight });
    this.room = create(roomv1.RoomSchema, {
      sessionId, game: "arena", status: roomv1.SessionStatus.RUNNING, hostUserId: host.id, minPlayers: 1, maxPlayers: 2, title: "A first fight",
      members: [{ userId: host.id, displayName: host.displayName, role: roomv1.Role.PLAYER, seat: 1, connected: true }],
    });
    this.view = create(ViewSchema, {
      config: { agentCount: agents / 2, areaWidth, areaHeight, agentRadius: agents > 1000 ? 4 : 5, visualRange: 150, recognitionRange: 100, combatRange: 30, boundaryDamage: 5, tickRate: 30, teams: 2, seed: "tonight", ...config },
      walls, points, running: true, speed: 1, run: 1, ownTeam: 1, engine: 1,
      teams: [
        { team: 1, name: "Slate Rooks", behavior: copyOf(swarm), base: { x: 80, y: areaHeight / 2 } },
        { team: 2, name: "Amber Kites", behavior: { name: "Kite's own", tier: 1 }, base: { x: areaWidth - 80, y: areaHeight / 2 } },
      ],
      faults: [{ tick: 40, team: 1, behavior: "swarm", line: 3, message: "division by zero: test the number first" }],
    });
  }

  say(): number {
    return this.change({}, []);
  }

  change(change: Partial<View>, happenings: { action: string; narration: string }[]): number {
    this.view = { ...this.view, ...change };
    this.happenings = happenings.map((one) => create(HappeningSchema, { ...one, version: this.version + 1, turn: this.swarm.tick }));
    this.version++;
    const wakers = [...this.wakers];
    this.wakers.clear();
    for (const waker of wakers) waker();
    return this.version;
  }

  editWalls(add: Wall[], remove: number[]): number {
    const last = Math.max(0, ...this.view.walls.map((one) => one.id));
    const kept = this.view.walls.filter((one) => !remove.includes(one.id));
    return this.change({ walls: [...kept, ...add.map((wall, i) => ({ ...wall, id: last + 1 + i }))] }, [{ action: "walled", narration: `${add.length} walls built, ${remove.length} torn down.` }]);
  }

  assign(team: number, id: string): number {
    const behavior = behaviorOf(id);
    return this.change({ teams: this.view.teams.map((one) => (one.team === team ? { ...one, behavior: copyOf(behavior) } : one)) }, [{ action: "assigned", narration: `They now do "${behavior.name}".` }]);
  }

  async *watch(signal: AbortSignal) {
    yield create(WatchResponseSchema, { version: this.version, snapshot: true, view: this.view, room: this.room });
    while (!signal.aborted) {
      await new Promise<void>((resolve) => {
        this.wakers.add(resolve);
        signal.addEventListener("abort", () => resolve());
      });
      if (!signal.aborted) yield create(WatchResponseSchema, { version: this.version, snapshot: true, view: this.view, room: this.room, happenings: this.happenings });
    }
  }

  /** frames streams the world ten times a second, as long as somebody looks. */
  async *frames(inspect: number[], signal: AbortSignal) {
    for (let n = 0; !signal.aborted; n++) {
      if (this.view.running && n > 0) this.swarm.step(3);
      const second = n % 10 === 0;
      yield create(WatchWorldResponseSchema, {
        frame: this.view.running || n === 0 ? this.swarm.frame(n === 0 || second) : undefined,
        status: second ? { tick: this.swarm.tick, running: this.view.running, speed: this.view.speed, pace: this.view.speed * 0.99, agents: this.swarm.x.length, tickP50Us: 1450, tickP99Us: 3900, decisions: 1200, run: 1 } : undefined,
        teams: second ? [this.metrics(1), this.metrics(2)] : [],
        inspections: inspect.map((agent) => this.inspection(agent)),
      });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  metrics(team: number) {
    const half = this.swarm.x.length / 2;
    const fallen = Math.floor(Math.min(half, this.swarm.tick / (team === 1 ? 40 : 30)));
    return { team, alive: half - fallen, kills: fallen, deaths: fallen, assists: 3, damageDealt: fallen * 120, damageTaken: fallen * 110, meanHealth: 0.8 - fallen / half / 2, cohesion: 0.7, areaHeld: 0.4 + team / 50, meanLifetime: 12, distance: 8000 };
  }

  private inspection(agent: number) {
    const i = agent - 1;
    const heading = this.swarm.heading[i] ?? 0;
    return {
      agent, team: (i % 2) + 1, alive: true, behavior: "swarm", rule: "hit together", ruleNumber: 2, decidedTick: this.swarm.tick, target: agent + 1,
      x: this.swarm.x[i] ?? 0, y: this.swarm.y[i] ?? 0, velocityX: Math.cos(heading) * 60, velocityY: Math.sin(heading) * 60, health: 84, energy: 60,
      senses: { "health": 0.84, "energy": 0.6, "enemies.known": 3, "enemies.reach": 1, "allies.seen": 12, "enemy.distance": 28.4, "wall.ahead": 1e6 },
      forces: { pursue: { x: Math.cos(heading) * 300, y: Math.sin(heading) * 300 }, separation: { x: -60, y: 120 }, avoid_walls: { x: 0, y: -90 } },
    };
  }
}

function copyOf({ id, name, tier, source }: typeof attack) {
  return { $typeName: "playhouse.arena.v1.BehaviorCopy" as const, behaviorId: id, name, tier, source, version: 1, ownerUserId: "", sharing: 3 };
}
