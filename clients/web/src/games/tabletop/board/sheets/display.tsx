/** What the players' screens look like: covered, turned, dimmed. */
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { texts } from "../../../../texts/tabletop";
import { Say } from "../../../../ui/pieces";
import { tables } from "../../client";
import type { Desk } from "../../desk";
import type { Display } from "../../proto";
import { Check, Count, Dialog, Pick, Row } from "./fields";
import style from "./sheets.module.css";

const t = texts.display;
type Words = Omit<Display, "$typeName" | "$unknown">;

function wordsOf(display: Display | undefined): Words {
  const { blank = false, rotation = 0, night = false, brightness = 1, handoutAssetId = "" } = display ?? {};
  return { blank, rotation, night, brightness, handoutAssetId };
}

export function DisplaySheet({ desk, open, close }: { desk: Desk; open: () => void; close: () => void }) {
  const { display } = desk.view;
  const [now, become] = useState(() => wordsOf(display));
  useEffect(() => become(wordsOf(display)), [display]);
  // The switch moves at once; it springs back when the server says no.
  const set = async (change: Partial<Words>) => {
    const { sessionId } = desk;
    become({ ...now, ...change });
    if (!(await desk.send.send((commandId, options) => tables.changeDisplay({ sessionId, commandId, display: { ...now, ...change } }, options)))) become(wordsOf(display));
  };
  return (
    <Dialog title={t.title} close={close} id="display-sheet">
      <p className="soft">{t.lead}</p>
      <Check label={t.blank} value={now.blank} set={(blank) => void set({ blank })} />
      <Check label={t.night} value={now.night} set={(night) => void set({ night })} />
      <Row>
        <Pick label={t.rotation} value={String(now.rotation)} of={[0, 90, 180, 270].map((turn) => [String(turn), `${turn}°`])} set={(rotation) => void set({ rotation: Number(rotation) })} />
        <Count label={t.brightness} min={10} max={100} step={5} value={(now.brightness || 1) * 100} set={(percent) => percent >= 10 && percent <= 100 && void set({ brightness: percent / 100 })} />
      </Row>
      {now.handoutAssetId && <Row><span>{t.handout}</span><Button variant="default" size="xs" onClick={() => void set({ handoutAssetId: "" })}>{t.takeAway}</Button></Row>}
      <Say problem={desk.send.problem} />
      <div className={style.foot}><Button variant="default" onClick={open}>{texts.deeds.openDisplay}</Button></div>
    </Dialog>
  );
}
