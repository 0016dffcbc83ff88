/** What the last order brought, over the map: the lines worth showing, until the next. */
import { ActionIcon } from "@mantine/core";
import { useEffect, useState } from "react";
import { onSteps } from "../../rpc/live";
import { texts as common } from "../../texts";
import { Icon } from "../../ui/icons";
import { CosmicService, type Happening } from "./proto";
import style from "./tidings.module.css";

const most = 4;

export function Tidings({ sessionId }: { sessionId: string }) {
  const [told, setTold] = useState<Happening[]>([]);
  useEffect(() => onSteps(CosmicService, sessionId, (step) => {
    const news = worthShowing(step.happenings);
    if (news.length > 0) setTold(news);
  }), [sessionId]);
  if (told.length === 0) return null;
  return (
    <div className={style.tidings} role="status" data-testid="tidings">
      <ul key={told[0]!.version}>
        {told.map((one, i) => <li key={i} data-good={one.good || undefined} data-grave={(!one.good && one.weight > 1) || undefined}>{one.narration}</li>)}
      </ul>
      <ActionIcon variant="subtle" size={28} aria-label={common.close} onClick={() => setTold([])}><Icon name="close" size={15} /></ActionIcon>
    </div>
  );
}

/** worthShowing keeps the order of events, and of many lines the weightiest; that a turn passed goes without saying. */
function worthShowing(happenings: Happening[]): Happening[] {
  const lines = happenings.filter((one) => one.narration && one.action !== "turn");
  const kept = new Set(lines.toSorted((a, b) => b.weight - a.weight).slice(0, most));
  return lines.filter((one) => kept.has(one));
}
