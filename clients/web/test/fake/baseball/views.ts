/** Views of a ball game to look at: one of each phase. */
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { type Card, CardSchema, ChancesSchema, Hand, RatingsSchema } from "@playhouse/client/gen/playhouse/baseball/v1/cards_pb";
import { type Choice, ChoiceSchema, type Decision, DecisionSchema, DieSchema, Mode, OutcomeSchema, Pace, Phase, type Play, PlaySchema, type Team, TeamSchema, type View, ViewSchema } from "@playhouse/client/gen/playhouse/baseball/v1/view_pb";

const people = ["Ruth Alder", "Max Birch", "Ida Cole", "Tom Dale", "Eve Elm", "Sam Ford", "Ann Gray", "Joe Hill", "Kit Ives", "Lou Jay", "Nan Kerr", "Ray Lane", "Zoe Moss", "Abe North"];
const positions = [2, 3, 4, 5, 6, 7, 8, 9, 0];

/** cardsOf are a side's fourteen players: nine who bat, two on the bench, three who pitch. */
function cardsOf(side: string, printed: boolean): Card[] {
  return people.map((name, i) => create(CardSchema, {
    id: `${side}${i}`, name: `${name} ${side.toUpperCase()}`, bats: i % 3 === 0 ? Hand.LEFT : Hand.RIGHT, throws: i % 4 === 0 ? Hand.LEFT : Hand.RIGHT,
    gloves: [{ position: i >= 11 ? 1 : positions[i % 9] || 3, range: 1 + (i % 5), error: 6 + i, arm: i % 5 - 2 }],
    kind: printed
      ? { case: "image", value: { imageUrl: `https://cards.example/${side}${i}.png`, team: "Elm Park", manager: "Somebody" } }
      : { case: "rated", value: { scoutingData: { running: 9 + (i % 8), bunt: "B", hitAndRun: "C", power: i % 2 === 0, steal: { lead: 12, safe: 17, cold: 9 }, enduranceStarting: i >= 11 ? 24 : 0, enduranceRelieving: i >= 11 ? 5 : 0 } } },
  }));
}

/** inFull are the same cards with ratings, as ListCards has them. */
export function inFull(cards: Card[]): Card[] {
  const chances = create(ChancesSchema, { strikeout: 25, walk: 10, single: 20, homeRun: 4, groundB: 24, flyB: 25 });
  return cards.map((card) => (card.kind.case !== "rated" ? card : create(CardSchema, {
    ...card, kind: { case: "rated", value: { ...card.kind.value, ratings: create(RatingsSchema, { battingVersusLeft: chances, battingVersusRight: chances, pitchingVersusLeft: chances, pitchingVersusRight: chances }) } },
  })));
}

function teamOf(side: "h" | "a", name: string, printed = false): Team {
  const cards = cardsOf(side, printed);
  return create(TeamSchema, {
    name, seat: side === "h" ? 1 : 2, computer: side === "a", cards, order: positions.map((position, i) => ({ playerId: cards[i]!.id, position })),
    pitcherId: `${side}11`, bench: [`${side}9`, `${side}10`, `${side}12`, `${side}13`], bullpen: [`${side}12`, `${side}13`], next: 1, designatedHitter: true, visits: 5,
  });
}

const choice = (id: string, name: string, options: [string, string, string][]): Choice => create(ChoiceSchema, {
  id, name, defaultOptionId: options[0]![0], options: options.map(([option, label, effect], i) => ({ id: option, name: label, effect, advice: i === 0 ? 900_000 : 20_000 })),
});

const asked = (kind: string, seat: number, choices: Choice[], more = {}): Decision => create(DecisionSchema, {
  id: "9", seat, kind, choices, opened: timestampFromMs(Date.now()), deadline: timestampFromMs(Date.now() + 45_000), ...more,
});

const offence = () => asked("offence", 1, [
  choice("swing", "At bat", [["away", "Swing away", "The batter’s card as it is."], ["power", "Swing for the fence", "More home runs, more strike-outs."], ["patient", "Take pitches", "More walks."]]),
  choice("steal", "Steal", [["none", "Nobody", "Everybody stays."], ["second", "Second base", "The runner goes with the pitch: safe 14 of 20."]]),
]);
const defence = () => asked("defence", 2, [choice("infield", "Infield", [["back", "Back", "As deep as usual."], ["in", "In", "The throw home beats a runner from third."]])]);

const play = (number: number, inning: number, bottom: boolean, text: string, more = {}): Play => create(PlaySchema, {
  number, inning, bottom, text, kind: "single", cardResult: "single", homeWin: 0.5, tactics: ["Infield: Back"], dice: [create(DieSchema, { faces: 6, value: 4 }), create(DieSchema, { faces: 20, value: 13 })], ...more,
});

/** told are the plays of a game that is under way. */
export const told = (): Play[] => [
  play(1, 1, false, "Ruth Alder A strikes out.", { kind: "strikeout", outs: 1 }), play(2, 1, false, "Max Birch A hits a home run.", { kind: "home_run", runs: 1, awayRuns: 1 }),
  play(3, 1, true, "Ruth Alder H singles.", { movements: [{ playerId: "h0", from: 0, to: 1 }] }),
];

const base = (more: Partial<Omit<View, "$typeName" | "$unknown">> = {}, printed = false): View => create(ViewSchema, {
  phase: Phase.PLATE, inning: 1, bottom: true, outs: 1, batterId: "h1", pitcherId: "a11", pitcherLeft: 12, bases: { 1: { playerId: "h0", pitcherId: "a11" } }, plays: 3,
  options: { leagueId: "pd", mode: Mode.AUTOMATIC, pace: Pace.LIVE, decisionSeconds: 45, innings: 9 },
  rulebook: { leagueId: "pd", leagueName: "PD league", cards: printed ? "image" : "rated", resolution: "odds_ratio", innings: 9, designatedHitter: true, batterMinimum: 3, moundVisits: 5, rosterSize: 26 },
  home: { ...teamOf("h", "Elm Park Robins", printed), hits: 1, line: [0] }, away: { ...teamOf("a", "Anchor Bay Gulls", printed), runs: 1, hits: 1, line: [1] },
  homeWin: 0.47, homeWinHistory: [0.48, 0.42, 0.47], runExpectancy: 0.86, lastPlay: told().at(-1), decisions: [offence(), defence()], ...more,
});

export const lobby = (): View => base({ phase: Phase.LOBBY, inning: 0, plays: 0, bases: {}, decisions: [], lastPlay: undefined, homeWinHistory: [] });
export const plate = (): View => base();
export const running = (): View => base({
  phase: Phase.RUNNING, ballInPlay: "single",
  decisions: [asked("running", 1, [choice("lead", "Ruth Alder H", [["coach", "As the coach judges", "He goes when the ball lies well enough."], ["send", "Send him", "Ruth Alder H goes: safe 13 of 20."]])])],
});
export const printed = (): View => base({
  phase: Phase.RESULT,
  decisions: [asked("result", 1, [choice("result", "The card’s result", [["draw", "Throw for it", "The dice decide."], ["home_run", "Home run", "Everybody scores."], ["single", "Single", "Runners take one base."], ["walk", "Walk", "The batter takes first base."], ["fly_b", "Fly", "Caught."], ["strikeout", "Strike-out", "The batter is out."]])],
    { dice: [6, 6, 6, 20].map((faces, i) => ({ faces, value: [2, 5, 3, 14][i]! })) })],
}, true);
export const finished = (): View => base({
  phase: Phase.FINISHED, decisions: [], bases: {}, homeWin: 1, outcome: create(OutcomeSchema, { winnerSeat: 1, text: "Elm Park Robins beat Anchor Bay Gulls, 2 to 1.", winningPitcherId: "h11", losingPitcherId: "a11", savePitcherId: "h13" }),
});
/** watched is what somebody without a seat has: the same, since nothing in it is theirs. */
export const watched = (): View => plate();
