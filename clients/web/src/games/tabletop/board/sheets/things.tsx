/** The settings of everything that is no figure. */
import { texts } from "../../../../texts/tabletop";
import type { Desk } from "../../desk";
import type { Area, Door, Drawing, Element, Light, MapPlacement, Pin, Point, Wall } from "../../proto";
import { Check, Colour, Count, errorOf, Pick, Row, Words } from "./fields";

const t = texts.sheet;
type Kind = NonNullable<Element["kind"]["value"]>;
type Change<T> = (change: Partial<T>) => void;

export interface ThingProps<T extends Kind> {
  desk: Desk;
  value: T;
  set: Change<T>;
}

export function PinFields({ desk, value, set }: ThingProps<Pin>) {
  const { problem } = desk.send;
  return (
    <>
      <Words label={t.title} max={120} value={value.title} set={(title) => set({ title })} error={errorOf(problem, "title")} />
      <Words label={t.text} long max={20_000} value={value.text} set={(text) => set({ text })} error={errorOf(problem, "text")} />
      <Check label={t.shared} value={value.shared} set={(shared) => set({ shared })} />
    </>
  );
}

export function DrawingFields({ desk, value, set }: ThingProps<Drawing>) {
  return (
    <>
      {value.text && <Words label={t.words} long max={500} value={value.text} set={(text) => set({ text })} error={errorOf(desk.send.problem, "text")} />}
      <Row>
        <Colour label={t.colour} value={value.colour} set={(colour) => set({ colour })} />
        <Count label={texts.options.width} value={value.width} set={(width) => set({ width })} error={errorOf(desk.send.problem, "width")} />
      </Row>
    </>
  );
}

export function DoorFields({ value, set }: ThingProps<Door>) {
  return (
    <>
      <Pick label={t.state} value={String(value.state || 1)} of={Object.entries(t.states)} set={(state) => set({ state: Number(state) })} />
      <Check label={t.secret} value={value.secret} set={(secret) => set({ secret })} />
      <Check label={t.window} value={value.window} set={(window) => set({ window })} />
    </>
  );
}

export function WallFields({ value, set }: ThingProps<Wall>) {
  return (
    <>
      <Check label={t.passable} value={value.passable} set={(passable) => set({ passable })} />
      <Check label={t.transparent} value={value.transparent} set={(transparent) => set({ transparent })} />
      <Check label={t.oneWay} value={value.oneWay} set={(oneWay) => set({ oneWay })} />
    </>
  );
}

export function LightFields({ desk, value, set }: ThingProps<Light>) {
  const glow = value.glow ?? { $typeName: "playhouse.tabletop.v1.Glow" as const, bright: 0, dim: 0, colour: "" };
  const { problem } = desk.send;
  return (
    <>
      <Row>
        <Count label={t.bright} value={glow.bright} set={(bright) => set({ glow: { ...glow, bright } })} error={errorOf(problem, "bright")} />
        <Count label={t.dim} value={glow.dim} set={(dim) => set({ glow: { ...glow, dim } })} error={errorOf(problem, "dim")} />
        <Colour label={t.lightColour} value={glow.colour || "#ffc878"} set={(colour) => set({ glow: { ...glow, colour } })} />
      </Row>
      <Check label={t.off} value={value.off} set={(off) => set({ off })} />
      <Check label={t.shadows} value={value.shadows} set={(shadows) => set({ shadows })} />
    </>
  );
}

export function AreaFields({ desk, value, set }: ThingProps<Area>) {
  const { problem } = desk.send;
  return (
    <>
      <Words label={t.label} max={80} value={value.label} set={(label) => set({ label })} error={errorOf(problem, "label")} />
      <Row>
        <Pick label={t.shape} value={String(value.shape)} of={Object.entries(texts.options.areas)} set={(shape) => set({ shape: Number(shape) })} />
        <Count label={texts.options.size} value={value.size} set={(size) => set({ size })} error={errorOf(problem, "size")} />
        <Count label={t.lineWidth} value={value.width} set={(width) => set({ width })} error={errorOf(problem, "width")} />
        <Count label={t.height} value={value.height} set={(height) => set({ height })} error={errorOf(problem, "height")} />
        <Count label={t.direction} value={value.direction} set={(direction) => set({ direction })} />
        <Count label={t.opacity} value={value.opacity * 100} min={0} max={100} set={(percent) => set({ opacity: percent / 100 })} error={errorOf(problem, "opacity")} />
        <Colour label={t.colour} value={value.colour} set={(colour) => set({ colour })} />
      </Row>
      <Check label={t.staged} value={value.staged} set={(staged) => set({ staged })} />
    </>
  );
}

export function MapFields({ desk, value, set }: ThingProps<MapPlacement>) {
  const { problem } = desk.send;
  const at: Point = value.at ?? { $typeName: "playhouse.tabletop.v1.Point", x: 0, y: 0 };
  return (
    <Row>
      <Count label={t.x} value={at.x} set={(x) => set({ at: { ...at, x } })} error={errorOf(problem, "x")} />
      <Count label={t.y} value={at.y} set={(y) => set({ at: { ...at, y } })} error={errorOf(problem, "y")} />
      <Count label={t.width} value={value.width} set={(width) => set({ width })} error={errorOf(problem, "width")} />
      <Count label={t.tall} value={value.height} set={(height) => set({ height })} error={errorOf(problem, "height")} />
      <Count label={t.rotation} value={value.rotation} set={(rotation) => set({ rotation })} error={errorOf(problem, "rotation")} />
    </Row>
  );
}
