/** The bar below the board: tools, how the tool in hand works, undo, and everything else behind two buttons. */
import { Button, Menu } from "@mantine/core";
import { useEffect, useMemo } from "react";
import { texts } from "../../../texts/tabletop";
import { useOffer } from "../../../ui/frame/actions";
import { Say } from "../../../ui/pieces";
import type { Desk } from "../desk";
import style from "./bar.module.css";
import { useEaselState } from "./board";
import { redo, undo } from "./commands";
import { deedsOf, type Deed } from "./deeds";
import type { Easel } from "./easel";
import { Glyph } from "./glyph";
import { DeedItem } from "./menu";
import { ToolOptions } from "./options";

const t = texts.bar;

export function Bar({ easel }: { easel: Easel }) {
  const { desk } = useEaselState(easel);
  return desk ? <Filled easel={easel} desk={desk} /> : null;
}

function Filled({ easel, desk }: { easel: Easel; desk: Desk }) {
  const state = useEaselState(easel);
  const deeds = useMemo(() => deedsOf(easel),
    // Deeds follow from what is chosen, what is there and which tool is in hand: all three live in the easel.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [easel, desk, state.tool, state.asPlayers]);
  useOffer("tabletop", deeds);
  useFading(desk, state.sheet !== undefined);
  const { view } = desk;
  const chosen = deeds.filter((one) => one.group === "chosen");
  const rest = deeds.filter((one) => one.group === "scene" || (one.group === "place" && one.id !== "undo"));
  return (
    <div className={style.bar}>
      <div className={style.row}>
        <div className={style.tools} role="toolbar" aria-label={t.tools}>
          {deeds.filter((one) => one.group === "tool").map((deed) => <ToolButton key={deed.id} deed={deed} />)}
        </div>
        <div className={style.more}>
          <button type="button" className={style.tool} title={t.undo(view.undo)} aria-label={t.undo(view.undo)} disabled={!view.undo} onClick={() => undo(desk)} data-deed="undo"><Glyph name="undo" /></button>
          <button type="button" className={style.tool} title={t.redo(view.redo)} aria-label={t.redo(view.redo)} disabled={!view.redo} onClick={() => redo(desk)} data-deed="redo" data-wide><Glyph name="redo" /></button>
          {chosen.length > 0 && <DeedMenu label={t.chosen(desk.chosen.size)} short={String(desk.chosen.size)} deeds={chosen} testId="chosen-menu" />}
          <DeedMenu label={t.more} short="⋯" deeds={rest} testId="more-menu" />
        </div>
      </div>
      <div className={style.float}>
        {!state.sheet && <Say problem={desk.send.problem} />}
        <p className={style.state} role="status" data-testid="hint">{desk.send.kept ? t.kept : state.hint}</p>
        <ToolOptions easel={easel} />
      </div>
    </div>
  );
}

/** useFading lets go of why something was refused after a while; a sheet keeps it beside its fields. */
function useFading({ send }: Desk, sheet: boolean): void {
  const { problem, clear } = send;
  useEffect(() => {
    if (!problem || sheet) return undefined;
    const fade = setTimeout(clear, 9_000);
    return () => clearTimeout(fade);
  }, [problem, clear, sheet]);
}

function ToolButton({ deed }: { deed: Deed }) {
  return (
    <button type="button" className={style.tool} aria-pressed={deed.on} aria-label={deed.text} title={`${deed.text} (${deed.key})`} onClick={() => deed.run()} data-tool={deed.id}>
      <Glyph name={deed.id} />
    </button>
  );
}

function DeedMenu({ label, short, deeds, testId }: { label: string; short: string; deeds: Deed[]; testId: string }) {
  return (
    <Menu position="top-end" shadow="md" width={290}>
      <Menu.Target><Button variant="default" size="sm" data-testid={testId} className={style.menu} aria-label={label}><span className={style.long}>{label}</span><span className={style.short} aria-hidden="true">{short}</span></Button></Menu.Target>
      <Menu.Dropdown className={style.drop}>{deeds.map((deed) => <DeedItem key={deed.id} deed={deed} run={() => deed.run()} />)}</Menu.Dropdown>
    </Menu>
  );
}
