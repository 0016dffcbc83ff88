/** Head says when it is in the world, how fast time passes there, and whether the line holds. */
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Live } from "@playhouse/client";
import { texts as common } from "../../texts";
import { texts } from "../../texts/arena";
import { Connection } from "../../ui/table/connection";
import { Button, CopyButton } from "@mantine/core";
import { useDesk } from "./desk";
import type { Happening, View } from "./proto";
import { useStore } from "./store";
import style from "./table.module.css";

const t = texts.head;

export function Head({ live }: { live: Live<View, Happening> }) {
  const { sessionId, view, feed, over } = useDesk();
  const { status } = useStore(feed.store);
  const running = status?.running ?? view.running;
  const slow = running && status !== undefined && status.pace > 0 && status.pace < status.speed * 0.9;
  return (
    <>
      <Clock />
      <span className={style.badge} data-on={running || undefined} data-testid="running">{over ? t.ended : running ? t.running : t.paused}</span>
      {status && (
        <span className={style.figures} data-testid="status" title={t.cost(status.tickP50Us, status.tickP99Us)}>
          {t.agents(status.agents)}{running && <span data-slow={slow || undefined} title={slow ? t.slow : undefined}> {t.pace(status.pace)}</span>}
          {status.elsewhere && ` ${t.elsewhere}`}
        </span>
      )}
      {view.waiting > 0 && running && <span className={style.figures}>{t.waiting(view.waiting)}</span>}
      <Connection live={live} />
      <span className={style.share}><Share sessionId={sessionId} /></span>
      <Link to="/$game/$sessionId" params={{ game: "arena", sessionId: "replay" }} search={{ of: sessionId } as never} className={style.history}>{t.replay}</Link>
      <Link to="/$game/$sessionId/history" params={{ game: "arena", sessionId }} className={style.history}>{t.history}</Link>
    </>
  );
}

/** Clock is the time of the world. It is read from the frames, a few times a second, without a render of anything else. */
function Clock() {
  const { scene, view } = useDesk();
  const [tick, setTick] = useState(scene.crowd.tick);
  useEffect(() => {
    const timer = setInterval(() => setTick(scene.crowd.tick), 200);
    return () => clearInterval(timer);
  }, [scene]);
  const time = texts.clock(tick, view.config?.tickRate ?? 30);
  return (
    <span className={style.clock} title={t.time(time)}>
      <span data-testid="tick" data-tick={tick}>{time}</span>{view.run > 1 && <small> {t.run(view.run)}</small>}
    </span>
  );
}

/** Ways lead away from the world: to its past, and for those who shall come. */
export function Ways() {
  const { sessionId } = useDesk();
  return (
    <div className={style.ways}>
      <Share sessionId={sessionId} />
      <Link to="/$game/$sessionId" params={{ game: "arena", sessionId: "replay" }} search={{ of: sessionId } as never}>{t.replay}</Link>
      <Link to="/$game/$sessionId/history" params={{ game: "arena", sessionId }}>{t.history}</Link>
    </div>
  );
}

/** FeedNote says over the field why nobody moves. */
export function FeedNote() {
  const { feed } = useDesk();
  const { state, problem } = useStore(feed.store);
  if (!t.frames[state]) return null;
  return <p className={style.note} role="status">{t.frames[state]}{state === "ended" && problem && `: ${problem.message}`}</p>;
}

/** Share copies the address: whoever opens it takes the seat of a team, or watches. */
function Share({ sessionId }: { sessionId: string }) {
  return (
    <CopyButton value={`${window.location.origin}/arena/${sessionId}`}>
      {({ copied, copy }) => <Button size="compact-sm" variant="subtle" onClick={copy}>{copied ? common.copied : common.table.share}</Button>}
    </CopyButton>
  );
}
