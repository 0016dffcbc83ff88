/** The settings of one thing on the table. */
import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { texts } from "../../../../texts/tabletop";
import { Say } from "../../../../ui/pieces";
import type { Desk } from "../../desk";
import type { Element } from "../../proto";
import { changed, put, remove } from "../commands";
import type { Easel } from "../easel";
import { where } from "../twin";
import { placeOf } from "../figures/display";
import { Check, Dialog, Row } from "./fields";
import style from "./sheets.module.css";
import { AreaFields, DoorFields, DrawingFields, LightFields, MapFields, PinFields, WallFields } from "./things";
import { Health, OwnToken, TokenFields } from "./token";

const t = texts.sheet;

export function ElementSheet({ easel, desk, element, close }: { easel: Easel; desk: Desk; element: Element; close: () => void }) {
  const name = nameOf(element);
  if (easel.mayChange(element)) return <Dialog title={name} close={close} id="element-sheet"><Edit desk={desk} element={element} close={close} /></Dialog>;
  const { kind } = element;
  const own = kind.case === "token" && desk.view.ownTokenIds.includes(element.id);
  return (
    <Dialog title={name} close={close} id="element-sheet">
      {own ? <OwnToken desk={desk} element={element} token={kind.value} /> : <p className={style.facts}>{factsOf(desk, element)}</p>}
    </Dialog>
  );
}

/** nameOf is a thing's own name, or what it is. */
function nameOf({ kind }: Element): string {
  const own = kind.case === "token" ? kind.value.name : kind.case === "pin" ? kind.value.title : kind.case === "area" ? kind.value.label : "";
  return own || t.kinds[kind.case ?? ""] || "";
}

/** factsOf is what somebody may know of a thing that is not theirs. */
function factsOf(desk: Desk, element: Element): string {
  const { kind } = element;
  const gauge = texts.twin.gauge[desk.view.gauges[element.id] ?? 0];
  const facts = kind.case === "pin" ? [kind.value.text] : kind.case === "token" ? [gauge, kind.value.dead && texts.twin.dead, ...kind.value.conditions.map((one) => t.conditionNames[one.id] ?? one.id)] : [];
  return [...facts, where(placeOf(element))].filter(Boolean).join("\n");
}

function Edit({ desk, element, close }: { desk: Desk; element: Element; close: () => void }) {
  const [draft, setDraft] = useState(element);
  const set = (change: object) => setDraft((now) => changed(now, (copy) => copy.kind.value && Object.assign(copy.kind.value, change)));
  const save = async () => {
    desk.send.clear();
    const ids = await put(desk, [draft]);
    if (ids.length > 0) close();
  };
  return (
    <form className={style.inside} style={{ padding: 0 }} noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
      {element.kind.case === "token" && element.kind.value.maxHp > 0 && <Health desk={desk} element={element} token={element.kind.value} />}
      {fieldsOf(desk, draft, set)}
      {desk.gm && (
        <Row>
          <Check label={t.hidden} value={draft.hidden} set={(hidden) => setDraft({ ...draft, hidden })} />
          <Check label={t.locked} value={draft.locked} set={(locked) => setDraft({ ...draft, locked })} />
        </Row>
      )}
      <Say problem={desk.send.problem} />
      <div className={style.foot}>
        <Button variant="subtle" color="red" onClick={() => void remove(desk, [element.id]).then((done) => done && close())}>{t.remove}</Button>
        <Button type="submit" loading={desk.send.pending}>{t.save}</Button>
      </div>
    </form>
  );
}

function fieldsOf(desk: Desk, { kind }: Element, set: (change: object) => void): ReactNode {
  switch (kind.case) {
    case "token": return <TokenFields desk={desk} token={kind.value} set={set} />;
    case "pin": return <PinFields desk={desk} value={kind.value} set={set} />;
    case "drawing": return <DrawingFields desk={desk} value={kind.value} set={set} />;
    case "door": return <DoorFields desk={desk} value={kind.value} set={set} />;
    case "wall": return <WallFields desk={desk} value={kind.value} set={set} />;
    case "light": return <LightFields desk={desk} value={kind.value} set={set} />;
    case "area": return <AreaFields desk={desk} value={kind.value} set={set} />;
    case "map": return <MapFields desk={desk} value={kind.value} set={set} />;
    default: return null;
  }
}
