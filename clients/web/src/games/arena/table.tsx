/** A world and all around it: the field in the middle, the panels at the side, time and tools below. */
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Live } from "@playhouse/client";
import { useUser } from "../../rpc/identity";
import { useSend } from "../../rpc/send";
import { texts } from "../../texts/arena";
import { useOffer } from "../../ui/frame/actions";
import { Loading } from "../../ui/pieces";
import { nameOf } from "../../ui/rooms";
import { Chat } from "../../ui/table/chat";
import { type SideTab, TableFrame } from "../../ui/table/frame";
import { Log } from "../../ui/table/log";
import { People } from "../../ui/table/people";
import { useStory } from "../../ui/table/story";
import type { TableProps } from "../index";
import { arenaClient } from "./client";
import { Bar } from "./bar";
import { Shelf } from "./behaviors/wanted";
import { deedsOf } from "./deeds";
import { DeskProvider, type DeskState, isHost, type Order } from "./desk";
import { FeedNote, Head, Ways } from "./head";
import { AgentPanel } from "./panels/agent";
import { BuildPanel } from "./panels/build";
import { type PanelId, panelIds } from "./panels/ids";
import { TeamsPanel } from "./panels/teams";
import { ArenaService, type Happening, type View } from "./proto";
import { Afterwards, Outcome } from "./result";
import { useStore } from "./store";
import { heard } from "./sounds";
import { useWorld } from "./use-world";
import { WallBook } from "./walls";
import { WorldBoard } from "./world/board";
import type { Shown } from "./world/scene";
import { Twin } from "./world/twin";
import style from "./table.module.css";

const Minds = lazy(async () => ({ default: (await import("./behaviors/beside")).Beside }));
const Assistant = lazy(async () => ({ default: (await import("./assistant/panel")).AssistantPanel }));
const WorldPanel = lazy(async () => ({ default: (await import("./panels/world")).WorldPanel }));

export function Table(props: TableProps) {
  const live = props.live as Live<View, Happening>;
  const view = live.view!;
  const { desk, tab, setTab, question } = useDeskState(props.sessionId, live);
  const { scene, feed } = desk;
  const chosen = useStore(scene.store);
  const deeds = useMemo(() => deedsOf(desk),
    // What is chosen and shown decides about deeds too: it lives in the scene.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [desk, chosen.tool, chosen.zones, chosen.vectors, chosen.trails, chosen.follow, chosen.chosen]);
  useOffer("arena", useMemo(() => deeds.map(({ id, text, key, also, run }) => ({ id: `arena-${id}`, text, key, also, run })), [deeds]));
  useEffect(() => {
    scene.told({ space: () => deeds.find((one) => one.id === "play" || one.id === "pause")?.run() });
  }, [scene, deeds]);
  useTools(desk);
  const shown = useShown(view);
  const tabs = useTabs(desk, live);
  return (
    <DeskProvider state={desk}>
      <div className={style.arena} data-testid="arena" data-version={live.version} data-running={view.running} data-team={view.ownTeam} data-run={view.run}>
        <TableFrame sheet title={nameOf(desk.room)} tabs={tabs} tab={tab} onTab={setTab} head={<Head live={live} />}
          board={(
            <WorldBoard scene={scene} shown={shown}>
              <Twin scene={scene} feed={feed} teams={view.teams} />
              {view.asleep && <p className={style.note} role="status">{texts.head.asleep}</p>}
              <FeedNote />
              {view.result && <Outcome view={view} />}
            </WorldBoard>
          )}
          actions={desk.over ? <Afterwards rematch={props.rematch} /> : <Bar deeds={deeds} question={question} />} />
      </div>
    </DeskProvider>
  );
}

/** useDeskState makes the desk, the same as long as nothing on it has changed. */
function useDeskState(sessionId: string, live: Live<View, Happening>) {
  const view = live.view!;
  const room = live.room!;
  const userId = useUser()?.id ?? "";
  const send = useSend();
  const [tab, setTab] = useState<string>("teams");
  const [asked, setAsked] = useState<{ text: string; go: () => void }>();
  const ask = useCallback((text: string, go: () => void) => setAsked({ text, go }), []);
  const { scene, feed } = useWorld(sessionId, view);
  const sending = useRef(send);
  const walled = useRef(view.walls);
  useEffect(() => {
    sending.current = send;
    walled.current = view.walls;
  });
  const act = useCallback((order: Order) => {
    sending.current.clear();
    return sending.current.send((commandId, options) => order({ sessionId, commandId }, options));
  }, [sessionId]);
  const [shelf] = useState(() => new Shelf());
  useEffect(() => () => shelf.wisher.cancel(), [shelf]);
  const [walls] = useState(() => new WallBook(act, () => walled.current));
  const open = useCallback((behaviorId: string, line?: number) => {
    setTab("mind");
    shelf.open(behaviorId, line);
  }, [shelf]);
  const over = view.result !== undefined;
  const { pending, kept, problem } = send;
  const desk = useMemo<DeskState>(() => ({
    sessionId, view, room, userId, runs: isHost(room, userId) && !over, over, scene, feed, walls, shelf, send, act, ask, show: setTab, open,
  }),
    // `send` is made anew with every render, but says the same as long as these do.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [sessionId, view, room, userId, over, scene, feed, walls, shelf, pending, kept, problem?.message, act, ask, open]);
  const close = useCallback(() => setAsked(undefined), []);
  return { desk, tab, setTab, question: asked && { ...asked, close } };
}

/** useTools lets the tools in hand do what the viewer may. */
function useTools({ scene, walls, act, runs }: DeskState): void {
  useEffect(() => {
    scene.allow(runs ? {
      build: (wall) => void walls.build(wall),
      erase: (wall) => void walls.remove(wall),
      add: (centre) => void act((base, options) => arenaClient.addAgents({ ...base, ...scene.store.now.adding, centre }, options)),
    } : undefined);
  }, [scene, walls, act, runs]);
}

function useShown(view: View): Shown {
  const { config, walls, points, teams } = view;
  const { areaWidth: width = 800, areaHeight: height = 600 } = config ?? {};
  return useMemo(() => ({ area: { width, height }, walls, points, teams, config }), [width, height, walls, points, teams, config]);
}

function useTabs(desk: DeskState, live: Live<View, Happening>): SideTab[] {
  const story = useStory(ArenaService, desk.sessionId, heard);
  const bodies: Record<PanelId, Pick<SideTab, "body" | "icon" | "mark">> = {
    teams: { icon: "flag", body: <TeamsPanel /> },
    agent: { icon: "eye", body: <AgentPanel /> },
    mind: { icon: "log", body: <Suspense fallback={<Loading />}><Minds /></Suspense> },
    helper: { icon: "bot", body: <Suspense fallback={<Loading />}><Assistant /></Suspense> },
    build: { icon: "maze", body: <BuildPanel /> },
    world: { icon: "settings", body: <Suspense fallback={<Loading />}><WorldPanel /></Suspense> },
    talk: { icon: "chat", mark: live.chat.length, body: <><Ways /><People room={live.room!} userId={desk.userId} /><Log lines={story} /><Chat sessionId={desk.sessionId} lines={live.chat} /></> },
  };
  return panelIds.map((id, i) => ({ id, title: texts.tabs[id], hint: String(i + 1), ...bodies[id] }));
}
