/** The connection in words, always in sight at a table. */
import { useEffect, useState } from "react";
import type { Live } from "@playhouse/client";
import { texts } from "../../texts";
import style from "./table.module.css";

/** useSeconds counts down to a time; undefined when there is none. It ticks only while it counts. */
export function useSeconds(until: number | undefined): number | undefined {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (until === undefined) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [until]);
  return until === undefined ? undefined : Math.max(0, Math.ceil((until - now) / 1000));
}

export function Connection({ live }: { live: Live<unknown, unknown> }) {
  const seconds = useSeconds(live.state === "reconnecting" ? live.retryAt : undefined);
  const text = live.state === "live" ? texts.connection.live
    : live.state === "offline" ? texts.connection.offline
    : live.state === "ended" ? texts.connection.ended
    : seconds === undefined ? texts.connection.connecting
    : texts.connection.reconnecting(seconds);
  return (
    <span className={style.connection} data-state={live.state} role="status" data-testid="connection">
      <i aria-hidden="true" /> {text}
    </span>
  );
}
