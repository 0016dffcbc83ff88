/** The ledger: what was booked, newest first. Corrections change the treasury with them. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/tabletop-campaign";
import { Panel, Say } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { bestiary } from "../client";
import type { Tavern, TavernEntry } from "../proto";
import style from "./campaign.module.css";
import { useHere } from "./here";
import { Count, Tool, wrong } from "./parts";
import { useAct } from "./reading";
import own from "./tavern.module.css";

const t = texts.tavern;

export function Ledger({ tavern }: { tavern: Tavern }) {
  return (
    <Panel title={t.ledger}>
      {tavern.ledger.length === 0 && <p className="soft">{t.noLedger}</p>}
      <ul className={own.ledger}>{tavern.ledger.map((entry) => <Line key={entry.id} entry={entry} />)}</ul>
    </Panel>
  );
}

function Line({ entry }: { entry: TavernEntry }) {
  const { gm } = useHere();
  const [editing, setEditing] = useState(false);
  return (
    <li data-entry={entry.id}>
      <div className={own.entry}>
        <span className="soft">{t.day(entry.day)}</span>
        <strong data-bad={entry.net < 0 || undefined}>{texts.signed(entry.net)}</strong>
        <span className={style.grow}>{entry.roll > 0 && <small>{t.rolled(entry.roll, entry.check)}{entry.storyBonus && " ✦"}</small>} {entry.note}</span>
        <span className="soft">{t.after} {t.gold(entry.treasury)}</span>
        {gm && <Tool icon="settings" label={`${texts.edit}: ${t.day(entry.day)}, ${texts.signed(entry.net)}`} aria-expanded={editing} onClick={() => setEditing(!editing)} />}
      </div>
      {editing && <Edit entry={entry} close={() => setEditing(false)} />}
    </li>
  );
}

function Edit({ entry, close }: { entry: TavernEntry; close: () => void }) {
  const { campaign: { id: campaignId } } = useHere();
  const [net, setNet] = useState(entry.net);
  const [note, setNote] = useState(entry.note);
  const { act, pending, problem } = useAct();
  const edit = async (remove: boolean) => {
    if (await act((_, options) => bestiary.editTavernEntry({ campaignId, entryId: entry.id, net, note, remove }, options))) close();
  };
  return (
    <form className={style.form} onSubmit={(event) => { event.preventDefault(); void edit(false); }}>
      <div className={style.duo}>
        <Count label={t.net} value={net} error={wrong(problem, "net")} onChange={setNet} />
        <TextInput size="sm" label={t.note} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      </div>
      <Say problem={problem} />
      <div className={style.row}>
        <Button size="xs" type="submit" loading={pending}>{common.save}</Button>
        <Sure text={t.strike} label={t.strike} question={t.strikeSure(-entry.net)} variant="subtle" disabled={pending} go={() => void edit(true)} />
        <Button size="xs" variant="subtle" onClick={close}>{common.cancel}</Button>
      </div>
    </form>
  );
}
