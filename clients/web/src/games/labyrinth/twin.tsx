/**
 * The board in words: everything the canvas shows and everything one can do on
 * it, as lists and buttons. It is out of sight until the focus is in it.
 */
import { texts as own } from "../../texts/labyrinth";
import { isDeclared, type Offer } from "./offers";
import { condition } from "./place-menu";
import type { View } from "./proto";
import style from "./table.module.css";

const t = own;

interface TwinProps {
  view: View;
  offers: Offer[];
  act: (offer: Offer) => void;
  busy: boolean;
}

export function Twin({ view, offers, act, busy }: TwinProps) {
  const size = view.options?.size ?? 0;
  const codeAt = (cell: { x: number; y: number } | undefined) => (cell ? (view.tiles[cell.y * size + cell.x]?.code ?? t.unknownCell) : "");
  const figures = Object.values(view.figures).toSorted((a, b) => a.id.localeCompare(b.id));
  const loose = offers.filter((offer) => !offer.targetId);
  return (
    <section className={style.twin} aria-label={t.twin} data-testid="twin">
      <h2>{t.twin}</h2>
      <h3>{t.twinFigures}</h3>
      <ul>
        {figures.map((figure) => (
          <li key={figure.id} data-figure={figure.id} data-cell={figure.cell && `${figure.cell.x},${figure.cell.y}`}>
            {figure.name}, {condition(figure)}, {t.at(codeAt(figure.cell))}
            <Buttons view={view} offers={offers.filter((offer) => offer.targetId === figure.id)} act={act} busy={busy} />
          </li>
        ))}
        {Object.values(view.objects).map((thing) => (
          <li key={thing.id} data-thing={thing.kind}>{thing.name}, {t.at(codeAt(thing.cell))}</li>
        ))}
      </ul>
      <h3>{t.twinTiles}</h3>
      <Buttons view={view} offers={loose} act={act} busy={busy} />
    </section>
  );
}

function Buttons({ view, offers, act, busy }: TwinProps) {
  if (offers.length === 0) return null;
  return (
    <ul>
      {offers.map((offer) => (
        <li key={offer.id}>
          <button type="button" disabled={busy} data-offer={offer.type} data-cell={offer.cell && `${offer.cell.x},${offer.cell.y}`}
            aria-pressed={isDeclared(view, offer)} onClick={() => act(offer)}>
            {offer.label}
          </button>
        </li>
      ))}
    </ul>
  );
}
