/** The game itself: board in the middle, the party and the story at the side, actions below. */
import { useMemo } from "react";
import { Link } from "@tanstack/react-router";
import type { Live } from "@playhouse/client";
import { labyrinthClient } from "./client";
import { useUser } from "../../rpc/identity";
import { useSend } from "../../rpc/send";
import { texts } from "../../texts";
import { texts as own } from "../../texts/labyrinth";
import { nameOf } from "../../ui/rooms";
import { Chat } from "../../ui/table/chat";
import { Clock } from "../../ui/table/clock";
import { Connection } from "../../ui/table/connection";
import { type SideTab, TableFrame } from "../../ui/table/frame";
import { Log } from "../../ui/table/log";
import { People } from "../../ui/table/people";
import type { TableProps } from "../index";
import { ActionBar } from "./actions";
import { LabyrinthBoard } from "./board";
import { useCharacters } from "./content";
import { declare, type Offer, offersOf } from "./offers";
import { Party } from "./party";
import { Placements } from "./placement";
import { type Happening, Phase, type View } from "./proto";
import { Outcome } from "./result";
import { useStory } from "./story";
import style from "./table.module.css";

const t = own;

export function Table(props: TableProps) {
  const { sessionId } = props;
  const live = props.live as Live<View, Happening>;
  const view = live.view!;
  const user = useUser();
  useCharacters();
  const { send, pending, kept, problem, clear } = useSend();
  const story = useStory(sessionId, live);
  const offers = useMemo(() => offersOf(view), [view]);
  const act = (offer: Offer) => {
    clear();
    void send(declare(labyrinthClient, sessionId, offer));
  };
  const confirm = () => void send((commandId, options) => labyrinthClient.confirmPlacement({ sessionId, commandId }, options));
  const tabs: SideTab[] = [
    { id: "party", title: texts.table.tabs.party, icon: "people", body: <><Party view={view} room={live.room!} /><People room={live.room!} userId={user?.id} /></> },
    { id: "log", title: texts.table.tabs.story, icon: "log", body: <Log lines={story} /> },
    { id: "chat", title: texts.table.tabs.talk, icon: "chat", body: <Chat sessionId={sessionId} lines={live.chat} />, mark: live.chat.length },
  ];
  return (
    <TableFrame
      title={nameOf(live.room!)}
      head={<Head live={live} sessionId={sessionId} />}
      board={<LabyrinthBoard sessionId={sessionId} view={view} offers={offers} act={act} busy={pending} />}
      tabs={tabs}
      actions={view.phase === Phase.FINISHED
        ? <Outcome view={view} room={live.room!} sessionId={sessionId} rematch={props.rematch} />
        : view.phase === Phase.PLACEMENT
          ? <Placements view={view} confirm={confirm} pending={pending} problem={problem} />
          : <ActionBar view={view} room={live.room!} offers={offers} act={act} pending={pending} kept={kept} problem={problem} />}
    />
  );
}

/** Head says where the game is: turn, phase, clock, connection. */
function Head({ live, sessionId }: { live: Live<View, Happening>; sessionId: string }) {
  const view = live.view!;
  return (
    <>
      <span className={style.turn} data-testid="turn">{view.turn > 0 ? t.turn(view.turn) : t.opening}</span>
      <span className={style.phase} data-testid="phase">{t.phase[view.phase]}</span>
      <Clock room={live.room} />
      <Connection live={live} />
      {view.conditions.map((text) => <span key={text} className={style.condition}>{text}</span>)}
      <Link to="/$game/$sessionId/history" params={{ game: "labyrinth", sessionId }} className={style.historyLink}>{texts.table.history}</Link>
    </>
  );
}
