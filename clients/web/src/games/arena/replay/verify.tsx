/** The proof of a run: it is computed again, and its hashes are compared. */
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { Problem } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import { texts } from "../../../texts/arena";
import { Say } from "../../../ui/pieces";
import { arenaClient } from "../client";
import { Far } from "../far";
import type { VerifyReplayResponse } from "../proto";
import style from "./replay.module.css";

const t = texts.replay;

export function Verify({ sessionId, run }: { sessionId: string; run: number }) {
  const [now, setNow] = useState<VerifyReplayResponse>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const verify = async () => {
    const own = (stop.current = new AbortController());
    setBusy(true);
    setProblem(undefined);
    try {
      for await (const step of arenaClient.verifyReplay({ sessionId, run }, { signal: own.signal })) setNow(step);
    } catch (reason) {
      if (!own.signal.aborted) setProblem(problemInWords(reason));
    } finally {
      own.abort();
      setBusy(false);
    }
  };
  return (
    <div className={style.verify} data-testid="verify" data-verified={now?.done ? now.verified : undefined}>
      <p className="soft">{t.verifyLead}</p>
      <div className={style.row}>
        {busy ? <Button variant="default" onClick={() => stop.current?.abort()}>{t.stop}</Button> : <Button variant="default" onClick={() => void verify()}>{t.verify}</Button>}
        {now && <span role="status">{!now.done ? t.verifying(now.tick, now.lastTick, now.agreed) : now.verified ? t.verified(now.agreed) : t.differs(now.differsAt)}</span>}
      </div>
      {busy && now && <Far now={now.tick} of={now.lastTick} label={t.verify} />}
      <Say problem={problem} />
    </div>
  );
}
