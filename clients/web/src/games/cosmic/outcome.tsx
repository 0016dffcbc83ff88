/** How the voyage ended: the result, what was achieved, where it stands on the board, and what next. */
import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { command, leaderboardv1, type roomv1 } from "@playhouse/client";
import { texts } from "../../texts/cosmic";
import type { TableProps } from "../index";
import { useBridge } from "./bridge";
import { cosmicClient } from "./client";
import { Achievements } from "./log";
import { unrankedBy } from "./options";
import { type Options, type Outcome as OutcomeView, VoyageStatus } from "./proto";
import panel from "./panels.module.css";
import style from "./outcome.module.css";

const t = texts.outcome;

export function Outcome() {
  const { view, sessionId } = useBridge();
  const { outcome } = view;
  if (!outcome) return null;
  const reached = view.achievements.some((one) => one.reached);
  return (
    <div className={style.veil}>
      <section className={style.card} aria-labelledby="outcome" data-testid="result" data-status={VoyageStatus[outcome.status]}>
        <div className={style.words}>
          <div className="overline">{t.overline}</div>
          <h2 id="outcome">{t.titles[outcome.status]}</h2>
          <p>{outcome.text}</p>
        </div>
        <dl className={style.figures}>
          <div><dt>{t.score}</dt><dd data-testid="score">{texts.number(outcome.score)}</dd></div>
          <div><dt>{t.netWorth}</dt><dd>{texts.number(outcome.netWorth)}</dd></div>
          <div><dt>{t.turns}</dt><dd>{texts.number(view.captain?.turn ?? 0)}</dd></div>
        </dl>
        <Rank outcome={outcome} sessionId={sessionId} />
        <section className={panel.part}>
          <h3>{t.achievements}</h3>
          {reached ? <Achievements reached /> : <p className="soft">{t.none}</p>}
        </section>
      </section>
    </div>
  );
}

/** How often the board is asked for an entry that is not there yet. */
const tries = 8;

/** Rank looks the captain up on the board until the entry is there: it is checked first, which takes a moment. */
function Rank({ outcome, sessionId }: { outcome: OutcomeView; sessionId: string }) {
  const unranked = unrankedBy(useBridge().room);
  const [asked, setAsked] = useState(0);
  const isHere = (data: leaderboardv1.ListEntriesResponse | undefined) => data?.entries.find((one) => one.sessionId === sessionId);
  const { data, dataUpdatedAt } = useQuery(leaderboardv1.LeaderboardService.method.listEntries,
    { game: "cosmic", ruleset: outcome.ruleset, season: leaderboardv1.Season.ALL, pageSize: 100 },
    { enabled: outcome.ruleset !== "" && !unranked, staleTime: 0, refetchInterval: (query) => (asked >= tries || isHere(query.state.data) ? false : 2_000) });
  useEffect(() => setAsked((n) => n + 1), [dataUpdatedAt]);
  if (!outcome.ruleset) return null;
  const entry = isHere(data);
  const text = unranked ? t.unranked(unranked) : entry ? t.rank(entry.rank, outcome.ruleset)
    : data?.own ? t.best(data.own.rank, outcome.ruleset)
    : asked >= tries ? t.late : t.checking;
  return (
    <p className={style.rank} role="status">
      {text} <Link to="/leaderboards" search={{ game: "cosmic", ruleset: outcome.ruleset } as never}>{t.toBoard}</Link>
    </p>
  );
}

/** Afterwards stands where the actions were. */
export function Afterwards({ room, rematch }: { room: roomv1.Room; rematch: TableProps["rematch"] }) {
  const { view, sessionId } = useBridge();
  const params = { game: "cosmic", sessionId };
  const again = (seed: string) => rematch(async () => (await command((commandId, options) => cosmicClient.create({ ...lengthOf(view.options), commandId, seed, title: room.title, visibility: room.visibility }, options))).sessionId);
  return (
    <div className={style.after}>
      <Button onClick={() => again("")}>{t.again}</Button>
      <Button variant="default" onClick={() => again(view.options?.seed ?? "")}>{t.same}</Button>
      <Link to="/$game/$sessionId/history" params={params}>{t.replay}</Link>
      <Link to="/$game/$sessionId/dice" params={params}>{t.dice}</Link>
      <Link to="/">{t.home}</Link>
    </div>
  );
}

/** lengthOf is what a voyage of the same kind is asked for with; an endless one has neither length nor goal. */
function lengthOf(options: Options | undefined) {
  if (!options || options.endless) return { endless: options?.endless ?? false };
  return { maxTurns: options.maxTurns, victoryCredits: options.victoryCredits };
}
