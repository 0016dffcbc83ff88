/** The field in words: who stands where. Out of sight until the focus is in it. */
import { texts } from "../../texts/baseball";
import type { View } from "./proto";
import { batting, fielderIds, fielding, nameIn } from "./sides";
import style from "./table.module.css";

const t = texts.board;

export function Twin({ view }: { view: View }) {
  const offence = view[batting(view)];
  const defence = view[fielding(view)];
  return (
    <section className="unseen" aria-label={t.twin} data-testid="twin" data-inning={view.inning} data-half={view.bottom ? "bottom" : "top"} data-outs={view.outs} data-plays={view.plays}>
      <h2>{t.twin}</h2>
      <h3>{t.plate}</h3>
      <p data-testid="batter" data-player={view.batterId}>{nameIn(offence, view.batterId)}</p>
      <h3>{t.runners}</h3>
      <ul className={style.plain}>
        {[1, 2, 3].flatMap((base) => {
          const runner = view.bases[base];
          return runner ? [<li key={base} data-base={base} data-player={runner.playerId}>{nameIn(offence, runner.playerId)}, {texts.bases[base]}</li>] : [];
        })}
      </ul>
      <h3>{t.fielders}</h3>
      <ul className={style.plain}>
        {Object.entries(fielderIds(defence)).map(([position, playerId]) => (
          <li key={position} data-position={position} data-player={playerId}>{nameIn(defence, playerId)}, {texts.positionNames[Number(position)]}</li>
        ))}
      </ul>
    </section>
  );
}
