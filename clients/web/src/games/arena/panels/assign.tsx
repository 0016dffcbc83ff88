/** Giving agents another behaviour, for good or for a while. */
import { Button, NativeSelect, NumberInput } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/arena";
import { grouped, useBehaviors } from "../behaviors/lists";
import { arenaClient } from "../client";
import { useDesk } from "../desk";
import style from "./panels.module.css";

const t = texts.assign;

export interface AssignProps {
  /** A team, or single agents. */
  who: { team?: number; agents?: number[] };
  /** The same in words. */
  whom: string;
  done?: () => void;
}

export function Assign({ who, whom, done }: AssignProps) {
  const { act, send, view } = useDesk();
  const { behaviors } = useBehaviors();
  const [chosen, setChosen] = useState("");
  const [seconds, setSeconds] = useState<number | string>(5);
  const [told, setTold] = useState("");
  const id = chosen || view.teams.find((one) => one.team === who.team)?.behavior?.behaviorId || behaviors[0]?.id || "";
  const give = async (forced: boolean) => {
    const ticks = Math.max(1, Math.round(Number(seconds) * (view.config?.tickRate ?? 30)));
    const taken = await act((base, options) => (forced
      ? arenaClient.forceBehavior({ ...base, who, behaviorId: id, ticks }, options)
      : arenaClient.assignBehavior({ ...base, who, behaviorId: id }, options)));
    setTold(taken ? t.done : "");
    if (taken && !forced) done?.();
  };
  return (
    <div className={style.part}>
      <NativeSelect label={t.title(whom)} value={id} onChange={(event) => setChosen(event.currentTarget.value)} data={grouped(behaviors)} />
      <div className={style.row}>
        <Button size="sm" loading={send.pending} disabled={!id} onClick={() => void give(false)}>{t.go}</Button>
        <NumberInput hideControls aria-label={t.seconds} className={style.short} size="sm" min={1} max={600} value={seconds} onChange={setSeconds} suffix=" s" />
        <Button size="sm" variant="default" disabled={!id} onClick={() => void give(true)}>{t.force}</Button>
      </div>
      {told && <p className="soft" role="status">{told}</p>}
    </div>
  );
}
