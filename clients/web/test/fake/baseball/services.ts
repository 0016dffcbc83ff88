/** Baseball of the fake house. */
import { create } from "@bufbuild/protobuf";
import type { ConnectRouter } from "@connectrpc/connect";
import { BaseballService } from "@playhouse/client/gen/playhouse/baseball/v1/baseball_service_pb";
import { BoxScoreSchema, RulebookSchema, type Team } from "@playhouse/client/gen/playhouse/baseball/v1/view_pb";
import type { FakeHouse } from "../house";
import { inFull } from "./views";

const leagues = [["pd", "PD league", "rated", "odds_ratio"], ["sba", "SBA league", "image", "chart"]].map(([leagueId, leagueName, cards, resolution]) =>
  create(RulebookSchema, { leagueId, leagueName, cards, resolution, innings: 9, designatedHitter: true, batterMinimum: 3, moundVisits: 5, rosterSize: 26 }));

const pageOf = (team: Team) => ({
  name: team.name, runs: team.runs, hits: team.hits, line: team.line, batting: team.order.map(({ playerId }, i) => ({ playerId, pa: 1, ab: 1, r: i === 1 ? team.runs : 0, h: i === 1 ? team.hits : 0 })),
  pitching: [{ playerId: team.pitcherId, outs: 3, bf: 4 }], fielding: [{ playerId: team.order[0]!.playerId, po: 1 }],
});

export function serveBaseball(house: FakeHouse, router: ConnectRouter): void {
  const at = (sessionId: string) => house.ballgame(sessionId);
  const decided = (request: { sessionId: string }) => ({ version: at(request.sessionId).decide(request) });
  router.service(BaseballService, {
    listLeagues: () => ({ leagues }),
    create: (request) => {
      if (house.refuse) throw house.refuse;
      house.asked = request;
      return { sessionId: house.ball(undefined, request.title).room.sessionId };
    },
    watch: ({ sessionId }, context) => at(sessionId).watch(context.signal),
    getView: ({ sessionId }) => at(sessionId),
    listPlays: ({ sessionId }) => ({ plays: at(sessionId).plays }),
    listCards: ({ sessionId }) => ({ home: inFull(at(sessionId).view.home!.cards), away: inFull(at(sessionId).view.away!.cards) }),
    getBoxScore: ({ sessionId }) => ({ boxScore: create(BoxScoreSchema, { home: pageOf(at(sessionId).view.home!), away: pageOf(at(sessionId).view.away!) }) }),
    setLineup: ({ sessionId, order }) => ({ version: at(sessionId).write(order) }),
    decideOffence: decided,
    decideDefence: decided,
    decideRunning: decided,
    decideThrow: decided,
    enterResult: decided,
  });
}
