/** The connection in words, always in sight at a table. */
import { useEffect, useState, useSyncExternalStore } from "react";
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

function onLine(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

export function Connection({ live }: { live: Live<unknown, unknown> }) {
  const seconds = useSeconds(live.state === "reconnecting" ? live.retryAt : undefined);
  // The device knows at once what the stream only notices by its silence.
  const online = useSyncExternalStore(onLine, () => navigator.onLine);
  const state = live.state === "ended" || online ? live.state : "offline";
  const text = state === "live" ? texts.connection.live
    : state === "offline" ? texts.connection.offline
    : state === "ended" ? texts.connection.ended
    : seconds === undefined ? texts.connection.connecting
    : texts.connection.reconnecting(seconds);
  return (
    <span className={style.connection} data-state={state} role="status" data-testid="connection">
      <i aria-hidden="true" /> {text}
    </span>
  );
}
