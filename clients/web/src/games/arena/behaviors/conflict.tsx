/** Somebody stored meanwhile: both are shown, and one decides. Nothing that was typed is lost. */
import { Button } from "@mantine/core";
import { texts } from "../../../texts/arena-mind";
import type { Behavior } from "../proto";
import style from "./workshop.module.css";

const t = texts.stale;

export interface ConflictProps {
  theirs: Behavior;
  mine: string;
  take: (behavior: Behavior) => void;
  over: () => void;
}

export function Conflict({ theirs, mine, take, over }: ConflictProps) {
  return (
    <section className={style.conflict} role="alert" data-testid="conflict">
      <p>{t.text}</p>
      <div className={style.row}>
        <Button size="sm" onClick={over}>{t.over}</Button>
        <Button size="sm" variant="default" onClick={() => take(theirs)}>{t.take}</Button>
      </div>
      {theirs.source !== mine && <details><summary>{t.see}</summary><pre tabIndex={0}>{theirs.source}</pre></details>}
    </section>
  );
}
