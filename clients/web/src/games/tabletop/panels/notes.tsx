/** The diary at the table: a quick note, what was written last, and handouts to hold up. */
import { Button } from "@mantine/core";
import { create } from "@bufbuild/protobuf";
import { useQuery } from "@connectrpc/connect-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Say } from "../../../ui/pieces";
import { useNotes } from "../campaign/lists";
import { More, Shown, Tick, Words, wrong } from "../campaign/parts";
import { AnyPicture } from "../campaign/picture";
import { useAct } from "../campaign/reading";
import { campaigns, tables } from "../client";
import { Markdown } from "../markdown";
import { CampaignService, DisplaySchema, type Note, NoteKind, Readers, TableRole } from "../proto";
import type { PanelProps } from "./index";
import style from "./panels.module.css";
import { toCampaign } from "./to-campaign";

const t = texts.notes;

export function Notes({ desk }: PanelProps) {
  const { view: { campaignId, display, role }, gm } = desk;
  const query = useNotes(campaignId);
  return (
    <>
      {role !== TableRole.SPECTATOR && <Quick campaignId={campaignId} />}
      {gm && display?.handoutAssetId && <HeldUp desk={desk} />}
      <section className={style.part}>
        <h3>{t.recent}</h3>
        <Shown query={query}>{({ pages }) => {
          const all = pages.flatMap((page) => page.notes);
          return all.length === 0 ? <p className="soft">{gm ? texts.diary.none : texts.diary.nonePlayer}</p> : <ul className={style.notes}>{all.map((note) => <One key={note.id} desk={desk} note={note} />)}</ul>;
        }}</Shown>
        <More query={query} />
      </section>
      <Link {...toCampaign(desk, { tab: "diary" })}>{t.all}</Link>
    </>
  );
}

function Quick({ campaignId }: { campaignId: string }) {
  const [text, setText] = useState("");
  const [all, setAll] = useState(false);
  const [told, setTold] = useState("");
  const { act, pending, problem } = useAct();
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    const [title = "", ...rest] = text.trim().split("\n");
    const content = { kind: NoteKind.DIARY, title: title.slice(0, 200), text: rest.join("\n").trim(), readers: all ? Readers.ALL : Readers.GM };
    if (!await act((commandId, options) => campaigns.createNote({ campaignId, content, commandId }, options))) return;
    setText("");
    setTold(t.kept);
  };
  return (
    <form className={style.form} onSubmit={(event) => void submit(event)}>
      <Words label={t.quick} hint={t.quickHint} rows={3} value={text} error={wrong(problem, "title") ?? wrong(problem, "text")} onChange={(to) => { setText(to); setTold(""); }} />
      <div className={style.row}><Tick label={t.forAll} checked={all} onChange={setAll} /><Button size="xs" type="submit" loading={pending} disabled={!text.trim()}>{t.keep}</Button>{told && <span role="status">{told}</span>}</div>
      <Say problem={problem} />
    </form>
  );
}

function HeldUp({ desk }: PanelProps) {
  const { sessionId, view: { campaignId, display }, send: { send, pending, problem } } = desk;
  return (
    <section className={style.part}>
      <AnyPicture campaignId={campaignId} id={display!.handoutAssetId} alt={t.handout} />
      <div className={style.row}><span role="status">{t.shown}</span><Button size="xs" variant="default" disabled={pending} onClick={() => void send((commandId, options) => tables.changeDisplay({ sessionId, display: { ...display!, handoutAssetId: "" }, commandId }, options))}>{t.hide}</Button></div>
      <Say problem={problem} />
    </section>
  );
}

function One({ desk, note: { id: noteId, content } }: PanelProps & { note: Note }) {
  const { sessionId, view: { campaignId, display }, gm, send: { send, pending } } = desk;
  const [open, setOpen] = useState(false);
  const query = useQuery(CampaignService.method.getNote, { campaignId, noteId }, { enabled: open });
  const { title, assetId, readers } = content!;
  const show = () => void send((commandId, options) => tables.changeDisplay({ sessionId, display: { ...(display ?? create(DisplaySchema)), handoutAssetId: assetId }, commandId }, options));
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{title} <small>{texts.diary.reader[readers]}</small></summary>
        {open && <Shown query={query}>{({ note }) => <>{assetId && <AnyPicture campaignId={campaignId} id={assetId} alt={title} />}<Markdown text={note!.content!.text} /></>}</Shown>}
        {gm && assetId && <Button size="xs" disabled={pending} aria-label={t.showOf(title)} onClick={show}>{t.show}</Button>}
      </details>
    </li>
  );
}
