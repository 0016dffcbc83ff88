/** Giving a proposal to agents: it is stored as one's own behaviour first, since a world takes what is stored. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { command, type Problem, problemOf } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import { texts } from "../../../texts/arena-mind";
import { Say } from "../../../ui/pieces";
import { relist } from "../behaviors/lists";
import { arenaClient, behaviorClient } from "../client";
import { mayCommand, nameOfTeam, useDesk } from "../desk";
import type { Behavior, Proposal } from "../proto";
import { useStore } from "../store";

const t = texts.assistant;
/** Names tried when one is taken. */
const tries = 20;

export function Give({ proposal }: { proposal: Proposal }) {
  const desk = useDesk();
  const { view, scene, act } = desk;
  const { chosen } = useStore(scene.store);
  const [stored, setStored] = useState<Behavior>();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const give = async (who: { team?: number; agents?: number[] }) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const behavior = stored ?? (await keep(proposal));
      setStored(behavior);
      relist();
      const taken = await act((base, options) => arenaClient.assignBehavior({ ...base, who, behaviorId: behavior.id }, options));
      setTold(taken ? t.applied(behavior.name) : "");
    } catch (reason) {
      setProblem(problemInWords(reason));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {view.teams.filter((team) => mayCommand(desk, team.team)).map((team) => <Button key={team.team} size="sm" loading={busy} onClick={() => void give({ team: team.team })}>{t.toTeam(nameOfTeam(view.teams, team.team))}</Button>)}
      {chosen.size > 0 && <Button size="sm" variant="default" loading={busy} onClick={() => void give({ agents: [...chosen] })}>{t.toChosen(chosen.size)}</Button>}
      {told && <p role="status">{told}</p>}
      <Say problem={problem} />
    </>
  );
}

/** keep stores a proposal under a name that is free. */
async function keep({ name, tier, source, wish }: Proposal): Promise<Behavior> {
  for (let n = 1; ; n++) {
    try {
      const called = (n === 1 ? name : `${name} ${n}`).slice(0, 60);
      const { behavior } = await command((commandId, options) => behaviorClient.createBehavior({ name: called, tier, source, description: wish.slice(0, 500), commandId }, options));
      return behavior!;
    } catch (reason) {
      if (problemOf(reason).reason !== "name_taken" || n >= tries) throw reason;
    }
  }
}
