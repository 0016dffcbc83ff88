/** A printed card: its picture, or what is known of it where the picture cannot be shown. */
import { useState } from "react";
import { texts } from "../../texts/baseball";
import type { Card } from "./proto";
import style from "./picture.module.css";

const t = texts.card;

export function Picture({ card }: { card: Card }) {
  if (card.kind.case !== "image") return null;
  const { imageUrl, team, manager } = card.kind.value;
  return (
    <figure className={style.picture}>
      {/* A picture that failed says nothing about the next one. */}
      <Shown key={imageUrl} url={imageUrl} card={card} />
      <figcaption className="soft">{[team, manager].filter(Boolean).join(", ")}</figcaption>
    </figure>
  );
}

function Shown({ url, card }: { url: string; card: Card }) {
  const [failed, setFailed] = useState(false);
  if (failed || !isWeb(url)) return <Blank url={url} card={card} />;
  return <img src={url} alt={t.picture(card.name)} referrerPolicy="no-referrer" onError={() => setFailed(true)} />;
}

/** Blank stands where no picture came: its host is not among those that the operator allows, or it is gone. */
function Blank({ url, card }: { url: string; card: Card }) {
  return (
    <div className={style.blank} data-testid="blank-card">
      <strong>{card.name}</strong>
      <span>{card.gloves.map(({ position }) => texts.positions[position]).join(" · ")}</span>
      <small>{t.noPicture}</small>
      {isWeb(url) && <a href={url} target="_blank" rel="noopener noreferrer">{t.openPicture}</a>}
    </div>
  );
}

/** isWeb is false for addresses that would run or read something: cards come from anybody. */
export function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
