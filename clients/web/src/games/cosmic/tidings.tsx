/** What the last order brought, over the map: the lines worth showing, until the next or for a while. */
import { ActionIcon } from "@mantine/core";
import { useEffect, useState } from "react";
import { onSteps } from "../../rpc/live";
import { texts as common } from "../../texts";
import { Icon } from "../../ui/icons";
import { CosmicService, type Happening } from "./proto";
import style from "./tidings.module.css";

const most = 4;
/** Long enough to read; afterwards the log has it. */
const readingMs = 15_000;
/** What is told elsewhere at the same moment: by the head, the event's card, the fight. */
const told = new Set(["turn", "event", "met"]);

/** Tidings listens also while it is hidden: what ends a fight is told after it. */
export function Tidings({ sessionId, hidden }: { sessionId: string; hidden: boolean }) {
  const [news, setNews] = useState<Happening[]>([]);
  useEffect(() => onSteps(CosmicService, sessionId, (step) => {
    const worthy = worthShowing(step.happenings);
    if (worthy.length > 0) setNews(worthy);
  }), [sessionId]);
  useEffect(() => {
    if (news.length === 0) return;
    const timer = setTimeout(() => setNews([]), readingMs);
    return () => clearTimeout(timer);
  }, [news]);
  if (hidden || news.length === 0) return null;
  return (
    <div className={style.tidings} role="status" data-testid="tidings">
      <ul key={news[0]!.version}>
        {news.map((one, i) => <li key={i} data-good={one.good || undefined} data-grave={(!one.good && one.weight > 1) || undefined}>{one.narration}</li>)}
      </ul>
      <ActionIcon variant="subtle" size={28} aria-label={common.close} onClick={() => setNews([])}><Icon name="close" size={15} /></ActionIcon>
    </div>
  );
}

/** worthShowing keeps the order of events, and of many lines the weightiest. */
function worthShowing(happenings: Happening[]): Happening[] {
  const lines = happenings.filter((one) => one.narration && !told.has(one.action));
  const kept = new Set(lines.toSorted((a, b) => b.weight - a.weight).slice(0, most));
  return lines.filter((one) => kept.has(one));
}
