/** The decision: a group of options for each thing to decide, one button for all of them. */
import { Button, Switch } from "@mantine/core";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Problem, roomv1 } from "@playhouse/client";
import type { Send } from "../../../rpc/send";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/baseball";
import { useOffer } from "../../../ui/frame/actions";
import { Say } from "../../../ui/pieces";
import { useSeconds } from "../../../ui/table/connection";
import { adviceOf, type Chosen, decide, decisionOf, defaultsOf, type Group as Options, groupsOf, inWords, open, optionAt, waitingFor } from "../choices";
import { baseballClient } from "../client";
import { type Decision, Phase, type View } from "../proto";
import { nameIn } from "../sides";
import { Reading } from "./reading";
import style from "./decide.module.css";

const t = texts.decide;

export interface DecideProps {
  sessionId: string;
  view: View;
  room: roomv1.Room;
  seat: number;
  orders: Send;
  autopilot: boolean;
  setAutopilot: (on: boolean) => void;
}

export function Decide(props: DecideProps) {
  const { view, room, seat, orders, autopilot, setAutopilot } = props;
  const decision = decisionOf(view, seat);
  const open = decision && !decision.decided && !autopilot;
  return (
    <section className={style.bar} aria-label={t.label} data-testid="decide" data-open={open || undefined} data-seated={seat > 0 || undefined}>
      {open
        ? <Form key={decision.id} {...props} decision={decision} />
        : <><Reading view={view} /><p className={style.waiting} data-testid="waiting">{decision?.decided ? <><b>{t.chosen(inWords(decision, decision.own))}</b> {waiting(view, room)}</> : autopilot && seat > 0 ? t.flying : waiting(view, room)}</p></>}
      <div className={style.foot}>
        {seat > 0 && <Switch size="sm" label={t.autopilot} title={t.autopilotHint} checked={autopilot} onChange={(event) => setAutopilot(event.currentTarget.checked)} />}
        <State orders={autopilot && orders.problem && passing.has(orders.problem.reason) ? { ...orders, problem: undefined } : orders} />
      </div>
    </section>
  );
}

/** What an autopilot is refused when time was up in the same moment: nothing is lost. */
const passing = new Set(["late", "already_decided", "nothing_to_decide"]);

function State({ orders: { kept, pending, problem } }: { orders: { kept: boolean; pending: boolean; problem: Problem | undefined } }) {
  return (
    <>
      <span className="soft" role="status">{kept ? common.connection.kept : pending ? common.connection.sending : ""}</span>
      <Say problem={problem} />
    </>
  );
}

/** waiting names who has yet to decide, never what about. */
function waiting(view: View, room: roomv1.Room): string {
  const names = waitingFor(view).map((seat) => {
    const team = seat === 1 ? view.home : view.away;
    const manager = room.members.find((member) => member.seat === seat)?.displayName;
    return manager ? t.manager(team?.name ?? "", manager) : team?.name ?? "";
  });
  return names.length > 0 ? t.waitingFor(names) : t.nobody;
}

function Form({ decision, sessionId, view, seat, orders }: DecideProps & { decision: Decision }) {
  const [chosen, setChosen] = useState<Chosen>(() => defaultsOf(decision));
  const [active, setActive] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const groups = useMemo(() => open(groupsOf(decision), view.bases), [decision, view.bases]);
  const choose = useCallback((at: number, option: string) => {
    const group = groups[at]!;
    setChosen((now) => ({ ...now, [group.id]: option }));
    // Parts of one choice leave nothing to choose in the next.
    if (!group.part) setActive(Math.min(groups.length - 1, at + 1));
  }, [groups]);
  useKeys({ groups, active, setActive, choose, form });
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    orders.clear();
    void orders.send(decide(baseballClient, sessionId, decision, chosen));
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const option = optionAt(groups[active], event.key);
    if (!option || (event.target as HTMLElement).tagName !== "INPUT") return;
    event.preventDefault();
    choose(active, option.id);
  };
  const hurt = hurtOf(view, seat);
  return (
    <form ref={form} className={style.form} onSubmit={submit} onKeyDown={onKeyDown} data-decision={decision.id} data-kind={decision.kind}>
      <Countdown decision={decision} />
      <Reading view={view} />
      {hurt && <p className={style.hurt} role="status" data-testid="hurt">{hurt}</p>}
      <div className={style.groups}>
        {groups.map((group, i) => (
          <Group key={group.id + group.part} name={`${decision.id}-${group.id}`} group={group} value={chosen[group.id]!} active={i === active}
            choose={(option) => setChosen((now) => ({ ...now, [group.id]: option }))} enter={() => setActive(i)} />
        ))}
      </div>
      <div className={style.go}>
        <strong className={style.kind}>{t.kinds[decision.kind]}</strong>
        <Button type="submit" loading={orders.pending}>{t.decide}</Button>
        <span className={style.hint}>{t.keys}</span>
      </div>
    </form>
  );
}

/** hurtOf says who of one's own side must make way; empty for nobody. */
function hurtOf(view: View, seat: number): string {
  const team = seat === 1 ? view.home : view.away;
  return team && team.hurt.length > 0 && view.phase === Phase.PLATE ? t.hurt(team.hurt.map((id) => nameIn(team, id))) : "";
}

interface Keys {
  groups: Options[];
  active: number;
  setActive: (group: number) => void;
  choose: (group: number, option: string) => void;
  form: React.RefObject<HTMLFormElement | null>;
}

/** useKeys: digits choose in the group that is marked, Enter sends wherever no control has the focus. */
function useKeys({ groups, active, setActive, choose, form }: Keys): void {
  const list = useMemo(() => [
    ...groups.flatMap((group, at) => group.options.map((option, i) => ({
      id: `ball-${group.id}-${option.id}`, text: `${titleOf(group)}: ${option.name}`, key: at === active && i < 9 ? String(i + 1) : undefined, run: () => choose(at, option.id),
    }))),
    { id: "ball-group", text: t.nextGroup, key: "g", run: () => setActive((active + 1) % groups.length) },
    { id: "ball-decide", text: t.decideKey, run: () => form.current?.requestSubmit() },
  ], [groups, active, choose, setActive, form]);
  useOffer("baseball-decide", list);
  useEffect(() => {
    const onEnter = (event: KeyboardEvent) => {
      const busy = (event.target as HTMLElement | null)?.closest("a, button, input, select, textarea, summary, dialog");
      if (event.key !== "Enter" || busy || event.defaultPrevented) return;
      event.preventDefault();
      form.current?.requestSubmit();
    };
    window.addEventListener("keydown", onEnter);
    return () => window.removeEventListener("keydown", onEnter);
  }, [form]);
}

const titleOf = ({ name, part }: Options) => (part ? t.parts[part]! : name);

interface GroupProps {
  name: string;
  group: Options;
  value: string;
  active: boolean;
  choose: (option: string) => void;
  enter: () => void;
}

function Group({ name, group, value, active, choose, enter }: GroupProps) {
  const { id, part, options, defaultOptionId } = group;
  const advice = part ? undefined : adviceOf(group);
  const chosen = options.find((option) => option.id === value);
  const effect = `${name}${part}-effect`;
  return (
    <fieldset className={style.group} data-group={id} data-part={part || undefined} data-active={active || undefined} onFocus={enter} onPointerDown={enter}>
      <legend>{titleOf(group)}</legend>
      <div className={style.options}>
        {options.map((option, i) => (
          <label key={option.id} className={style.option} title={option.effect} data-option={option.id} data-default={option.id === defaultOptionId || undefined}>
            <input type="radio" name={name} value={option.id} checked={option.id === value} onChange={() => choose(option.id)} aria-describedby={effect} />
            {active && i < 9 && <kbd aria-hidden="true">{i + 1}</kbd>}
            <span>{option.name}</span>
            {option.id === defaultOptionId && <small>{t.usual}</small>}
          </label>
        ))}
      </div>
      <p className={style.effect} id={effect}>
        {chosen?.effect}
        {advice && options.length > 1 && <span className={style.advice}> {t.advice(advice.option.name, advice.likely)}</span>}
      </p>
    </fieldset>
  );
}

/** Countdown is how long there is until the defaults apply. */
function Countdown({ decision: { deadline, opened } }: { decision: Decision }) {
  const until = deadline && Number(deadline.seconds) * 1000 + deadline.nanos / 1e6;
  const seconds = useSeconds(until);
  if (seconds === undefined || until === undefined) return null;
  const from = opened ? Number(opened.seconds) * 1000 : until;
  const all = Math.max(1, (until - from) / 1000);
  return (
    <div className={style.countdown} data-short={seconds <= 5 || undefined} aria-hidden="true">
      <i style={{ width: `${Math.min(100, (seconds / all) * 100)}%` }} />
    </div>
  );
}
