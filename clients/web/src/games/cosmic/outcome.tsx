/** How the voyage ended: the result, what was achieved, where it stands on the board, and what next. */
import { useQuery } from "@connectrpc/connect-query";
import { Button, PasswordInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { command, leaderboardv1, type roomv1 } from "@playhouse/client";
import { texts } from "../../texts/cosmic";
import type { TableProps } from "../index";
import { useBridge } from "./bridge";
import { cosmicClient } from "./client";
import { Achievements } from "./log";
import { unrankedBy } from "./options";
import { keepPassword, passwordOf } from "./passwords";
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
    <div className={style.veil} role="region" aria-label={t.overline} tabIndex={0}>
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
        <p className={panel.fine}>{t.scoreHint}</p>
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
  const { room, view } = useBridge();
  const unranked = unrankedBy(room, view.options);
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
  // A password cannot be read back: only the page that set it still knows it.
  const [password, setPassword] = useState(() => passwordOf(sessionId));
  const again = (wish: Wish) => rematch(async () => {
    const made = await command((commandId, options) => cosmicClient.create({ ...wish, commandId, title: room.title, visibility: room.visibility, password }, options));
    keepPassword(made.sessionId, password);
    return made.sessionId;
  });
  return (
    <div className={style.after}>
      {room.hasPassword && <PasswordInput size="xs" className={style.password} aria-label={t.password} placeholder={t.password} autoComplete="off" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />}
      <Button onClick={() => again(lengthOf(view.options))}>{t.again}</Button>
      <Button variant="default" onClick={() => again(sameAs(view.options))}>{t.same}</Button>
      <Link to="/$game/$sessionId/history" params={params}>{t.replay}</Link>
      <Link to="/$game/$sessionId/dice" params={params}>{t.dice}</Link>
      <Link to="/">{t.home}</Link>
    </div>
  );
}

/** What kind of voyage is asked for. */
interface Wish {
  daily?: boolean;
  seed?: string;
  endless?: boolean;
  maxTurns?: number;
  victoryCredits?: number;
}

/** sameAs is a voyage under the same stars: another try at today's, if it was today's. */
function sameAs(options: Options | undefined): Wish {
  if (options?.daily && options.daily === new Date().toISOString().slice(0, 10)) return { daily: true };
  return { ...lengthOf(options), seed: options?.seed ?? "" };
}

/** lengthOf is what a voyage of the same kind is asked for with; an endless one has neither length nor goal. */
function lengthOf(options: Options | undefined): Wish {
  if (!options || options.endless) return { endless: options?.endless ?? false };
  return { maxTurns: options.maxTurns, victoryCredits: options.victoryCredits };
}
