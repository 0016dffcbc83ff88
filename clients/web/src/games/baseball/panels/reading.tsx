/** A printed card to be read: the dice that fell for it, whose card they point to, and the card itself. */
import { useRef } from "react";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/baseball";
import { Dice } from "../dice";
import { Picture } from "../picture";
import type { Card, Die, View } from "../proto";
import { batting, cardOf, fielding } from "../sides";
import style from "./reading.module.css";

const t = texts.reading;

export function Reading({ view }: { view: View }) {
  const dice = view.decisions.find(({ kind }) => kind === "result")?.dice ?? [];
  const told = readingOf(dice);
  if (!told) return null;
  const card = told.batter ? cardOf(view[batting(view)], view.batterId) : cardOf(view[fielding(view)], view.pitcherId);
  return (
    <section className={style.reading} aria-label={t.label} data-testid="reading">
      <Dice dice={dice} />
      <p>{t.whose(told.batter, card?.name ?? "", told.column)} {t.row(told.row, told.split)}</p>
      {card?.kind.case === "image" && <Print key={card.id} card={card} />}
    </section>
  );
}

/** readingOf says where on which card the dice point: columns 1 to 3 are the batter's. */
export function readingOf(dice: Pick<Die, "value">[]): { column: number; batter: boolean; row: number; split: number } | undefined {
  const [column, first, second, split] = dice.map(({ value }) => value);
  if (!column || !first || !second || !split) return undefined;
  return { column, batter: column <= 3, row: first + second, split };
}

/** Print is the card, as large as the window on demand. */
function Print({ card }: { card: Card }) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button type="button" className={style.print} onClick={() => dialog.current?.showModal()}>{t.look}</button>
      <dialog ref={dialog} className={style.dialog} aria-label={card.name}>
        <Picture card={card} />
        <button type="button" className={style.print} onClick={() => dialog.current?.close()}>{common.close}</button>
      </dialog>
    </>
  );
}
