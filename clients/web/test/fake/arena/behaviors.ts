/** Behaviours, words and an assistant for the fake house. */
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { AssistantService, ProposalStep } from "@playhouse/client/gen/playhouse/arena/v1/assistant_service_pb";
import { type Behavior, BehaviorSchema, Severity, Tier } from "@playhouse/client/gen/playhouse/arena/v1/behavior_pb";
import { BehaviorService } from "@playhouse/client/gen/playhouse/arena/v1/behavior_service_pb";

const house = (name: string, description: string, source: string) => create(BehaviorSchema, { id: `builtin/${name}`, name, description, tier: Tier.RULES, source, sharing: 3, etag: "1", version: 1 });

export const attack = house("attack", "Goes for the nearest enemy.", "rules:\n  - name: hit\n    when: enemies.known > 0\n    do: {target: nearest_enemy, pursue: 3, strike: true}\n  - name: look\n    do: {wander: 1, avoid_walls: 2}\n");
export const swarm = house("swarm", "Stays together and falls upon one after the other.", "# Together, or not at all.\nrules:\n  - name: gather\n    when: allies.seen < 3 and enemies.known > 2\n    do: {cohesion: 3, flee: 1}\n  - name: hit together\n    when: enemies.known > 0\n    do: {target: weakest_enemy, pursue: 2, cohesion: 1, separation: 1, strike: true}\n  - name: flock\n    do: {wander: 1, alignment: 1, cohesion: 1, avoid_walls: 2}\n");
export const behaviors = new Map<string, Behavior>([attack, swarm].map((one) => [one.id, one]));

export function behaviorOf(id: string): Behavior {
  const found = behaviors.get(id);
  if (!found) throw new ConnectError("no such behaviour", Code.NotFound);
  return found;
}

/** Words that are known; what begins with "helth" is wrong, as everybody mistypes it. */
function check(source: string) {
  return source.split("\n").flatMap((line, i) => (line.includes("helth") ? [{ severity: Severity.ERROR, line: i + 1, column: line.indexOf("helth") + 1, length: 5, message: "unknown sense helth; did you mean health?" }] : []));
}

const run = { ticks: 200, own: { team: 1, alive: 4, kills: 3, damageDealt: 310, damageTaken: 220 }, other: { team: 2, alive: 2, kills: 1, damageDealt: 220, damageTaken: 310 }, decided: { "hit together": 120, flock: 45, gather: 12 }, decisions: 177 };
const words = [["health", "number", "0 to 1", "own health as a share of the most"], ["enemies.known", "number", "count", "enemies within the range of recognition"], ["ready", "boolean", "true or false", "a blow can be struck now"], ["pursue", "steering", "0 to 10", "to where the target will be"], ["wander", "steering", "0 to 10", "about, without sudden turns"], ["nearest_enemy", "selector", "target", "the nearest known enemy"], ["strike", "action", "true or false", "hit the target"]];

export function serveBehaviors(router: ConnectRouter): void {
  let made = 0;
  const keep = (behavior: Behavior) => {
    behaviors.set(behavior.id, behavior);
    return { behavior, diagnostics: check(behavior.source) };
  };
  const newId = () => `00000000-0000-7000-8000-b${String(++made).padStart(11, "0")}`;
  router.service(BehaviorService, {
    listBehaviors: () => ({ behaviors: [...behaviors.values()] }),
    getBehavior: ({ id }) => ({ behavior: behaviorOf(id), diagnostics: check(behaviorOf(id).source) }),
    createBehavior: ({ name, description, tier, source, sharing }) => keep(create(BehaviorSchema, { id: newId(), name, description, tier, source, sharing, ownerUserId: "u1", ownerName: "Amber Fox", own: true, etag: "1", version: 1 })),
    updateBehavior: (request) => {
      const now = behaviorOf(request.id);
      if (now.etag !== request.etag) throw new ConnectError("it was changed meanwhile", Code.Aborted);
      const { name = now.name, description = now.description, source = now.source, sharing = now.sharing } = request;
      return keep({ ...now, name, description, source, sharing, etag: `${Number(now.etag) + 1}`, version: now.version + 1 });
    },
    forkBehavior: ({ id }) => keep({ ...behaviorOf(id), id: newId(), name: `${behaviorOf(id).name} 2`, ownerUserId: "u1", ownerName: "Amber Fox", own: true, forkedFrom: id }),
    deleteBehavior: ({ id }) => {
      behaviors.delete(id);
      return {};
    },
    listBehaviorVersions: () => ({ versions: [{ version: 1, source: attack.source }] }),
    validateBehavior: ({ source }) => ({ valid: check(source).length === 0, diagnostics: check(source) }),
    dryRunBehavior: () => ({ run }),
    describeLanguage: () => ({ terms: words.map(([name, kind, detail, meaning]) => ({ name, kind, detail, meaning, tiers: [Tier.RULES, Tier.SCRIPT] })) }),
  });
  serveAssistant(router);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function serveAssistant(router: ConnectRouter): void {
  router.service(AssistantService, {
    getAssistant: () => ({ provider: "offline", note: "It puts together rules of the house by the words it knows.", left: 48, quota: 50 }),
    listProposals: () => ({ proposals: [] }),
    async *askAssistant() {
      for (const text of ["Because ", "it is ", "hurt."]) {
        await pause(100);
        yield { text };
      }
      yield { done: true };
    },
    async *generateBehavior({ wish }) {
      const source = attack.source.replace("hit", "defend");
      for (const [step, text] of [[ProposalStep.RESTATING, "When an enemy is near: attack."], [ProposalStep.WRITING, source], [ProposalStep.VALIDATING, ""], [ProposalStep.DRY_RUN, ""]] as const) {
        await pause(150);
        yield { step, text };
      }
      yield { step: ProposalStep.DONE, proposal: { id: "p1", wish, restatement: { triggers: ["an enemy is near"], actions: ["attack it"], parameters: ["near: 100 units"], questions: ["what when nobody is near?"] }, name: "Defenders", tier: Tier.RULES, source, run, difference: " rules:\n-  - name: hit\n+  - name: defend\n", model: "offline" } };
    },
  });
}
