/** How it ended: who won, who pitched for it, and what next. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { roomv1 } from "@playhouse/client";
import { texts as common } from "../../texts";
import { texts } from "../../texts/baseball";
import type { TableProps } from "../index";
import { Line, type LineTeam } from "./line";
import type { Outcome as Ending, View } from "./proto";
import { readCards } from "./cards";
import { again, exhibit, playBall } from "./quick";
import { nameIn } from "./sides";
import { ToLeague } from "./toleague";
import style from "./outcome.module.css";

const t = texts.outcome;

export function Outcome({ view, seat }: { view: View; seat: number }) {
  const [open, setOpen] = useState(true);
  const { outcome, home, away, options } = view;
  if (!open || !outcome || !home || !away) return null;
  const winner = outcome.winnerSeat === 1 ? home : away;
  return (
    <div className={style.veil}>
      <section className={style.card} aria-labelledby="outcome" data-testid="result" data-won={seat === outcome.winnerSeat || undefined} data-winner={outcome.winnerSeat}>
        <div className="overline">{common.table.finished}</div>
        <h2 id="outcome">{t.won(winner.name)}</h2>
        <p>{outcome.text}</p>
        <Line away={away as LineTeam} home={home as LineTeam} innings={options?.innings ?? 9} label={t.line} />
        <Pitchers outcome={outcome} view={view} />
        <div><Button variant="default" onClick={() => setOpen(false)}>{t.close}</Button></div>
      </section>
    </div>
  );
}

function Pitchers({ outcome, view }: { outcome: Ending; view: View }) {
  const winner = outcome.winnerSeat === 1 ? view.home : view.away;
  const loser = outcome.winnerSeat === 1 ? view.away : view.home;
  const all = [[t.w, nameIn(winner, outcome.winningPitcherId)], [t.l, nameIn(loser, outcome.losingPitcherId)], [t.s, nameIn(winner, outcome.savePitcherId)]].filter(([, name]) => name);
  return <dl className={style.pitchers}>{all.map(([title, name]) => <div key={title}><dt>{title}</dt><dd>{name}</dd></div>)}</dl>;
}

/** Afterwards stands where decisions were. */
export function Afterwards({ view, room, sessionId, rematch }: { view: View; room: roomv1.Room; sessionId: string; rematch: TableProps["rematch"] }) {
  const { options, outcome } = view;
  const params = { game: "baseball", sessionId };
  const people = room.members.filter((member) => member.seat > 0 && !member.bot).length;
  const set = () => rematch(async () => {
    const cards = await readCards(sessionId);
    const next = await again({
      leagueId: options?.leagueId, mode: options?.mode, pace: options?.pace, decisionSeconds: options?.decisionSeconds, innings: options?.innings,
      runningDecisions: options?.runningDecisions, title: room.title, visibility: room.visibility,
      home: view.home && { name: view.home.name, cards: cards.home }, away: view.away && { name: view.away.name, cards: cards.away },
    });
    if (people === 0) await exhibit(next);
    if (people === 1) await playBall(next);
    return next;
  });
  return (
    <div className={style.after}>
      <strong>{outcome?.text}</strong>
      <Button onClick={set}>{common.table.rematch}</Button>
      <ToLeague />
      <Link to="/$game/$sessionId/history" params={params}>{common.table.history}</Link>
      <Link to="/$game/$sessionId/dice" params={params}>{common.table.dice}</Link>
      <Link to="/">{common.table.home}</Link>
    </div>
  );
}
