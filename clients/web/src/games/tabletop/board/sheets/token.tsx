/** Everything about a figure, for game masters; for its player, health and what it suffers from. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../../texts/tabletop";
import { Say } from "../../../../ui/pieces";
import { tables } from "../../client";
import type { Desk } from "../../desk";
import type { Element, Glow, Token, Vision } from "../../proto";
import { Conditions } from "./conditions";
import { Check, Colour, Count, errorOf, Group, Pick, Row, Words } from "./fields";

const t = texts.sheet;
const sizes = [0.5, 1, 1.5, 2, 3, 4, 5, 6];

export function TokenFields({ desk, token, set }: { desk: Desk; token: Token; set: (change: Partial<Token>) => void }) {
  const error = (name: string) => errorOf(desk.send.problem, name);
  const number = (key: "elevation" | "rotation" | "hp" | "maxHp" | "tempHp" | "aura", label: string, snake: string = key) => (
    <Count label={label} value={token[key]} set={(value) => set({ [key]: value })} error={error(snake)} />
  );
  return (
    <>
      <Words label={t.name} max={80} value={token.name} set={(name) => set({ name })} error={error("name")} />
      <Check label={t.nameShown} value={token.nameShown} set={(nameShown) => set({ nameShown })} />
      <Owners desk={desk} token={token} set={set} />
      <Row>
        <Pick label={t.size} value={String(token.size)} of={sizes.map((size) => [String(size), size === 0.5 ? "½" : String(size)])} set={(size) => set({ size: Number(size) })} error={error("size")} />
        {number("elevation", t.elevation)}
        {number("rotation", t.rotation)}
        <Colour label={t.colour} value={token.colour} set={(colour) => set({ colour })} />
      </Row>
      <Row>
        {number("hp", t.hp)}
        {number("maxHp", t.maxHp, "max_hp")}
        {number("tempHp", t.tempHp, "temp_hp")}
        {number("aura", t.aura)}
      </Row>
      <Senses token={token} set={set} error={error} />
      <Conditions value={token.conditions} set={(conditions) => set({ conditions: conditions as Token["conditions"] })} />
      <Check label={t.dead} value={token.dead} set={(dead) => set({ dead })} />
    </>
  );
}

function Owners({ desk, token, set }: { desk: Desk; token: Token; set: (change: Partial<Token>) => void }) {
  return (
    <Group title={t.owners}>
      {desk.view.seats.length === 0 && <p className="soft">{t.noOwners}</p>}
      <Row>
        {desk.view.seats.map(({ userId, name }) => (
          <Check key={userId} label={name} value={token.ownerIds.includes(userId)}
            set={(owns) => set({ ownerIds: owns ? [...token.ownerIds, userId] : token.ownerIds.filter((one) => one !== userId) })} />
        ))}
      </Row>
    </Group>
  );
}

function Senses({ token, set, error }: { token: Token; set: (change: Partial<Token>) => void; error: (name: string) => string | undefined }) {
  const { vision, glow } = token;
  const see = (change: Partial<Vision>) => set({ vision: { $typeName: "playhouse.tabletop.v1.Vision", range: 0, darkvision: 0, ...vision, ...change } });
  const shine = (change: Partial<Glow>) => set({ glow: { $typeName: "playhouse.tabletop.v1.Glow", bright: 20, dim: 40, colour: "#ffc878", ...glow, ...change } });
  return (
    <>
      <Check label={t.vision} value={Boolean(vision)} set={(on) => (on ? see({}) : set({ vision: undefined }))} />
      {vision && <Row><Count label={t.range} value={vision.range} set={(range) => see({ range })} error={error("range")} /><Count label={t.darkvision} value={vision.darkvision} set={(darkvision) => see({ darkvision })} error={error("darkvision")} /></Row>}
      <Check label={t.light} value={Boolean(glow)} set={(on) => (on ? shine({}) : set({ glow: undefined }))} />
      {glow && <Row><Count label={t.bright} value={glow.bright} set={(bright) => shine({ bright })} error={error("bright")} /><Count label={t.dim} value={glow.dim} set={(dim) => shine({ dim })} error={error("dim")} /><Colour label={t.lightColour} value={glow.colour} set={(colour) => shine({ colour })} /></Row>}
    </>
  );
}

/** Health hurts and heals: what has temporary points loses them first. */
export function Health({ desk, element, token }: { desk: Desk; element: Element; token: Token }) {
  const [by, setBy] = useState(1);
  const change = (points: number) => void desk.send.send((commandId, options) => tables.changeHp({ sessionId: desk.sessionId, commandId, elementId: element.id, change: points, temporary: token.tempHp }, options));
  return (
    <Group title={t.yours(token.hp, token.maxHp)}>
      <Row>
        <Count label={t.change} min={0} step={1} value={by} set={setBy} />
        <Button variant="default" disabled={desk.send.pending || by <= 0} onClick={() => change(-by)}>{t.hurt}</Button>
        <Button variant="default" disabled={desk.send.pending || by <= 0} onClick={() => change(by)}>{t.heal}</Button>
      </Row>
    </Group>
  );
}

/** OwnToken is what a player does with their figure. */
export function OwnToken({ desk, element, token }: { desk: Desk; element: Element; token: Token }) {
  const set = (conditions: { id: string; rounds: number }[]) => void desk.send.send((commandId, options) => tables.setConditions({ sessionId: desk.sessionId, commandId, elementId: element.id, conditions }, options));
  return (
    <>
      {token.maxHp > 0 && <Health desk={desk} element={element} token={token} />}
      <Conditions value={token.conditions} set={set} />
      <Say problem={desk.send.problem} />
    </>
  );
}
