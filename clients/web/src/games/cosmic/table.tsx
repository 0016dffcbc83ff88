/** The voyage itself: the map (or the fight, or the event) in the middle, the panels at the side, the orders below. */
import { Button, CopyButton } from "@mantine/core";
import { useMemo, useState } from "react";
import { Link } from "@tanstack/react-router";
import type { Live } from "@playhouse/client";
import { useUser } from "../../rpc/identity";
import { texts as common } from "../../texts";
import { texts } from "../../texts/cosmic";
import { nameOf } from "../../ui/rooms";
import { SaveSlots } from "../../ui/saves/slots";
import { Chat } from "../../ui/table/chat";
import { Connection } from "../../ui/table/connection";
import { type SideTab, TableFrame } from "../../ui/table/frame";
import type { LogLine } from "../../ui/table/log";
import { People } from "../../ui/table/people";
import { useStory } from "../../ui/table/story";
import type { TableProps } from "../index";
import { Bar, BarState } from "./bar";
import { StarMap } from "./board";
import { BridgeProvider, type BridgeState, useBridge, useOrders, useQuestion } from "./bridge";
import { CombatChoices, CombatScene } from "./combat";
import { Crew } from "./crew";
import { type Deed, deedsOf } from "./deeds";
import { EventCard } from "./event";
import { Helm } from "./helm";
import { Hold } from "./hold";
import { Hud } from "./hud";
import { CaptainsLog } from "./log";
import { LookProvider } from "./look";
import { Market } from "./market";
import { Afterwards, Outcome } from "./outcome";
import { kindOf, unrankedBy } from "./options";
import { panelIds } from "./panels";
import { CosmicService, type Happening, Mode, type View } from "./proto";
import { Quests } from "./quests";
import { useQuickSave } from "./quick";
import { Ship } from "./ship";
import { digitsShowPanels, useShortcuts } from "./shortcuts";
import { heard } from "./sounds";
import { Tidings } from "./tidings";
import style from "./table.module.css";

export function Table(props: TableProps) {
  const { sessionId } = props;
  const live = props.live as Live<View, Happening>;
  const view = live.view!;
  const room = live.room!;
  const user = useUser();
  const { act, ...orders } = useOrders(sessionId);
  const story = useStory(CosmicService, sessionId, heard);
  const [tab, setTab] = useState("helm");
  const seated = room.members.some((one) => one.userId === user?.id && one.seat > 0);
  const captain = seated && view.mode !== Mode.ENDED;
  const { ask, question } = useQuestion(live.version);
  const bridge = useMemo<BridgeState>(() => ({ sessionId, view, room, captain, idle: !captain || orders.pending, act, ask }),
    // `act` is made anew with every render, but always does the same.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [sessionId, view, room, captain, orders.pending, ask]);
  const deeds = useMemo(() => (captain ? deedsOf(view) : []), [captain, view]);
  const quick = useQuickSave({ sessionId, version: live.version, captain, ask });
  useShortcuts({ bridge, deeds, quick, setTab });
  const state = { ...orders, problem: orders.problem ?? quick.problem, notice: quick.notice, question };
  const tabs = panelsOf({ story, live, sessionId, userId: user?.id, captain, digits: digitsShowPanels(view, captain) });
  return (
    <BridgeProvider state={bridge}><LookProvider at={view.location?.nodeId}>
      <div className={style.cosmic} data-mode={Mode[view.mode]} data-version={live.version} data-here={view.location?.nodeId} data-testid="voyage">
        <TableFrame sheet attention={attentionOf(view)} title={nameOf(room)} head={<Head live={live} sessionId={sessionId} />} tabs={tabs} tab={tab} onTab={setTab}
          board={<Middle deeds={deeds} />}
          actions={view.mode === Mode.ENDED ? <Afterwards room={room} rematch={props.rematch} />
            : view.mode === Mode.COMBAT && captain ? <><CombatChoices deeds={deeds} /><BarState {...state} /></>
            : <Bar deeds={deeds} {...state} />} />
      </div>
    </LookProvider></BridgeProvider>
  );

}

/** attentionOf names what the captain must see now; empty while cruising. */
function attentionOf({ mode, encounter, combat }: View): string {
  return mode === Mode.CRUISE ? "" : `${mode} ${encounter?.id ?? combat?.enemy ?? ""}`;
}

/** Middle is what has the captain's attention. */
function Middle({ deeds }: { deeds: Deed[] }) {
  const { view, sessionId } = useBridge();
  return (
    <div className={style.middle}>
      <Hud />
      <div className={style.stage}>
        {view.mode === Mode.COMBAT ? <CombatScene /> : <StarMap />}
        <Tidings sessionId={sessionId} hidden={view.mode === Mode.COMBAT || view.mode === Mode.ENDED} />
        {view.mode === Mode.EVENT && <EventCard deeds={deeds} />}
        {view.mode === Mode.ENDED && <Outcome />}
      </div>
    </div>
  );
}

interface PanelsProps {
  story: LogLine[];
  live: Live<View, Happening>;
  sessionId: string;
  userId: string | undefined;
  captain: boolean;
  /** The digits show panels now; else they are attacks or choices. */
  digits: boolean;
}

function panelsOf({ story, live, sessionId, userId, captain, digits }: PanelsProps): SideTab[] {
  const bodies: Record<(typeof panelIds)[number], Pick<SideTab, "body" | "icon" | "mark">> = {
    helm: { icon: "explore", body: <Helm /> },
    ship: { icon: "rocket", body: <Ship /> },
    hold: { icon: "crate", body: <Hold /> },
    market: { icon: "scales", body: <Market /> },
    quests: { icon: "flag", body: <Quests /> },
    crew: { icon: "people", body: <Crew /> },
    log: { icon: "log", body: <CaptainsLog story={story} /> },
    saves: { icon: "save", body: <SaveSlots game="cosmic" sessionId={captain ? sessionId : undefined} version={live.version} /> },
    talk: { icon: "chat", body: <><People room={live.room!} userId={userId} /><div><Share sessionId={sessionId} /></div><Chat sessionId={sessionId} lines={live.chat} /></>, mark: live.chat.length },
  };
  return panelIds.map((id, i) => ({ id, title: texts.tabs[id], hint: digits ? String(i + 1) : undefined, ...bodies[id] }));
}

/** Head says when and of what it is: turn, kind of voyage, connection. */
function Head({ live, sessionId }: { live: Live<View, Happening>; sessionId: string }) {
  const { options, captain } = live.view!;
  const unranked = unrankedBy(live.room!, options);
  return (
    <>
      <span className={style.turn} data-testid="turn">{texts.head.turn(captain?.turn ?? 0)}{options && options.maxTurns > 0 && <small> {texts.head.of(options.maxTurns)}</small>}</span>
      <Connection live={live} />
      {options && <span className={style.kind}>{kindOf(options)}</span>}
      {unranked && <span className={style.unranked} data-testid="unranked">{texts.options.unranked(unranked)}</span>}
      <span className={style.share}><Share sessionId={sessionId} /></span>
      <Link to="/$game/$sessionId/history" params={{ game: "cosmic", sessionId }} className={style.history}>{texts.head.history}</Link>
    </>
  );
}

/** Share copies the address: whoever opens it may watch. */
function Share({ sessionId }: { sessionId: string }) {
  return (
    <CopyButton value={`${window.location.origin}/cosmic/${sessionId}`}>
      {({ copied, copy }) => <Button size="compact-sm" variant="subtle" onClick={copy}>{copied ? common.copied : common.table.share}</Button>}
    </CopyButton>
  );
}
