/** The board as a component: canvases for the eye, a twin in words, and what lies over both. */
import { ActionIcon } from "@mantine/core";
import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { onSteps } from "../../../rpc/live";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/tabletop";
import { Icon } from "../../../ui/icons";
import { Empty } from "../../../ui/pieces";
import { type Desk, type Draft, draftType } from "../desk";
import { Cloth } from "../display/shown";
import { TableRole, TableService, type View } from "../proto";
import style from "./board.module.css";
import { Easel } from "./easel";
import { Keys } from "./keys";
import { PlaceMenu } from "./menu";
import { Sheets } from "./sheets";
import { putDown } from "./tools/place";
import { Twin } from "./twin";
import { Figureless, Waiting } from "./waiting";

const t = texts.board;

export interface BoardProps {
  desk: Desk;
  /** What players see, for the veil of a game master. */
  players: View | undefined;
  /** Without buttons, and out of reach of the pointer: for the flat screen. */
  bare?: boolean;
  easel: Easel | undefined;
  ready: (easel: Easel | undefined) => void;
}

export function TabletopBoard({ desk, players, bare = false, easel, ready }: BoardProps) {
  const host = useRef<HTMLDivElement>(null);
  const [said, say] = useState("");
  const { sessionId } = desk;
  useEffect(() => {
    const made = new Easel(host.current!, sessionId);
    ready(made);
    return () => {
      ready(undefined);
      made.destroy();
    };
  }, [sessionId, ready]);
  useLayoutEffect(() => easel?.take(desk, players), [easel, desk, players]);
  useGlimpses(easel, sessionId);
  useOwnToken(easel, desk);
  const keys = useMemo(() => easel && new Keys(easel, say), [easel]);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys?.down(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={style.board} data-bare={bare || undefined} onDragOver={(event) => event.dataTransfer.types.includes(draftType) && event.preventDefault()} onDrop={(event) => easel && drop(easel, event)}>
      <div ref={host} className={style.host} role="application" aria-label={t.label} aria-roledescription={common.board.role} tabIndex={0} data-testid="board"
        onKeyDown={onKeyDown} onKeyUp={(event) => keys?.up(event.key)} onBlur={() => keys?.clear()} />
      <p className="unseen" aria-live="assertive">{said}</p>
      {!desk.view.sceneId && <div className={style.empty}><Empty icon="hearth" text={t.noScene} next={<p>{desk.gm ? t.noSceneGm : t.noScenePlayer}</p>} /></div>}
      {easel && <Over easel={easel} bare={bare} />}
    </div>
  );
}

export function useEaselState(easel: Easel) {
  return useSyncExternalStore(easel.state.subscribe, () => easel.state.now);
}

/** Over is what lies over the canvases. */
function Over({ easel, bare }: { easel: Easel; bare: boolean }) {
  const { desk, menu, sheet, tool, drafts, asPlayers } = useEaselState(easel);
  return (
    <>
      {tool === "place" && <p className={style.note} role="status">{t.placing(drafts.length)}</p>}
      {asPlayers && <p className={style.note} role="status">{t.as} <button type="button" onClick={() => easel.state.set({ asPlayers: false })}>{t.back}</button></p>}
      {desk && !bare && tool !== "place" && !asPlayers && <><Waiting desk={desk} /><Figureless desk={desk} /></>}
      {sheet && desk && <Sheets easel={easel} desk={desk} sheet={sheet} />}
      {desk && !desk.gm && !bare && desk.view.role !== TableRole.DISPLAY && desk.view.display?.blank && <Cloth />}
      {menu && <PlaceMenu key={`${menu.at.x},${menu.at.y}`} easel={easel} menu={menu} />}
      {desk && <Twin easel={easel} desk={desk} />}
      {!bare && <div className={style.zoom}>
        {([["plus", common.board.closer, () => easel.stage.zoom(1.3)], ["minus", common.board.further, () => easel.stage.zoom(1 / 1.3)], ["fit", common.board.all, () => easel.stage.showAll()]] as const).map(([icon, text, run]) => (
          <ActionIcon key={icon} variant="default" size={38} aria-label={text} title={text} onClick={run}><Icon name={icon} size={18} /></ActionIcon>
        ))}
      </div>}
    </>
  );
}

/** useGlimpses shows what others point at, without the rest of the page noticing. */
function useGlimpses(easel: Easel | undefined, sessionId: string): void {
  useEffect(() => easel && onSteps(TableService, sessionId, ({ signals, happenings }) => {
    easel.happened.push(...happenings);
    if (easel.view && easel.glimpses.take(signals, easel.view, easel.desk.userId, performance.now())) easel.redrawMoment();
  }), [easel, sessionId]);
}

/** useOwnToken chooses a player's figure when they come to a scene. */
function useOwnToken(easel: Easel | undefined, desk: Desk): void {
  const { sceneId, ownTokenIds } = desk.view;
  const own = desk.gm ? undefined : ownTokenIds[0];
  const greeted = useRef("");
  useEffect(() => {
    if (!easel || !own || greeted.current === sceneId) return;
    greeted.current = sceneId;
    easel.desk.choose([own]);
    easel.show(own);
  }, [easel, own, sceneId]);
}

function drop(easel: Easel, event: React.DragEvent): void {
  const json = event.dataTransfer.getData(draftType);
  if (!json || !easel.desk.gm) return;
  event.preventDefault();
  void putDown(easel, JSON.parse(json) as Draft[], easel.stage.at(event.clientX, event.clientY));
}
