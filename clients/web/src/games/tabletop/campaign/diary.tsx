/** The diary: pages, handouts and the gallery. */
import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Icon } from "../../../ui/icons";
import { Empty, Panel } from "../../../ui/pieces";
import { whenOf } from "../../../ui/when";
import { CampaignRole, type Note, NoteKind, Readers } from "../proto";
import style from "./campaign.module.css";
import { useHere } from "./here";
import { useNotes } from "./lists";
import { NoteEditor } from "./note-editor";
import { NotePage } from "./note";
import { More, Seek, Shown, useSlow } from "./parts";
import { Picture } from "./picture";

const t = texts.diary;

export function Diary() {
  const { campaign: { id: campaignId, role } } = useHere();
  const [text, setText] = useState("");
  const [kind, setKind] = useState(NoteKind.UNSPECIFIED);
  const [open, setOpen] = useState<string>();
  const query = useNotes(campaignId, useSlow(text), kind);
  const may = role !== CampaignRole.SPECTATOR;
  if (open === "new") return <Panel title={t.write}><NoteEditor done={(id) => setOpen(id)} /></Panel>;
  if (open) return <NotePage id={open} close={() => setOpen(undefined)} />;
  return (
    <Panel title={t.title} tools={may && <Button size="xs" leftSection={<Icon name="plus" size={16} />} onClick={() => setOpen("new")}>{t.write}</Button>}>
      <div className={style.bar}>
        <Seek value={text} onChange={setText} />
        <SegmentedControl size="xs" aria-label={t.what} value={String(kind)} onChange={(value) => setKind(Number(value))} data={Object.entries(t.kinds).map(([value, label]) => ({ value, label }))} />
      </div>
      <Shown query={query}>{({ pages }) => {
        const all = pages.flatMap((page) => page.notes);
        return all.length === 0 ? <Empty icon="log" text={text ? texts.nothingFound : may ? t.none : t.nonePlayer} /> : <Notes notes={all} gallery={kind === NoteKind.PICTURE} open={setOpen} />;
      }}</Shown>
      <More query={query} />
    </Panel>
  );
}

function Notes({ notes, gallery, open }: { notes: Note[]; gallery: boolean; open: (id: string) => void }) {
  return (
    <ul className={gallery ? style.grid : style.pages}>
      {notes.map(({ id, content, authorName, updatedAt }) => (
        <li key={id} className={gallery ? style.tile : style.sheet}>
          <button type="button" onClick={() => open(id)}>
            {content?.assetId && <Picture id={content.assetId} small />}
            <strong>{content?.title}</strong>
            <small>{content && content.kind !== NoteKind.DIARY && `${t.kind[content.kind]} · `}{t.by(authorName, whenOf(updatedAt))}{content && content.readers !== Readers.ALL && <> · <Icon name="lock" size={13} /> {t.reader[content.readers]}</>}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}
