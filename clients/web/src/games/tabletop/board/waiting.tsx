/** Who has come without a figure sees nothing: words for them, and for the game master who can help. */
import { useState } from "react";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/tabletop";
import { Icon } from "../../../ui/icons";
import { Empty } from "../../../ui/pieces";
import type { Desk } from "../desk";
import { TableRole } from "../proto";
import style from "./board.module.css";

const t = texts.waiting;

/** Waiting says what a player without a figure waits for: in the middle of the dark, or above what there is to see. */
export function Waiting({ desk: { view } }: { desk: Desk }) {
  if (view.role !== TableRole.PLAYER || !view.sceneId || view.ownTokenIds.length > 0) return null;
  const dark = view.atmosphere?.fog && Object.keys(view.elements).length === 0;
  if (!dark) return <p className={style.note} role="status">{t.short}</p>;
  return <div className={style.empty} role="status"><Empty icon="hearth" text={t.title} next={<p>{t.lead}</p>} /></div>;
}

/** Figureless names to game masters who is there without a figure, until they have one or are waved aside. */
export function Figureless({ desk }: { desk: Desk }) {
  const [aside, setAside] = useState<string[]>([]);
  const who = figureless(desk).filter((seat) => !aside.includes(seat.userId));
  if (who.length === 0) return null;
  return (
    <p className={style.note} role="status" data-testid="figureless">
      {t.without(who.map((seat) => seat.name))} <button type="button" onClick={showPeople}>{t.give}</button>
      <button type="button" aria-label={common.close} onClick={() => setAside([...aside, ...who.map((seat) => seat.userId)])}><Icon name="close" size={14} /></button>
    </p>
  );
}

/** figureless are the players who are there and lead nobody on this scene. */
function figureless({ gm, view, live }: Desk) {
  if (!gm || !view.sceneId) return [];
  const led = new Set(Object.values(view.elements).flatMap(({ kind }) => (kind.case === "token" ? kind.value.ownerIds : [])));
  const here = new Set(live.room?.members.filter((one) => one.connected).map((one) => one.userId));
  return view.seats.filter((seat) => seat.role === TableRole.PLAYER && here.has(seat.userId) && !led.has(seat.userId));
}

/** showPeople presses the panel's own tab, which also opens a phone's sheet; pressed twice it would close it. */
function showPeople(): void {
  const tab = document.getElementById("tab-people");
  if (tab?.getAttribute("aria-selected") === "false") tab.click();
}
