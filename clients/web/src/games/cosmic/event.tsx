/** An event: what is seen, and what one can do about it, each with its risk in the open. */
import { sentence } from "../../rpc/errors";
import { texts } from "../../texts/cosmic";
import { useBridge } from "./bridge";
import type { Deed } from "./deeds";
import style from "./event.module.css";

const t = texts.event;

export function EventCard({ deeds }: { deeds: Deed[] }) {
  const { view, captain, idle, act } = useBridge();
  const { encounter, location } = view;
  if (!encounter) return null;
  return (
    <div className={style.veil}>
      <section className={style.card} aria-labelledby="event" data-testid="event" data-region={location?.regionType}>
        <div className={style.words}>
          <div className="overline">{t.overline}{location && ` · ${location.nodeName}`}</div>
          <h2 id="event">{encounter.title}</h2>
          <p>{encounter.text}</p>
        </div>
        <ul className={style.choices}>
          {deeds.map((deed) => (
            <li key={deed.id}>
              <button type="button" data-choice={deed.id} aria-disabled={!deed.allowed || !captain || idle} onClick={() => deed.allowed && captain && !idle && void act(deed.order)}>
                {captain && <kbd aria-label={texts.key(deed.key ?? "")}>{deed.key}</kbd>}
                <span><strong>{deed.text}</strong><small data-why={!deed.allowed || undefined}>{deed.allowed ? deed.effect : sentence(deed.message)}</small></span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
