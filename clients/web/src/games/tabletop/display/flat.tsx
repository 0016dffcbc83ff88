/** The flat screen that lies on a real table: the board from edge to edge, nothing else. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { texts } from "../../../texts/tabletop";
import { fit } from "../../../ui/board/camera";
import { type Action, useOffer } from "../../../ui/frame/actions";
import { useTitle } from "../../../ui/pieces";
import { TabletopBoard } from "../board/board";
import type { Easel } from "../board/easel";
import { boxOf } from "../board/plane";
import { smallest } from "../board/stage";
import type { Desk } from "../desk";
import type { Display, View } from "../proto";
import { Calibrate } from "./calibrate";
import style from "./display.module.css";
import { keepInch, keptInch } from "./inch";
import { Shown } from "./shown";

const t = texts.display;

export function FlatDisplay({ desk, title }: { desk: Desk; title: string }) {
  useTitle(title);
  const [easel, setEasel] = useState<Easel>();
  const ready = useCallback((made: Easel | undefined) => setEasel(made), []);
  const [inch, setInch] = useState(keptInch);
  const [calibrating, setCalibrating] = useState(false);
  const { display } = desk.view;
  useWake();
  useFollow(easel, desk.view, inch);
  const actions = useMemo<Action[]>(() => [
    { id: "full", text: t.help, key: "f", run: () => void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()) },
    { id: "calibrate", text: t.calibrate, key: "c", run: () => setCalibrating(true) },
    ...([["ArrowLeft", -1, 0], ["ArrowRight", 1, 0], ["ArrowUp", 0, -1], ["ArrowDown", 0, 1]] as const).map(([key, dx, dy]) => ({
      id: key, text: key, key, run: () => easel && easel.stage.glideTo({ ...easel.stage.camera, x: easel.stage.camera.x + dx * 2, y: easel.stage.camera.y + dy * 2 }),
    })),
  ], [easel]);
  useOffer("flat", actions);
  return (
    <main id="page" className={style.flat} tabIndex={-1} aria-label={t.label} data-testid="flat">
      <h1 className="unseen">{title}</h1>
      <p className="unseen">{t.help}</p>
      <div className={style.turned} data-turn={display?.rotation ?? 0} style={{ filter: lookOf(display) }}>
        <TabletopBoard desk={desk} players={undefined} bare easel={easel} ready={ready} />
        <Shown display={display} />
      </div>
      {calibrating && <Calibrate inch={inch} close={() => setCalibrating(false)} take={(pixels) => { keepInch(pixels); setInch(pixels); }} />}
    </main>
  );
}

/** lookOf dims the screen, and takes the blue out of it at night. */
export function lookOf(display: Display | undefined): string | undefined {
  const parts = [display?.night && "sepia(0.85) hue-rotate(-18deg) saturate(1.5) brightness(0.6)", display?.brightness && display.brightness < 1 && `brightness(${display.brightness})`];
  return parts.filter(Boolean).join(" ") || undefined;
}

/** heroes are the figures that belong to somebody: what the screen follows. */
export function heroes(view: View) {
  return Object.values(view.elements).flatMap(({ kind }) => (kind.case === "token" && kind.value.ownerIds.length > 0 ? [kind.value.at!] : []));
}

/** useFollow keeps the players' figures in sight: in true size when an inch is known, else with the whole scene. */
function useFollow(easel: Easel | undefined, view: View, inch: number): void {
  const at = heroes(view);
  const place = at.map(({ x, y }) => `${x},${y}`).join(" ");
  const { sceneId, width, height } = view;
  useEffect(() => {
    if (!easel?.view || easel.stage.screen.width === 0) return;
    const { stage } = easel;
    if (!inch) return stage.glideTo(fit({ x: 0, y: 0, width, height }, stage.screen, 400, smallest));
    const box = at.length > 0 ? boxOf(at) : { x: 0, y: 0, width, height };
    stage.glideTo({ x: box.x + box.width / 2, y: box.y + box.height / 2, scale: inch });
    // Where the figures are is what counts, not the objects that say so.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [easel, easel?.view?.sceneId, sceneId, width, height, inch, place]);
}

/** useWake keeps the screen from going dark while it is looked at. */
function useWake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    const ask = () => {
      if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").then((got) => (lock = got), () => undefined);
    };
    ask();
    document.addEventListener("visibilitychange", ask);
    return () => {
      document.removeEventListener("visibilitychange", ask);
      void lock?.release();
    };
  }, []);
}
