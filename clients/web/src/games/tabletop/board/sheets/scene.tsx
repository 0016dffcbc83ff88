/** The settings of the scene: its size, grid, measure, light and fog. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../../texts/tabletop";
import { Say } from "../../../../ui/pieces";
import type { Desk } from "../../desk";
import { type Atmosphere, type Grid, GridKind, Measure } from "../../proto";
import { changeScene } from "../commands";
import { Check, Colour, Count, Dialog, errorOf, Group, Pick, Row } from "./fields";
import style from "./sheets.module.css";

const t = texts.scene;

export function SceneSheet({ desk, align, close }: { desk: Desk; align: () => void; close: () => void }) {
  const { view } = desk;
  const [grid, setGrid] = useState<Omit<Grid, "$typeName" | "$unknown">>(() => ({ ...(view.grid ?? { kind: GridKind.SQUARE, offsetX: 0, offsetY: 0, colour: "#2b1d12", opacity: 0.4, snap: true, feet: 5, measure: Measure.EQUAL }) }));
  const [air, setAir] = useState<Omit<Atmosphere, "$typeName" | "$unknown">>(() => ({ ...(view.atmosphere ?? { darkness: 0, fog: false, ambient: "" }) }));
  const [size, setSize] = useState({ width: view.width, height: view.height });
  const error = (name: string) => errorOf(desk.send.problem, name);
  const save = async () => {
    desk.send.clear();
    if (await changeScene(desk, { grid, atmosphere: air, ...size })) close();
  };
  return (
    <Dialog title={t.title} close={close} id="scene-sheet">
      <form className={style.inside} style={{ padding: 0 }} noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Row>
          <Count label={t.width} value={size.width} set={(width) => setSize({ ...size, width })} error={error("width")} />
          <Count label={t.height} value={size.height} set={(height) => setSize({ ...size, height })} error={error("height")} />
          <Count label={t.feet} value={grid.feet || 5} set={(feet) => setGrid({ ...grid, feet })} error={error("feet")} />
          <Pick label={t.measure} value={String(grid.measure || 1)} of={Object.entries(t.measures)} set={(measure) => setGrid({ ...grid, measure: Number(measure) })} />
        </Row>
        <Group title={t.grid}>
          <Row>
            <Pick label={t.grid} value={String(grid.kind || 1)} of={Object.entries(t.kinds)} set={(kind) => setGrid({ ...grid, kind: Number(kind) })} />
            <Colour label={t.colour} value={grid.colour || "#2b1d12"} set={(colour) => setGrid({ ...grid, colour })} />
            <Count label={t.opacity} value={grid.opacity * 100} set={(percent) => setGrid({ ...grid, opacity: percent / 100 })} error={error("opacity")} />
            <Count label={t.offsetX} step={0.05} value={grid.offsetX} set={(offsetX) => setGrid({ ...grid, offsetX })} error={error("offset_x")} />
            <Count label={t.offsetY} step={0.05} value={grid.offsetY} set={(offsetY) => setGrid({ ...grid, offsetY })} error={error("offset_y")} />
          </Row>
          <Check label={t.snap} value={grid.snap} set={(snap) => setGrid({ ...grid, snap })} />
          <div><Button variant="default" size="xs" onClick={() => { close(); align(); }}>{t.align}</Button></div>
        </Group>
        <Row>
          <Count label={t.darkness} value={air.darkness * 100} min={0} max={100} set={(percent) => setAir({ ...air, darkness: percent / 100 })} error={error("darkness")} />
          <Colour label={t.ambient} value={air.ambient || "#ffffff"} set={(ambient) => setAir({ ...air, ambient })} />
        </Row>
        <p className="soft">{t.darknessHint}</p>
        <Check label={t.fog} value={air.fog} set={(fog) => setAir({ ...air, fog })} />
        <Say problem={desk.send.problem} />
        <div className={style.foot}><Button type="submit" loading={desk.send.pending}>{texts.sheet.save}</Button></div>
      </form>
    </Dialog>
  );
}
