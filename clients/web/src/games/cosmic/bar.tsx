/** The action bar: what the captain can do here, with its key; what is barred waits behind one button, with the reason. */
import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import type { Problem } from "@playhouse/client";
import { sentence } from "../../rpc/errors";
import { texts as common } from "../../texts";
import { texts } from "../../texts/cosmic";
import { Icon } from "../../ui/icons";
import { Say } from "../../ui/pieces";
import { Question, type QuestionProps } from "../../ui/sure";
import { useBridge } from "./bridge";
import { cosmicClient } from "./client";
import { type Deed, run } from "./deeds";
import { Glyph } from "./glyph";
import { Mode } from "./proto";
import style from "./bar.module.css";

const t = texts.bar;

export interface BarProps {
  deeds: Deed[];
  kept: boolean;
  pending: boolean;
  problem: Problem | undefined;
  /** A short word on what was just done: a quick save. */
  notice: string;
  /** What is asked before something is done. */
  question: Omit<QuestionProps, "disabled"> | undefined;
}

export function Bar({ deeds, ...rest }: BarProps) {
  const { captain, view } = useBridge();
  return (
    <div className={style.bar}>
      {captain && view.mode === Mode.CRUISE && <div className={style.buttons} role="group" aria-label={t.label}><CruiseButtons deeds={deeds} /></div>}
      {!captain && <p className="soft">{t.watching}</p>}
      <BarState {...rest} />
    </div>
  );
}

/** BarState says where an order is, and why the last one was refused. */
export function BarState({ kept, pending, problem, notice, question }: Omit<BarProps, "deeds">) {
  const { captain, view } = useBridge();
  const now = view.mode === Mode.COMBAT ? t.combat : view.mode === Mode.EVENT ? t.event : t.yourMove;
  return (
    <>
      <p className={style.state} role="status">{kept ? common.connection.kept : pending ? common.connection.sending : notice || (captain ? now : "")}</p>
      {question && <Question key={question.text} {...question} />}
      <Say problem={problem} />
    </>
  );
}

function CruiseButtons({ deeds }: { deeds: Deed[] }) {
  const { act, ask, idle, view } = useBridge();
  const open = deeds.filter((deed) => deed.allowed);
  const barred = deeds.filter((deed) => !deed.allowed);
  return (
    <>
      {open.map((deed) => (
        <Button key={deed.id} variant="default" disabled={idle} onClick={() => run(deed, { act, ask })} title={deed.effect} data-deed={deed.id} leftSection={<Glyph name={deed.glyph} size={18} />}>
          {deed.text}{deed.cost && <span className={style.cost}>{texts.credits(deed.cost)}</span>}{deed.key && <kbd className={style.key}>{deed.key}</kbd>}
        </Button>
      ))}
      {view.actions.some((one) => one.id === "retire" && one.allowed) && <Retire />}
      {barred.length > 0 && (
        <Menu position="top-end" shadow="md" width={320}>
          <Menu.Target><Button variant="subtle" title={t.barredLabel}>{t.barred(barred.length)}</Button></Menu.Target>
          <Menu.Dropdown>
            {barred.map((deed) => (
              <Menu.Item key={deed.id} disabled leftSection={<Glyph name={deed.glyph} size={18} />} className={style.why}>
                <strong>{deed.text}</strong><span>{sentence(deed.message)}</span>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

/** Retire ends an endless voyage; it asks once more, since there is no way back. */
function Retire() {
  const { act, idle } = useBridge();
  const [asked, setAsked] = useState(false);
  if (!asked) return <Button variant="subtle" disabled={idle} onClick={() => setAsked(true)} leftSection={<Icon name="flag" size={17} />}>{t.retire}</Button>;
  return (
    <span className={style.sure}>
      {t.retireSure}
      <Button size="xs" disabled={idle} onClick={() => void act((base, options) => cosmicClient.retire(base, options))}>{texts.yes}</Button>
      <Button size="xs" variant="default" onClick={() => setAsked(false)}>{common.cancel}</Button>
    </span>
  );
}
