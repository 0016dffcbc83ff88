/** The scorebug: who leads, where the game is, who faces whom. */
import { texts } from "../../texts/baseball";
import { Phase, type Team, type View } from "./proto";
import { batting, fielding, nameIn, shortOf } from "./sides";
import style from "./scorebug.module.css";

const t = texts.bug;

export function Scorebug({ view }: { view: View }) {
  const { phase, away, home, inning, bottom, outs, bases } = view;
  const over = phase === Phase.FINISHED;
  const on = [1, 2, 3].filter((base) => bases[base]);
  const names = { home: shortOf(home, away), away: shortOf(away, home) };
  return (
    <div className={style.frame}><section className={style.bug} aria-label={t.label} data-testid="scorebug">
      <Score team={away} name={names.away} bats={!over && !bottom} side="away" />
      <Score team={home} name={names.home} bats={!over && bottom} side="home" />
      <div className={style.inning} data-testid="inning">
        {over ? <b>{t.final}</b> : <><span aria-hidden="true">{bottom ? "▼" : "▲"}</span> <b>{inning}</b><span className="unseen"> {t.half(inning, bottom)}</span></>}
      </div>
      <Bases on={over ? [] : on} />
      <div className={style.outs} role="img" aria-label={t.outs(outs)}>{[0, 1, 2].map((n) => <i key={n} data-lit={n < outs || undefined} />)}</div>
      {!over && (
        <div className={style.faces}>
          <span><small>{t.at}</small> {nameIn(view[batting(view)], view.batterId)}</span>
          <span><small>{t.pitching}</small> {nameIn(view[fielding(view)], view.pitcherId)} <em data-tired={view.pitcherLeft < 0 || undefined}>{t.leftShort(view.pitcherLeft)}</em></span>
        </div>
      )}
      {!over && <div className={style.win} data-testid="win"><small>{t.winLabel}</small> <span>{t.win(Math.max(view.homeWin, 1 - view.homeWin), view.homeWin >= 0.5 ? names.home : names.away)}</span></div>}
    </section></div>
  );
}

function Score({ team, name, bats, side }: { team: Team | undefined; name: string; bats: boolean; side: "home" | "away" }) {
  return (
    <div className={style.score} data-bats={bats || undefined} data-side={side}>
      <i aria-hidden="true" /><span title={team?.name}>{name}</span> <strong data-testid={`runs-${side}`}>{team?.runs ?? 0}</strong>
    </div>
  );
}

const corners = { 1: "37,24 46,15 37,6 28,15", 2: "25,12 34,3 25,-6 16,3", 3: "13,24 22,15 13,6 4,15" } as const;

function Bases({ on }: { on: number[] }) {
  return (
    <svg className={style.bases} viewBox="2 -8 46 34" role="img" aria-label={t.bases(on)} data-testid="bases" data-on={on.join("")}>
      {([1, 2, 3] as const).map((base) => <polygon key={base} points={corners[base]} data-on={on.includes(base) || undefined} />)}
    </svg>
  );
}
