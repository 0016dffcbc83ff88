/** How the tool in hand works. */
import { Button } from "@mantine/core";
import { texts } from "../../../texts/tabletop";
import type { Desk } from "../desk";
import { AreaShape, DrawingShape, FogShape, TableRole } from "../proto";
import style from "./bar.module.css";
import { useEaselState } from "./board";
import type { Easel } from "./easel";
import type { WallItem } from "./figures/display";
import { presets } from "./shapes";
import type { Options } from "./state";
import type { ToolId } from "./tools";

const t = texts.options;

interface OptionsProps {
  desk: Desk;
  options: Options;
  choose: (change: Partial<Options>) => void;
}

export function ToolOptions({ easel }: { easel: Easel }) {
  const { desk, tool, options } = useEaselState(easel);
  const Of = byTool[tool];
  return Of && desk ? <div className={style.options} role="group" aria-label={texts.bar.options}><Of desk={desk} options={options} choose={(change) => easel.state.choose(change)} />{finishing.has(tool) && <Button size="xs" variant="default" onClick={() => easel.tool.key?.({ key: "Enter", shiftKey: false })}>{t.finish}</Button>}</div> : null;
}

/** Tools that go on until one says that it is enough: a finger has no Enter. */
const finishing = new Set<ToolId>(["wall", "draw", "fog", "measure"]);

const byTool: Partial<Record<ToolId, (props: OptionsProps) => React.ReactNode>> = {
  measure: () => null,
  draw: ({ options, choose }) => (
    <>
      <Pick label={t.drawing} value={String(options.drawing)} of={Object.entries(t.drawings)} set={(drawing) => choose({ drawing: Number(drawing) as DrawingShape })} />
      <label>{t.colour} <input type="color" value={options.colour} onChange={(event) => choose({ colour: event.currentTarget.value })} /></label>
      <Slide label={t.width} value={options.width} min={0.04} max={0.6} step={0.02} set={(width) => choose({ width })} />
      <label><input type="checkbox" checked={options.fill} onChange={(event) => choose({ fill: event.currentTarget.checked })} /> {t.fill}</label>
    </>
  ),
  area: ({ options, choose }) => <AreaOptions options={options} choose={choose} />,
  fog: ({ desk, options, choose }) => (
    <>
      <Pick label={t.fog} value={String(options.fog)} of={Object.entries(t.fogs)} set={(fog) => choose({ fog: Number(fog) as FogShape })} />
      <div className={style.pair} role="group">
        {[false, true].map((hide) => <button key={String(hide)} type="button" aria-pressed={options.hide === hide} onClick={() => choose({ hide })}>{hide ? t.conceal : t.reveal}</button>)}
      </div>
      {options.fog === FogShape.BRUSH && <Slide label={t.radius} value={options.radius} min={0.5} max={8} step={0.5} set={(radius) => choose({ radius })} />}
      <Pick label={t.fogFor} value={options.fogFor} of={[["", t.everybody], ...desk.view.seats.filter((one) => one.role === TableRole.PLAYER).map(({ userId, name }): [string, string] => [userId, name])]} set={(fogFor) => choose({ fogFor })} />
    </>
  ),
  wall: ({ options, choose }) => <Pick label={t.wall} value={options.wall} of={Object.entries(t.walls)} set={(wall) => choose({ wall: wall as WallItem["kind"] })} />,
  door: ({ options, choose }) => <Pick label={t.door} value={options.door} of={Object.entries(t.doors)} set={(door) => choose({ door: door as Options["door"] })} />,
  light: ({ options, choose }) => <Pick label={t.light} value={options.light.join()} of={t.lights.map(([name, ...light]) => [light.join(), name])} set={(light) => choose({ light: light.split(",").map(Number) as [number, number] })} />,
  align: ({ options, choose }) => <Count label={t.cells} value={options.cells} set={(cells) => choose({ cells })} />,
};

const own = "own";

function AreaOptions({ options, choose }: Omit<OptionsProps, "desk">) {
  const { area } = options;
  const set = (change: Partial<Options["area"]>) => choose({ area: { ...area, name: "", ...change } });
  return (
    <>
      <Pick label={t.preset} value={area.name || own} of={[[own, t.own], ...presets.map(({ name }): [string, string] => [name, name])]}
        set={(name) => choose({ area: presets.find((one) => one.name === name) ?? { ...area, name: "" } })} />
      <Pick label={t.area} value={String(area.shape)} of={Object.entries(t.areas)} set={(shape) => set({ shape: Number(shape) as AreaShape })} />
      <Count label={t.size} value={area.size} set={(size) => set({ size })} />
      {area.shape === AreaShape.LINE && <Count label={t.lineWidth} value={area.width ?? 5} set={(width) => set({ width })} />}
      <label>{t.colour} <input type="color" value={area.colour} onChange={(event) => set({ colour: event.currentTarget.value })} /></label>
      <label><input type="checkbox" checked={options.staged} onChange={(event) => choose({ staged: event.currentTarget.checked })} /> {t.staged}</label>
    </>
  );
}

function Pick({ label, value, of, set }: { label: string; value: string; of: [string, string][]; set: (value: string) => void }) {
  return (
    <label>{label} <select value={value} onChange={(event) => set(event.currentTarget.value)}>{of.map(([id, text]) => <option key={id} value={id}>{text}</option>)}</select></label>
  );
}

function Slide({ label, value, set, ...range }: { label: string; value: number; min: number; max: number; step: number; set: (value: number) => void }) {
  return <label>{label} <input type="range" value={value} {...range} onChange={(event) => set(event.currentTarget.valueAsNumber)} /></label>;
}

function Count({ label, value, set }: { label: string; value: number; set: (value: number) => void }) {
  return <label>{label} <input type="number" min={1} max={1000} step={1} value={value} onChange={(event) => event.currentTarget.valueAsNumber >= 1 && set(event.currentTarget.valueAsNumber)} /></label>;
}
