/** Today's voyage: one click to fly it, and who leads. */
import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { leaderboardv1 } from "@playhouse/client";
import { type Game, moduleOf } from "../games";
import { problemInWords } from "../rpc/errors";
import { useIdentity } from "../rpc/identity";
import { texts } from "../texts/boards";
import { NameForm } from "../ui/name";
import { Panel, Say } from "../ui/pieces";
import style from "./leaderboards.module.css";

/** today is the day as the server counts it. */
const today = () => new Date().toISOString().slice(0, 10);

export function Daily({ game, show }: { game: Game; show: (ruleset: string) => void }) {
  const ruleset = `daily ${today()}`;
  const { data } = useQuery(leaderboardv1.LeaderboardService.method.listEntries, { game: game.id, ruleset, season: leaderboardv1.Season.ALL, pageSize: 1 }, { staleTime: 0 });
  const { go, busy, problem } = useFlight(game);
  const known = useIdentity().state === "known";
  const best = data?.entries[0];
  return (
    <Panel title={texts.daily} lead={texts.dailyLead} id="daily">
      <div className={style.daily}>
        {known ? <Button size="md" loading={busy} onClick={go}>{texts.dailyGo}</Button> : <NameForm go={texts.dailyGo} done={go} />}
        <span className="soft">{best ? texts.dailyBest(best.displayName, texts.number(best.score)) : texts.dailyEmpty}</span>
        <Button variant="subtle" onClick={() => show(ruleset)}>{texts.dailyBoard(today())}</Button>
      </div>
      <Say problem={problem} />
    </Panel>
  );
}

/** useFlight makes today's voyage and goes there. */
function useFlight(game: Game) {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof problemInWords>>();
  const fly = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const sessionId = await (await moduleOf(game)).daily!();
      await navigate({ to: "/$game/$sessionId", params: { game: game.id, sessionId } });
    } catch (reason) {
      setProblem(problemInWords(reason));
    } finally {
      setBusy(false);
    }
  };
  return { go: () => void fly(), busy, problem };
}
