/** How a world came out, and what next. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { command } from "@playhouse/client";
import { texts as common } from "../../texts";
import { texts } from "../../texts/arena";
import type { TableProps } from "../index";
import { arenaClient } from "./client";
import { nameOfTeam, useDesk } from "./desk";
import { TeamMark } from "./mark";
import type { View } from "./proto";
import style from "./result.module.css";

const t = texts.result;

export function Outcome({ view }: { view: View }) {
  const [open, setOpen] = useState(true);
  const { result, teams, config } = view;
  if (!open || !result) return null;
  return (
    <div className={style.veil}>
      <section className={style.card} aria-labelledby="outcome" data-testid="result" data-winner={result.winner}>
        <div className="overline">{t.overline}</div>
        <h2 id="outcome">{result.winner > 0 ? t.won(nameOfTeam(teams, result.winner)) : result.reason === 0 ? t.byHand : t.nobody}</h2>
        <p>{t.reasons[result.reason]} <span className="soft">{t.after(texts.clock(result.tick, config?.tickRate ?? 30))}</span></p>
        {result.teams.length > 0 && (
          <table className={style.figures}>
            <thead><tr>{t.columns.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
            <tbody>
              {result.teams.map(({ team, alive, kills, deaths, damageDealt }) => (
                <tr key={team}><th scope="row"><TeamMark team={team} /> {nameOfTeam(teams, team)}</th><td>{alive}</td><td>{kills}</td><td>{deaths}</td><td>{texts.round(damageDealt)}</td></tr>
              ))}
            </tbody>
          </table>
        )}
        {result.hash && <p className={style.hash}>{t.hash(result.hash)}</p>}
        <div><Button variant="default" onClick={() => setOpen(false)}>{t.close}</Button></div>
      </section>
    </div>
  );
}

/** Afterwards stands where the tools were. */
export function Afterwards({ rematch }: { rematch: TableProps["rematch"] }) {
  const { view, room, sessionId } = useDesk();
  const again = () => rematch(async () => (await command((commandId, options) => arenaClient.create({
    config: view.config && { ...view.config, seed: "" }, teamNames: view.teams.map((one) => one.name),
    behaviorIds: view.teams.map((one) => one.behavior?.behaviorId ?? ""), title: room.title, visibility: room.visibility, running: true, commandId,
  }, options))).sessionId);
  return (
    <div className={style.after}>
      <Button onClick={again}>{texts.bar.again}</Button>
      <Link to="/$game/$sessionId" params={{ game: "arena", sessionId: "replay" }} search={{ of: sessionId } as never}>{texts.bar.replay}</Link>
      <Link to="/$game/$sessionId/history" params={{ game: "arena", sessionId }}>{common.table.history}</Link>
      <Link to="/">{common.table.home}</Link>
    </div>
  );
}
