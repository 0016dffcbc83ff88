/** The starting pitchers in turn. */
import { ActionIcon } from "@mantine/core";
import { texts } from "../../../texts/baseball-league";
import { Icon } from "../../../ui/icons";
import { moved, startersOf } from "./draft";
import style from "./league.module.css";
import { Choice } from "./parts";
import type { Card } from "./proto";

const t = texts.lineup;

/** As many as a rotation may have. */
const most = 10;

export function Rotation({ rotation, cards, set }: { rotation: string[]; cards: Card[]; set: (rotation: string[]) => void }) {
  const name = (id: string) => cards.find((card) => card.id === id)?.name ?? id;
  const free = startersOf(cards).filter((card) => !rotation.includes(card.id));
  return (
    <section className={style.form} aria-label={t.rotation}>
      <h3>{t.rotation}</h3>
      <p className="soft">{t.rotationLead}</p>
      <ol className={style.starters} data-testid="rotation">
        {rotation.map((id, i) => (
          <li key={id}>
            <span>{name(id)}</span>
            <ActionIcon variant="subtle" size={28} aria-label={t.up(name(id))} disabled={i === 0} onClick={() => set(moved(rotation, i, i - 1))}><span aria-hidden="true">↑</span></ActionIcon>
            <ActionIcon variant="subtle" size={28} aria-label={t.down(name(id))} disabled={i === rotation.length - 1} onClick={() => set(moved(rotation, i, i + 1))}><span aria-hidden="true">↓</span></ActionIcon>
            <ActionIcon variant="subtle" size={28} aria-label={t.remove(name(id))} disabled={rotation.length === 1} onClick={() => set(rotation.filter((one) => one !== id))}><Icon name="close" size={15} /></ActionIcon>
          </li>
        ))}
      </ol>
      {free.length > 0 && rotation.length < most && <Choice label={t.add} value="" onChange={(id) => id && set([...rotation, id])} data={[["", "–"], ...free.map((card): [string, string] => [card.id, card.name])]} />}
    </section>
  );
}
