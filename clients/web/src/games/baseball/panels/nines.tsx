/** Both line-ups in the game, and what a manager may do with his. */
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useSend } from "../../../rpc/send";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/baseball";
import { Say } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { decisionOf } from "../choices";
import { baseballClient } from "../client";
import { Editor, Plain } from "../editor";
import { changesOf, type Nine, nineOf, rulesOf } from "../nine";
import { Phase, type Team, type View } from "../proto";
import { fielding, nameIn, type Side, sideOf } from "../sides";
import { Vintage } from "../vintage";
import sheet from "../sheet.module.css";
import style from "./nines.module.css";

const t = texts.nines;

export interface NinesProps {
  sessionId: string;
  view: View;
  seat: number;
}

export function Nines({ sessionId, view, seat }: NinesProps) {
  const own = sideOf(seat);
  const sides: Side[] = own === "home" ? ["home", "away"] : ["away", "home"];
  return (
    <>
      {own && view.phase !== Phase.FINISHED && <Orders sessionId={sessionId} view={view} seat={seat} own={own} />}
      {sides.map((side) => view[side] && <Sheet key={side} team={view[side]} />)}
    </>
  );
}

function Sheet({ team }: { team: Team }) {
  const names = (ids: string[]) => ids.map((id) => nameIn(team, id)).join(", ") || t.nobody;
  return (
    <section className={sheet.part} data-team={team.name}>
      <h3>{team.name}</h3>
      <Vintage team={team} />
      <Plain nine={nineOf(team)} rules={team} next={team.next} />
      <dl className={style.rest}>
        <div><dt>{t.bench}</dt><dd data-testid="bench">{names(team.bench.filter((id) => !team.bullpen.includes(id)))}</dd></div>
        <div><dt>{t.bullpen}</dt><dd>{names(team.bullpen)}</dd></div>
        {team.hurt.length > 0 && <div><dt>{t.hurt}</dt><dd>{names(team.hurt)}</dd></div>}
        {team.gone.length > 0 && <div><dt>{t.gone}</dt><dd data-testid="gone">{names(team.gone)}</dd></div>}
      </dl>
    </section>
  );
}

/** Orders are a manager's besides his decisions: changes, a visit, giving up. */
function Orders({ sessionId, view, seat, own }: NinesProps & { own: Side }) {
  const [open, setOpen] = useState(false);
  const { send, pending, problem } = useSend();
  const team = view[own]!;
  const barred = barredBy(view, seat);
  const fields = fielding(view) === own;
  const visit = () => void send((commandId, options) => baseballClient.visitMound({ sessionId, commandId }, options));
  const concede = () => void send((commandId, options) => baseballClient.concede({ sessionId, commandId }, options));
  return (
    <section className={sheet.part} data-testid="orders">
      <div className={style.orders}>
        <Button disabled={Boolean(barred)} onClick={() => setOpen(true)}>{t.change}</Button>
        {fields && <Button variant="default" disabled={pending || view.phase !== Phase.PLATE || team.visits === 0} onClick={visit}>{t.visit} <small className={style.small}>{t.visits(team.visits)}</small></Button>}
        <Sure text={t.concede} label={t.concede} question={t.concedeAsk} disabled={pending} go={concede} variant="subtle" />
      </div>
      {barred && <p className="soft">{barred}</p>}
      <Say problem={problem} />
      {open && <Changes sessionId={sessionId} team={team} fields={fields} barred={barred} close={() => setOpen(false)} />}
    </section>
  );
}

/** barredBy says why nobody can be changed now; empty when it can be done. */
function barredBy(view: View, seat: number): string {
  if (view.phase !== Phase.PLATE) return t.inPlay;
  return decisionOf(view, seat)?.decided ? t.decided : "";
}

interface ChangesProps {
  sessionId: string;
  team: Team;
  fields: boolean;
  /** Why nothing can be changed just now: the draft waits. */
  barred: string;
  close: () => void;
}

function Changes({ sessionId, team, fields, barred, close }: ChangesProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  // The game goes on meanwhile: the draft is held against the line-up of now.
  const was = nineOf(team);
  const [nine, setNine] = useState<Nine>(was);
  const { send, pending, problem, clear } = useSend();
  const changes = changesOf(was, nine);
  const make = async () => {
    if (await send((commandId, options) => baseballClient.substitute({ sessionId, commandId, changes }, options))) close();
  };
  return (
    <dialog ref={dialog} className={style.dialog} aria-label={t.title} onClose={close} data-testid="substitute">
      <h2>{t.title}</h2>
      <p className="soft">{t.lead}</p>
      <Editor nine={nine} rules={rulesOf(team, fields)} was={was} set={(next) => { clear(); setNine(next); }} />
      <Say problem={problem} />
      {barred && <p className="soft">{barred}</p>}
      <div className={style.orders}>
        <Button disabled={changes.length === 0 || barred !== ""} loading={pending} onClick={() => void make()}>{t.make(changes.length)}</Button>
        {changes.length > 0 && <Button variant="default" onClick={() => setNine(was)}>{t.back}</Button>}
        <Button variant="subtle" onClick={close}>{common.close}</Button>
      </div>
    </dialog>
  );
}
