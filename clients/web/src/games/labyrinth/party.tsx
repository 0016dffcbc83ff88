/** The party at a glance: health, burdens, what is done and what is not. */
import type { roomv1 } from "@playhouse/client";
import { texts as own } from "../../texts/labyrinth";
import { Portrait } from "../../ui/portrait";
import { Icon } from "../../ui/icons";
import { portraitOf } from "./options";
import { seatColour } from "./paint-figures";
import { condition } from "./place-menu";
import { CharacterType, type Figure, Phase, type View } from "./proto";
import style from "./party.module.css";

const t = own;

export function Party({ view, room }: { view: View; room: roomv1.Room }) {
  const party = Object.values(view.figures).filter((figure) => figure.type === CharacterType.PLAYER).toSorted((a, b) => a.seat - b.seat);
  return (
    <>
      {view.objectives.length > 0 && (
        <section aria-labelledby="objectives">
          <h2 id="objectives" className={style.title}>{t.objectives}</h2>
          <ul className={style.objectives}>
            {view.objectives.map((one) => (
              <li key={one.text} data-done={one.done || undefined}>
                <Icon name={one.done ? "check" : "flag"} size={17} /> <span>{one.text}</span><span className="unseen">{one.done ? t.done : t.open}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="party">
        <h2 id="party" className={style.title}>{t.party}</h2>
        <ul className={style.party}>
          {party.map((figure) => <Companion key={figure.id} figure={figure} view={view} name={room.members.find((member) => member.seat === figure.seat)?.displayName} />)}
        </ul>
      </section>
    </>
  );
}

function Companion({ figure, view, name }: { figure: Figure; view: View; name: string | undefined }) {
  const portrait = portraitOf(figure.characterId);
  const declared = view.declared.includes(figure.seat);
  const share = figure.maxHealth > 0 ? figure.health / figure.maxHealth : 0;
  return (
    <li className={style.one} data-own={figure.seat === view.seat || undefined} data-gone={figure.dead || undefined}>
      <span className={style.face} style={{ borderColor: seatColour(figure.seat) }}>
        {portrait ? <Portrait src={`/portraits/${portrait}.svg`} name={figure.name} /> : figure.name.slice(0, 1)}
        <b style={{ background: seatColour(figure.seat) }}>{figure.seat}</b>
      </span>
      <div className={style.about}>
        <div className={style.names}><strong>{figure.name}</strong> <span className="soft">{name}</span></div>
        <div className={style.bar} data-low={share < 0.34 || undefined}><i style={{ width: `${share * 100}%` }} /></div>
        <div className={style.facts}>
          <span>{condition(figure)}</span>
          {view.phase === Phase.DECLARATION && !figure.dead && !figure.downed && !figure.escaped && (
            <span data-done={declared || undefined} className={style.decided}>{declared ? t.declared : t.deciding}</span>
          )}
        </div>
        <div className={style.facts}>
          <span>{t.specialIn(figure.specialReadyIn)}</span>
          {figure.carries && <span>{t.carries(view.figures[figure.carries]?.name ?? figure.carries)}</span>}
        </div>
        {figure.items.length > 0 && (
          <ul className={style.items}>
            {figure.items.map((item) => <li key={item.id} title={item.effect} data-spent={item.uses === 0 || undefined}>{item.name} {t.uses(item.uses)}</li>)}
          </ul>
        )}
      </div>
    </li>
  );
}
