/** The hybrid helper: which cardboard tile to lay where, and the word that it lies there. */
import { Button } from "@mantine/core";
import type { Problem } from "@playhouse/client";
import { texts as own } from "../../texts/labyrinth";
import { Say } from "../../ui/pieces";
import type { View } from "./proto";
import style from "./table.module.css";

const t = own;

interface PlacementsProps {
  view: View;
  confirm: () => void;
  pending: boolean;
  problem: Problem | undefined;
}

export function Placements({ view, confirm, pending, problem }: PlacementsProps) {
  const mine = view.seat > 0 && view.waiting.includes(view.seat);
  return (
    <div className={style.bar}>
      <div className={style.lay}>
        <h2>{t.place}</h2>
        <p className="soft">{t.placeLead}</p>
        <ul className={style.toLay}>
          {view.tilesToPlace.map((one) => (
            <li key={one.tile?.code}>
              {one.tile && <img src={`/tiles/${one.tile.image}.svg`} alt="" width="44" height="44" />}
              <span>{t.placeOne(one.tile?.code ?? "", one.where)}</span>
            </li>
          ))}
        </ul>
      </div>
      {mine ? <Button size="md" loading={pending} onClick={confirm}>{t.placed}</Button> : <p className={style.state} role="status">{t.placeWaiting}</p>}
      <Say problem={problem} />
    </div>
  );
}
