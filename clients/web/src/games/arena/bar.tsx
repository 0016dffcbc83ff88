/** The bar below the world: time, tools, what is shown, and why an order was refused. */
import { Button, Menu } from "@mantine/core";
import { texts as common } from "../../texts";
import { texts } from "../../texts/arena";
import { Say } from "../../ui/pieces";
import { Question, type QuestionProps } from "../../ui/sure";
import type { Deed } from "./deeds";
import { nameOfTeam, useDesk } from "./desk";
import { Glyph, isGlyph } from "./glyph";
import { useStore } from "./store";
import style from "./bar.module.css";

const t = texts.bar;

export interface BarProps {
  deeds: Deed[];
  question: Omit<QuestionProps, "disabled"> | undefined;
}

export function Bar({ deeds, question }: BarProps) {
  const { runs, view, send } = useDesk();
  const of = (group: Deed["group"]) => deeds.filter((one) => one.group === group);
  return (
    <div className={style.bar}>
      <div className={style.row}>
        {runs && (
          <div className={style.group} role="group" aria-label={t.label}>
            {of("time").map((deed) => <DeedButton key={deed.id} deed={deed} main={deed.id === "play" || deed.id === "pause"} />)}
            <span className={style.speed} data-testid="speed">{texts.head.speed(view.speed)}</span>
          </div>
        )}
        <div className={style.group} role="toolbar" aria-label={t.tools}>{of("tool").map((deed) => <DeedButton key={deed.id} deed={deed} />)}</div>
        <div className={style.group} role="group" aria-label={t.overlays}>{of("show").map((deed) => <DeedButton key={deed.id} deed={deed} />)}</div>
        <Menu position="top-end" shadow="md" width={280}>
          <Menu.Target><Button variant="default" size="sm">{t.more}</Button></Menu.Target>
          <Menu.Dropdown>
            {of("more").map((deed) => <Menu.Item key={deed.id} onClick={deed.run} rightSection={deed.key && <kbd className={style.key}>{deed.key}</kbd>}>{deed.text}</Menu.Item>)}
          </Menu.Dropdown>
        </Menu>
      </div>
      <Hint />
      {question && <Question key={question.text} {...question} />}
      <Say problem={send.problem} />
    </div>
  );
}

function DeedButton({ deed, main }: { deed: Deed; main?: boolean }) {
  return (
    <button type="button" className={style.deed} data-main={main || undefined} data-deed={deed.id} aria-pressed={deed.on} aria-label={deed.text} title={deed.key ? `${deed.text} (${deed.key})` : deed.text} onClick={deed.run}>
      {isGlyph(deed.id) && <Glyph name={deed.id} />}
    </button>
  );
}

/** Hint says how the tool in hand works, or whom one commands. */
function Hint() {
  const { scene, runs, view, send } = useDesk();
  const { tool } = useStore(scene.store);
  const idle = view.ownTeam > 0 && !runs ? t.commanding(nameOfTeam(view.teams, view.ownTeam)) : runs ? "" : t.watching;
  const text = send.kept ? common.connection.kept : t.hints[tool] || idle;
  return text ? <p className={style.hint} role="status" data-testid="hint">{text}</p> : null;
}
