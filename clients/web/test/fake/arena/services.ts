/** Arena of the fake house. */
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { ArenaService } from "@playhouse/client/gen/playhouse/arena/v1/arena_service_pb";
import { ConfigSchema } from "@playhouse/client/gen/playhouse/arena/v1/config_pb";
import { WorldConfigService } from "@playhouse/client/gen/playhouse/arena/v1/world_config_service_pb";
import type { FakeHouse } from "../house";
import { serveBehaviors } from "./behaviors";
import { FakeWorld } from "./world";

export const worlds = new Map<string, FakeWorld>();
const address = (n: number) => `00000000-0000-7000-8000-a${String(n).padStart(11, "0")}`;

/** worldOf is a world by its address; for looking, ...a00000005000 has five thousand agents. */
export function worldOf(house: FakeHouse, id: string): FakeWorld {
  const agents = Number(/^00000000-0000-7000-8000-a0*(\d+)$/.exec(id)?.[1] ?? 0);
  if (!worlds.has(id) && agents >= 100) worlds.set(id, new FakeWorld(id, house.user, agents > 1000 ? { areaWidth: 2400, areaHeight: 1500 } : {}, agents));
  const world = worlds.get(id);
  if (!world) throw new ConnectError("no such session", Code.NotFound);
  return world;
}

export function serveArena(house: FakeHouse, router: ConnectRouter): void {
  const at = (id: string) => worldOf(house, id);
  const time = (running: boolean) => ({ sessionId }: { sessionId: string }) => ({ version: at(sessionId).change({ running }, [{ action: running ? "started" : "paused", narration: running ? "Time passes." : "Time stands still." }]) });
  router.service(ArenaService, {
    create: ({ config }) => {
      const id = address(worlds.size + 1);
      worlds.set(id, new FakeWorld(id, house.user, config?.agentCount ? { agentCount: config.agentCount } : {}, (config?.agentCount ?? 5) * 2));
      return { sessionId: id };
    },
    getView: ({ sessionId }) => at(sessionId),
    watch: ({ sessionId }, context) => at(sessionId).watch(context.signal),
    watchWorld: ({ sessionId, inspect }, context) => at(sessionId).frames(inspect, context.signal),
    start: time(true),
    pause: time(false),
    step: ({ sessionId, ticks }) => {
      at(sessionId).swarm.step(ticks);
      return { version: at(sessionId).say() };
    },
    setSpeed: ({ sessionId, speed }) => ({ version: at(sessionId).change({ speed }, []) }),
    editWalls: ({ sessionId, add, remove }) => ({ version: at(sessionId).editWalls(add, remove) }),
    assignBehavior: ({ sessionId, who, behaviorId }) => ({ version: at(sessionId).assign(who?.team ?? 0, behaviorId) }),
    getReplay: () => ({ run: 1, runs: 1, lastTick: 600, tickRate: 30, playable: true, config: create(ConfigSchema, { areaWidth: 1000, areaHeight: 620 }), marks: [{ tick: 0, action: "created", narration: "The world is made." }, { tick: 300, action: "walled", narration: "1 wall built." }] }),
    async *watchReplay({ sessionId, fromTick, speed }) {
      const { swarm } = at(sessionId);
      for (let tick = fromTick; tick <= 600; tick += 3) {
        yield { frame: { ...swarm.frame(true), tick }, teams: [at(sessionId).metrics(1), at(sessionId).metrics(2)] };
        if (speed === 0) return;
        swarm.step(3);
        await new Promise((resolve) => setTimeout(resolve, 100 / speed));
      }
    },
    async *verifyReplay() {
      for (let tick = 100; tick <= 600; tick += 100) {
        yield { tick, lastTick: 600, agreed: tick / 100, done: tick === 600, verified: tick === 600 };
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async *runExperiment() {
      for (let played = 5; played <= 100; played += 5) {
        const sure = 0.4 / Math.sqrt(played / 5);
        yield { played, matches: 100, wins: Math.round(played * 0.6), draws: 2, share: 0.61, shareLow: 0.61 - sure, shareHigh: 0.61 + sure, done: played === 100, matchesPerSecond: 37, first: at(address(600)).metrics(1), second: at(address(600)).metrics(2) };
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    },
    getLadder: () => ({ scenarios: ["duel", "skirmish", "battle", "islands"], rungs: [{ rank: 1, behaviorId: "builtin/swarm", name: "swarm", rating: 1612, deviation: 60, matches: 80, version: 1 }, { rank: 2, behaviorId: "x", name: "Kite's own", ownerName: "Merry Wren", rating: 1490, deviation: 80, matches: 40, version: 3 }] }),
  });
  router.service(WorldConfigService, { listWorldConfigs: () => ({ worldConfigs: [{ id: "default", name: "default", usual: true, etag: "1", config: create(ConfigSchema, { agentCount: 5, areaWidth: 800, areaHeight: 600 }) }] }) });
  serveBehaviors(router);
}
