/** Which sheet is open over the board. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../../texts/tabletop";
import { Say } from "../../../../ui/pieces";
import type { Desk, Draft } from "../../desk";
import { DrawingShape } from "../../proto";
import { put } from "../commands";
import type { Easel } from "../easel";
import type { Sheet } from "../state";
import { DisplaySheet } from "./display";
import { ElementSheet } from "./element";
import { Check, Dialog, errorOf, Words } from "./fields";
import { SceneSheet } from "./scene";
import style from "./sheets.module.css";

const t = texts.sheet;

export function Sheets({ easel, desk, sheet }: { easel: Easel; desk: Desk; sheet: Sheet }) {
  const close = () => {
    desk.send.clear();
    easel.state.set({ sheet: undefined });
    easel.stage.host.focus({ preventScroll: true });
  };
  switch (sheet.kind) {
    case "element": {
      const element = desk.view.elements[sheet.id];
      return element ? <ElementSheet key={sheet.id} easel={easel} desk={desk} element={element} close={close} /> : null;
    }
    case "scene": return <SceneSheet desk={desk} align={() => easel.use("align")} close={close} />;
    case "display": return <DisplaySheet desk={desk} open={() => void window.open(`${location.pathname}?display=1`, "_blank", "noopener")} close={close} />;
    default: return <NewWords easel={easel} desk={desk} sheet={sheet} close={close} />;
  }
}

/** NewWords asks for a note's words, or a text's, before it is there. */
function NewWords({ easel, desk, sheet, close }: { easel: Easel; desk: Desk; sheet: Extract<Sheet, { at: unknown }>; close: () => void }) {
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [shared, setShared] = useState(true);
  const pin = sheet.kind === "pin";
  const { colour, width } = easel.state.now.options;
  const draft: Draft = pin
    ? { kind: { case: "pin", value: { at: sheet.at, title, text, shared } } }
    : { kind: { case: "drawing", value: { shape: DrawingShape.TEXT, points: [sheet.at], text, colour, width } } };
  const save = async () => {
    if ((await put(desk, [draft])).length > 0) close();
  };
  return (
    <Dialog title={pin ? t.newPin : t.newText} close={close} id="words-sheet">
      <form className={style.inside} style={{ padding: 0 }} noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {pin && <Words label={t.title} max={120} value={title} set={setTitle} error={errorOf(desk.send.problem, "title")} />}
        <Words label={pin ? t.text : t.words} long max={pin ? 20_000 : 500} value={text} set={setText} error={errorOf(desk.send.problem, "text")} />
        {pin && <Check label={t.shared} value={shared} set={setShared} />}
        <Say problem={desk.send.problem} />
        <div className={style.foot}><Button type="submit" disabled={!(pin ? title : text).trim()} loading={desk.send.pending}>{t.save}</Button></div>
      </form>
    </Dialog>
  );
}
