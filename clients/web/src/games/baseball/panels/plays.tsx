/** Play by play, half by half; and all that was told besides. */
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/baseball";
import { Log, type LogLine } from "../../../ui/table/log";
import type { Play } from "../proto";
import style from "../sheet.module.css";

const t = texts.plays;

export function Plays({ plays, story }: { plays: Play[]; story: LogLine[] }) {
  const [shown, setShown] = useState("plays");
  return (
    <>
      <SegmentedControl fullWidth aria-label={t.label} value={shown} onChange={setShown} data={Object.entries(t.views).map(([value, label]) => ({ value, label }))} />
      {shown === "told" ? <Log lines={story} /> : plays.length === 0 ? <p className="soft">{t.empty}</p> : <Halves plays={plays} />}
    </>
  );
}

/** halvesOf groups plays by half-inning, the latest first. */
export function halvesOf(plays: Play[]): { key: string; inning: number; bottom: boolean; plays: Play[] }[] {
  const halves: { key: string; inning: number; bottom: boolean; plays: Play[] }[] = [];
  for (const play of plays) {
    const last = halves.at(-1);
    if (last?.inning === play.inning && last.bottom === play.bottom) last.plays.push(play);
    else halves.push({ key: `${play.inning}${play.bottom}`, inning: play.inning, bottom: play.bottom, plays: [play] });
  }
  return halves.toReversed();
}

function Halves({ plays }: { plays: Play[] }) {
  return (
    <div className={style.plays} role="region" aria-label={t.list} data-testid="plays" data-count={plays.length}>
      {halvesOf(plays).map((half) => (
        <section key={half.key}>
          <h3>{t.half(half.inning, half.bottom)}</h3>
          <ol>
            {half.plays.map((play) => (
              <li key={play.number} data-runs={play.runs || undefined}><span>{play.text}</span><span>{play.runs > 0 && t.score(play.awayRuns, play.homeRuns)}</span></li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
