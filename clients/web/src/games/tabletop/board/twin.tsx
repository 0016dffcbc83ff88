/**
 * The table in words: everything one sees on it, where it is, and buttons for
 * what one does most. It is out of sight until the focus is in it.
 */
import { texts } from "../../../texts/tabletop";
import type { Desk } from "../desk";
import { DoorState } from "../proto";
import style from "./board.module.css";
import { swing } from "./commands";
import type { Easel } from "./easel";
import type { DoorItem, PlaceItem, TokenItem } from "./figures/display";
import { mix, type Point } from "./plane";

const t = texts.twin;

/** where is a place in words: columns and rows count from 1. */
export const where = ({ x, y }: Point): string => t.at(Math.floor(x) + 1, Math.floor(y) + 1);

export function Twin({ easel, desk }: { easel: Easel; desk: Desk }) {
  const { shown } = easel;
  const nothing = shown.tokens.length + shown.doors.length + shown.pins.length + shown.areas.length === 0;
  return (
    <section className={style.twin} aria-label={t.title} data-testid="twin">
      <h2>{t.title}</h2>
      {nothing && <p>{t.nothing}</p>}
      <List title={t.figures}>{shown.tokens.map((token) => <TokenLine key={token.id} token={token} easel={easel} desk={desk} />)}</List>
      <List title={t.doors}>{shown.doors.map((door) => <DoorLine key={door.id} door={door} desk={desk} />)}</List>
      <List title={t.pins}>{shown.pins.map((pin) => <PinLine key={pin.id} pin={pin} easel={easel} />)}</List>
      <List title={t.areas}>
        {shown.areas.map((area) => (
          <li key={area.id} data-area={area.id}>
            {area.label || texts.sheet.kinds.area}, {where(area.at)}, {area.staged && `${t.staged}, `}
            {t.caught((desk.view.caught[area.id]?.tokenIds ?? []).map((id) => shown.tokens.find((one) => one.id === id)?.name || t.unnamed))}
          </li>
        ))}
      </List>
      <List title={t.lights}>{shown.lights.map((light) => <li key={light.id} data-light={light.id}>{where(light.at)}</li>)}</List>
      {shown.walls.length > 0 && <p data-walls={shown.walls.length}>{t.walls(shown.walls.length)}</p>}
      {shown.drawings.length > 0 && <p data-drawings={shown.drawings.length}>{t.drawings(shown.drawings.length)}</p>}
    </section>
  );
}

function List({ title, children }: { title: string; children: React.ReactNode[] }) {
  return children.length > 0 ? <><h3>{title}</h3><ul>{children}</ul></> : null;
}

function TokenLine({ token, easel, desk }: { token: TokenItem; easel: Easel; desk: Desk }) {
  const name = token.name || t.unnamed;
  const facts = [
    where(token.at), token.own && t.own, token.hidden && t.hidden, token.dead && t.dead, token.bars && t.hp(token.bars.text), t.gauge[token.gauge],
    token.elevation !== 0 && t.elevation(token.elevation), ...token.conditions.map((id) => texts.sheet.conditionNames[id] ?? id),
  ];
  return (
    <li data-token={token.id} data-at={`${token.at.x},${token.at.y}`} data-name={token.name}>
      {name}: {facts.filter(Boolean).join(", ")}{" "}
      <button type="button" aria-pressed={desk.chosen.has(token.id)} onClick={() => { desk.choose([token.id]); easel.show(token.id); easel.stage.host.focus(); }}>{t.choose(name)}</button>
      <button type="button" onClick={() => easel.state.set({ sheet: { kind: "element", id: token.id } })}>{t.settings(name)}</button>
    </li>
  );
}

function DoorLine({ door, desk }: { door: DoorItem; desk: Desk }) {
  const name = t.kinds[door.secret ? "secret" : door.window ? "window" : "door"]!;
  const open = door.state === DoorState.OPEN;
  const place = where(mix(door.from, door.to, 0.5));
  return (
    <li data-door={door.id} data-state={t.state[door.state]}>
      {name}: {t.state[door.state]}, {place}{" "}
      {(desk.gm || door.state !== DoorState.LOCKED) && <button type="button" onClick={() => void swing(desk, door.id, door)}>{(open ? t.close : t.open)(name)}</button>}
    </li>
  );
}

function PinLine({ pin, easel }: { pin: PlaceItem; easel: Easel }) {
  return (
    <li data-pin={pin.id}>
      {pin.text}: {where(pin.at)}{" "}
      <button type="button" onClick={() => easel.state.set({ sheet: { kind: "element", id: pin.id } })}>{t.settings(pin.text)}</button>
    </li>
  );
}
