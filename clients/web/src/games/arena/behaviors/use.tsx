/** Giving what was written to a team or to who is selected, in the world beside which it was written. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/arena-mind";
import { arenaClient } from "../client";
import { mayCommand, nameOfTeam, useDesk } from "../desk";
import { useStore } from "../store";
import style from "./workshop.module.css";

const t = texts.use;

export interface UseProps {
  /** The behaviour's id; empty when it is not stored. */
  id: string;
  /** What is stored is what stands in the editor. */
  ready: boolean;
  /** Stores it and answers its id. */
  save: () => Promise<string | undefined>;
}

export function Use({ id, ready, save }: UseProps) {
  const desk = useDesk();
  const { view, scene, act, send } = desk;
  const { chosen } = useStore(scene.store);
  const [told, setTold] = useState(false);
  const give = async (who: { team?: number; agents?: number[] }) => {
    setTold(false);
    const behaviorId = ready ? id : await save();
    if (!behaviorId) return;
    setTold(await act((base, options) => arenaClient.assignBehavior({ ...base, who, behaviorId }, options)));
  };
  return (
    <div className={style.bench}>
      <div className={style.row}>
        {view.teams.filter((team) => mayCommand(desk, team.team)).map((team) => <Button key={team.team} size="sm" variant="default" loading={send.pending} onClick={() => void give({ team: team.team })}>{t.team(nameOfTeam(view.teams, team.team))}</Button>)}
        {chosen.size > 0 && <Button size="sm" variant="default" onClick={() => void give({ agents: [...chosen] })}>{t.chosen(chosen.size)}</Button>}
      </div>
      <p className="soft" role="status">{told ? t.done : ready ? "" : t.saveFirst}</p>
    </div>
  );
}
