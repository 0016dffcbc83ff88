/** The game itself: scorebug and park in the middle, the sheets at the side, the decision below. */
import { Button, CopyButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Live } from "@playhouse/client";
import { useUser } from "../../rpc/identity";
import { useSend } from "../../rpc/send";
import { texts as common } from "../../texts";
import { texts } from "../../texts/baseball";
import { nameOf } from "../../ui/rooms";
import { Chat } from "../../ui/table/chat";
import { Clock } from "../../ui/table/clock";
import { Connection } from "../../ui/table/connection";
import { type SideTab, TableFrame } from "../../ui/table/frame";
import { People } from "../../ui/table/people";
import { useStory } from "../../ui/table/story";
import type { TableProps } from "../index";
import { useAutopilot } from "./autopilot";
import { Park } from "./board";
import { usePlays } from "./listing";
import { resultInWords } from "./options";
import { Afterwards, Outcome } from "./outcome";
import { Box } from "./panels/box";
import { Decide } from "./panels/decide";
import { Match } from "./panels/match";
import { Nines } from "./panels/nines";
import { Plays } from "./panels/plays";
import { Score } from "./panels/score";
import { Motion } from "./park/motion";
import { BaseballService, type Happening, Phase, type View } from "./proto";
import { Scorebug } from "./scorebug";
import { heard } from "./sounds";
import { ToLeague } from "./toleague";
import style from "./table.module.css";

export function Table(props: TableProps) {
  const { sessionId } = props;
  const live = props.live as Live<View, Happening>;
  const view = live.view!;
  const room = live.room!;
  const user = useUser();
  const seat = room.members.find((one) => one.userId === user?.id)?.seat ?? 0;
  const [motion] = useState(() => new Motion());
  const [autopilot, setAutopilot] = useState(false);
  const orders = useSend();
  const over = view.phase === Phase.FINISHED;
  useAutopilot({ on: autopilot && !over, sessionId, view, seat, motion, send: orders.send });
  const tabs = useTabs({ sessionId, live, seat, userId: user?.id });
  return (
    <div className={style.baseball} data-testid="ballgame" data-version={live.version} data-phase={Phase[view.phase]} data-seat={seat}>
      <TableFrame sheet title={nameOf(room)} tabs={tabs} head={<Head live={live} sessionId={sessionId} />}
        board={(
          <div className={style.middle}>
            <Scorebug view={view} />
            <div className={style.stage}>
              <Park sessionId={sessionId} view={view} motion={motion} />
              {!over && <p className={style.told} aria-live="polite" data-testid="told">{view.ballInPlay ? texts.score.card(resultInWords(view.ballInPlay)) : view.lastPlay?.text ?? texts.score.none}</p>}
              {over && <Outcome view={view} seat={seat} />}
            </div>
          </div>
        )}
        actions={over
          ? <Afterwards view={view} room={room} sessionId={sessionId} rematch={props.rematch} />
          : <Decide sessionId={sessionId} view={view} room={room} seat={seat} orders={orders} autopilot={autopilot} setAutopilot={setAutopilot} />} />
    </div>
  );
}

function useTabs({ sessionId, live, seat, userId }: { sessionId: string; live: Live<View, Happening>; seat: number; userId: string | undefined }): SideTab[] {
  const view = live.view!;
  const t = texts.tabs;
  const plays = usePlays(sessionId, view.plays);
  const story = useStory(BaseballService, sessionId, heard);
  return [
    { id: "score", title: t.score, icon: "log", body: <Score view={view} plays={plays} /> },
    { id: "match", title: t.match, icon: "people", body: <Match sessionId={sessionId} view={view} /> },
    { id: "nines", title: t.nines, icon: "diamond", body: <Nines sessionId={sessionId} view={view} seat={seat} /> },
    { id: "plays", title: t.plays, icon: "play", body: <Plays plays={plays} story={story} /> },
    { id: "box", title: t.box, icon: "sessions", body: <Box sessionId={sessionId} view={view} /> },
    { id: "talk", title: t.talk, icon: "chat", mark: live.chat.length, body: <><People room={live.room!} userId={userId} /><div><Share sessionId={sessionId} /> <ToLeague /></div><Chat sessionId={sessionId} lines={live.chat} /></> },
  ];
}

/** Head says where the game is, how long one has, whether the line holds. */
function Head({ live, sessionId }: { live: Live<View, Happening>; sessionId: string }) {
  const { inning, bottom, phase } = live.view!;
  return (
    <>
      <span className={style.half} data-testid="half">{phase === Phase.FINISHED ? texts.bug.final : texts.bug.half(inning, bottom)}</span>
      <Clock room={live.room} />
      <Connection live={live} />
      <span className={style.share}><Share sessionId={sessionId} /></span>
      <ToLeague className={style.history} />
      <Link to="/$game/$sessionId/history" params={{ game: "baseball", sessionId }} className={style.history}>{common.table.history}</Link>
    </>
  );
}

/** Share copies a link for those who want to watch. */
function Share({ sessionId }: { sessionId: string }) {
  return (
    <CopyButton value={`${window.location.origin}/baseball/${sessionId}?watch=true`}>
      {({ copied, copy }) => <Button size="compact-sm" variant="subtle" onClick={copy}>{copied ? common.copied : texts.talk.watch}</Button>}
    </CopyButton>
  );
}
