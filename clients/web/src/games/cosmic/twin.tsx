/**
 * The map in words: where one is and where one can go, as a list that arrow keys
 * walk. It is out of sight until the focus is in it.
 */
import { texts } from "../../texts/cosmic";
import { useBridge } from "./bridge";
import { targetOf } from "./display";
import { useLook } from "./look";
import { type Destination, Mode } from "./proto";
import { useTravel } from "./travel";
import style from "./board.module.css";

const t = texts.board;

export function Twin() {
  const { view, captain, idle } = useBridge();
  const { look } = useLook();
  const travel = useTravel();
  return (
    <section className={style.twin} aria-label={t.twin} data-testid="twin" data-services={[view.yard && "yard", view.market && "market"].filter(Boolean).join(" ")}>
      <h2>{t.twin}</h2>
      <p>{t.from(view.location?.nodeName ?? t.unknown, view.location?.regionName ?? t.unknown)}</p>
      {view.destinations.length === 0 && <p className="soft">{view.mode === Mode.CRUISE ? t.empty : t.held}</p>}
      <ul onKeyDown={walk}>
        {view.destinations.map((one) => (
          <li key={targetOf(one)}>
            <button type="button" data-to={targetOf(one)} data-type={one.type} data-fuel={one.fuel} data-danger={one.danger} data-trade={one.trade || undefined} data-repair={one.repair || undefined} data-visited={one.visited || undefined} aria-disabled={!one.allowed || !captain || idle}
              onFocus={() => look(targetOf(one))} onClick={() => travel(one)}>
              {inWords(one)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** walk moves the focus up and down a list of buttons. */
export function walk(event: React.KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>("button")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  if (at < 0) return;
  event.preventDefault();
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}

/** inWords is a destination in one sentence: everything the preview shows. */
export function inWords(one: Destination): string {
  const services = [one.repair && texts.travel.yard, one.trade && texts.travel.market].filter(Boolean).join(", ");
  return [
    `${one.name}, ${one.nodeId ? texts.types[one.type] : (texts.regions[one.type] ?? t.region)}`,
    texts.travel.fuel(one.fuel), `${texts.travel.danger} ${texts.percent(one.danger)}`, services,
    one.questIds.length > 0 ? texts.travel.quest : "", one.allowed ? texts.travel.left(one.fuelLeft) : `${texts.travel.barred}: ${one.message}`,
  ].filter(Boolean).join(", ");
}
