/** How it stands: line score, the last play with its dice, the chance to win. */
import { texts } from "../../../texts/baseball";
import { Dice } from "../dice";
import { Line, type LineTeam } from "../line";
import { resultInWords } from "../options";
import { Phase, type Play, type View } from "../proto";
import { WinPlot } from "../winplot";
import style from "../sheet.module.css";

const t = texts.score;

export function Score({ view, plays }: { view: View; plays: Play[] }) {
  const { away, home, lastPlay, options } = view;
  return (
    <>
      <section className={style.part}>{away && home && <Line away={away as LineTeam} home={home as LineTeam} innings={options?.innings ?? 9} />}</section>
      <section className={style.part}><h3>{t.last}</h3>{lastPlay ? <Told play={lastPlay} /> : <p className="soft">{t.none}</p>}</section>
      <section className={style.part}>
        <h3>{t.win}</h3>
        <WinPlot history={view.homeWinHistory} now={view.homeWin} team={home?.name ?? ""} told={plays.map((play) => play.text)} />
        {view.phase !== Phase.FINISHED && view.inning > 0 && <p className="soft">{t.runs(view.runExpectancy)}</p>}
      </section>
    </>
  );
}

/** Told is a play in words, with what was decided and the dice. */
function Told({ play }: { play: Play }) {
  return (
    <>
      <p className={style.told} data-testid="last-play">{play.text}</p>
      {play.cardResult && <p className="soft">{t.card(resultInWords(play.cardResult))}</p>}
      <Dice dice={play.dice} />
      {play.tactics.length > 0 && <ul className={style.tactics} aria-label={t.tactics}>{play.tactics.map((one) => <li key={one}>{one}</li>)}</ul>}
      <p className="soft">{t.value(play.runValue)}</p>
    </>
  );
}
