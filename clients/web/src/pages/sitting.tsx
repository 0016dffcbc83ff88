/** At the table: the lobby before the game, the game's own table from then on. */
import { Code } from "@connectrpc/connect";
import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { Suspense, use, useCallback, useEffect, useState } from "react";
import { type Problem, roomv1, type WatchableService } from "@playhouse/client";
import { type Game, moduleOf, type Search } from "../games";
import { inWords, problemInWords } from "../rpc/errors";
import { useUser } from "../rpc/identity";
import { onSteps, useSession, watchAgain } from "../rpc/live";
import { playhouse } from "../rpc/playhouse";
import { texts } from "../texts";
import { isMyTurn, refreshMine } from "../ui/frame/turns";
import { Lobby } from "../ui/lobby/lobby";
import { notify } from "../ui/notice";
import { Empty, Loading, Page, Say, Trouble } from "../ui/pieces";
import { play } from "../ui/sound";
import { Connection } from "../ui/table/connection";
import style from "./sitting.module.css";

interface SittingProps {
  game: Game;
  sessionId: string;
  search: Search;
  notice: string;
  /** Why sitting down again did not work. */
  problem: Problem | undefined;
  again: () => void;
}

export function Sitting(props: SittingProps) {
  return (
    <Suspense fallback={<Page title={props.game.name}><Loading /></Page>}>
      <AtTable {...props} />
    </Suspense>
  );
}

function AtTable({ game, sessionId, search, notice, problem: refused, again }: SittingProps) {
  const module = use(moduleOf(game));
  const { service } = module;
  const live = useSession(service, sessionId, module.look?.(search));
  const user = useUser();
  const { rematch, call, problem } = useRematch(game, service, sessionId);
  useTurnNotice(live.room, user?.id);
  const { room, view } = live;
  const { Outside } = module;
  if (live.state === "ended" && live.problem) {
    if (Outside && isShut(live.problem)) return <Outside problem={live.problem} />;
    return <Page title={game.name}><Trouble problem={inWords(live.problem)} again={() => watchAgain(service, sessionId)} /></Page>;
  }
  if (!room || !view) return <Page title={game.name} tools={<Connection live={live} />}><Loading text={texts.arrival.finding} /></Page>;
  const member = room.members.some((one) => one.userId === user?.id);
  if (!member && room.status !== roomv1.SessionStatus.FINISHED) return Outside ? <Outside problem={refused} /> : <SentAway game={game} problem={refused} again={again} />;
  const lines = [notice, call && texts.table.calls].filter(Boolean);
  return (
    <>
      {lines.length > 0 && (
        <div className={style.notice} role="status">
          {lines.join(" ")} {call && <a href={`/${game.id}/${call}`}>{texts.session.join}</a>}
        </div>
      )}
      <Say problem={problem} />
      {room.status === roomv1.SessionStatus.LOBBY
        ? (
          <Lobby room={room} live={live} gameName={game.name} options={module.options(view)} picture={(seat) => module.seatPicture(view, seat)}>
            <module.Lobby sessionId={sessionId} live={live} rematch={rematch} />
          </Lobby>
        )
        : <module.Table sessionId={sessionId} live={live} rematch={rematch} />}
    </>
  );
}

/** isShut is true where trying again opens no door. */
export function isShut({ code }: Problem): boolean {
  return code === Code.NotFound || code === Code.PermissionDenied || code === Code.FailedPrecondition;
}

function SentAway({ game, problem, again }: { game: Game; problem: Problem | undefined; again: () => void }) {
  return (
    <Page title={game.name}>
      {problem && <Trouble problem={problem} next={<Link to="/">{texts.frame.goHome}</Link>} />}
      <Empty icon="kick" text={texts.arrival.kicked} next={<Button onClick={again}>{texts.arrival.sitDown}</Button>} />
    </Page>
  );
}

/** useRematch sets the table again, and hears when somebody else at the table has. */
function useRematch(game: Game, service: WatchableService, sessionId: string) {
  const navigate = useNavigate();
  const [call, setCall] = useState("");
  const [problem, setProblem] = useState<ReturnType<typeof problemInWords>>();
  useEffect(() => onSteps(service, sessionId, (live) => {
    const signal = live.signals.find((one) => one.kind === "rematch");
    if (signal) setCall(new TextDecoder().decode(signal.data));
  }), [service, sessionId]);
  const rematch = useCallback(async (create: () => Promise<string>) => {
    try {
      const next = await create();
      // Whoever still looks is told; whoever does not loses nothing.
      await playhouse.session.sendSignal({ sessionId, kind: "rematch", data: new TextEncoder().encode(next) }).catch(() => undefined);
      await navigate({ to: "/$game/$sessionId", params: { game: game.id, sessionId: next } });
    } catch (reason) {
      setProblem(problemInWords(reason));
    }
  }, [game, sessionId, navigate]);
  return { rematch: (create: () => Promise<string>) => void rematch(create), call, problem };
}

/** useTurnNotice says once, by sound and by a notice in the background, that the table waits for the user. */
function useTurnNotice(room: roomv1.Room | undefined, userId: string | undefined): void {
  const turn = room !== undefined && room.status === roomv1.SessionStatus.RUNNING && isMyTurn(room, userId);
  const status = room?.status;
  // The mark beside "my tables" follows at once.
  useEffect(refreshMine, [turn, status]);
  useEffect(() => {
    if (!turn) return;
    play("turn");
    notify(texts.session.yourTurn);
  }, [turn]);
}
