/** What the players' screens look like: covered, turned, dimmed. */
import { Button } from "@mantine/core";
import { texts } from "../../../../texts/tabletop";
import { Say } from "../../../../ui/pieces";
import { tables } from "../../client";
import type { Desk } from "../../desk";
import type { Display } from "../../proto";
import { Check, Count, Dialog, Pick, Row } from "./fields";
import style from "./sheets.module.css";

const t = texts.display;
const plain = { blank: false, rotation: 0, night: false, brightness: 1, handoutAssetId: "" };

export function DisplaySheet({ desk, open, close }: { desk: Desk; open: () => void; close: () => void }) {
  const { $typeName: _, $unknown: __, ...now } = { $typeName: "", $unknown: undefined, ...plain, ...desk.view.display };
  const set = (change: Partial<Omit<Display, "$typeName" | "$unknown">>) => {
    const { sessionId } = desk;
    void desk.send.send((commandId, options) => tables.changeDisplay({ sessionId, commandId, display: { ...now, ...change } }, options));
  };
  return (
    <Dialog title={t.title} close={close} id="display-sheet">
      <p className="soft">{t.lead}</p>
      <Check label={t.blank} value={now.blank} set={(blank) => set({ blank })} />
      <Check label={t.night} value={now.night} set={(night) => set({ night })} />
      <Row>
        <Pick label={t.rotation} value={String(now.rotation)} of={[0, 90, 180, 270].map((turn) => [String(turn), `${turn}°`])} set={(rotation) => set({ rotation: Number(rotation) })} />
        <Count label={t.brightness} min={10} max={100} step={5} value={(now.brightness || 1) * 100} set={(percent) => percent >= 10 && percent <= 100 && set({ brightness: percent / 100 })} />
      </Row>
      {now.handoutAssetId && <Row><span>{t.handout}</span><Button variant="default" size="xs" onClick={() => set({ handoutAssetId: "" })}>{t.takeAway}</Button></Row>}
      <Say problem={desk.send.problem} />
      <div className={style.foot}><Button variant="default" onClick={open}>{texts.deeds.openDisplay}</Button></div>
    </Dialog>
  );
}
