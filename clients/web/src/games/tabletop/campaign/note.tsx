/** A note to be read, and to be changed by who may. */
import { Button } from "@mantine/core";
import { useQuery } from "@connectrpc/connect-query";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Panel, Say } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { whenOf } from "../../../ui/when";
import { campaigns } from "../client";
import { Markdown } from "../markdown";
import { CampaignService, type Note } from "../proto";
import style from "./campaign.module.css";
import { useHere } from "./here";
import { NoteEditor } from "./note-editor";
import { Shown } from "./parts";
import { Picture } from "./picture";
import { useAct } from "./reading";

const t = texts.diary;

export function NotePage({ id: noteId, close }: { id: string; close: () => void }) {
  const { campaign: { id: campaignId } } = useHere();
  const query = useQuery(CampaignService.method.getNote, { campaignId, noteId });
  const [editing, setEditing] = useState(false);
  const back = <Button size="xs" variant="subtle" onClick={close}>{t.list}</Button>;
  return (
    <Shown query={query}>{({ note }) => editing
      ? <Panel title={note!.content!.title}><NoteEditor note={note!} done={() => setEditing(false)} /></Panel>
      : <Panel title={note!.content!.title} tools={back}><Read note={note!} edit={() => setEditing(true)} close={close} /></Panel>}
    </Shown>
  );
}

function Read({ note, edit, close }: { note: Note; edit: () => void; close: () => void }) {
  const { campaign: { id: campaignId } } = useHere();
  const { act, pending, problem } = useAct();
  const content = note.content!;
  const remove = async () => {
    if (await act((_, options) => campaigns.deleteNote({ campaignId, noteId: note.id }, options))) close();
  };
  return (
    <article className={style.reading}>
      <p className="soft">{t.kind[content.kind]} · {t.by(note.authorName, whenOf(note.updatedAt))} · {t.reader[content.readers]}</p>
      {content.assetId && <Picture id={content.assetId} alt={content.title} />}
      <Markdown text={content.text} />
      {note.editable && (
        <div className={style.row}>
          <Button size="xs" variant="default" onClick={edit}>{texts.edit}</Button>
          <Sure text={texts.delete} label={`${texts.delete}: ${content.title}`} question={t.deleteSure(content.title)} variant="subtle" disabled={pending} go={() => void remove()} />
        </div>
      )}
      <Say problem={problem} />
    </article>
  );
}
