/** Writing a note. What was typed stays until it is safe. */
import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useQuery } from "@connectrpc/connect-query";
import { Code } from "@connectrpc/connect";
import { useEffect, useState } from "react";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/tabletop-campaign";
import { Say } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { campaigns } from "../client";
import { Markdown } from "../markdown";
import { AssetKind, LibraryService, type Note, NoteKind, Readers } from "../proto";
import style from "./campaign.module.css";
import { useHere } from "./here";
import { Choice, Tick, Words, wrong } from "./parts";
import { useAct } from "./reading";

const t = texts.diary;
const empty = { kind: NoteKind.DIARY, title: "", text: "", readers: Readers.ALL, readerIds: [] as string[], assetId: "", sceneId: "" };
type Content = typeof empty;

export function NoteEditor({ note, done }: { note?: Note; done: (id?: string) => void }) {
  const { campaign: { id: campaignId } } = useHere();
  const [start] = useState<Content>(() => {
    const { $typeName: _, $unknown: __, ...content } = note?.content ?? { ...empty, $typeName: "", $unknown: undefined };
    return content;
  });
  const [content, setContent, forget] = useDraft(`${campaignId}/${note?.id ?? "new"}`, start);
  const [etag] = useState(note?.etag ?? "");
  const [preview, setPreview] = useState(false);
  const { act, pending, problem } = useAct();
  const set = (change: Partial<Content>) => setContent((now) => ({ ...now, ...change }));
  const dirty = JSON.stringify(content) !== JSON.stringify(start);
  useUnsaved(dirty);
  const store = (etag: string) => void act(async (commandId, options) => {
    const saved = note
      ? (await campaigns.updateNote({ campaignId, noteId: note.id, etag, content }, options)).note
      : (await campaigns.createNote({ campaignId, content, commandId }, options)).note;
    forget();
    done(saved!.id);
  });
  return (
    <form className={style.form} onSubmit={(event) => { event.preventDefault(); store(etag); }}>
      <TextInput label={t.heading} required maxLength={200} value={content.title} error={wrong(problem, "title")} onChange={(event) => set({ title: event.currentTarget.value })} />
      <Settings content={content} set={set} />
      <SegmentedControl size="xs" aria-label={texts.preview} value={preview ? "1" : ""} onChange={(value) => setPreview(value !== "")} data={[{ value: "", label: texts.write }, { value: "1", label: texts.preview }]} />
      {preview ? <div className={style.reading}><Markdown text={content.text} /></div> : <Words label={texts.text} hint={texts.markdown} rows={14} most={100_000} value={content.text} error={wrong(problem, "text")} onChange={(text) => set({ text })} />}
      <Say problem={problem} />
      <div className={style.row}>
        <Button type="submit" loading={pending}>{common.save}</Button>
        {problem?.code === Code.Aborted && <Button variant="default" onClick={() => store("")}>{texts.overwrite}</Button>}
        <Sure text={common.cancel} label={common.cancel} question={t.leave} ask={dirty} variant="subtle" go={() => { forget(); done(note?.id); }} />
        {dirty && <span className="soft">{t.notSaved}</span>}
      </div>
    </form>
  );
}

/** useDraft keeps what is being written while this browser is open, also when one looks elsewhere meanwhile. */
function useDraft(name: string, start: Content) {
  const key = `playhouse-note/${name}`;
  const [content, setContent] = useState(() => {
    try {
      return { ...start, ...JSON.parse(sessionStorage.getItem(key) ?? "{}") as Partial<Content> };
    } catch {
      return start;
    }
  });
  const keep = (change: (now: Content) => Content) => setContent((now) => {
    const next = change(now);
    try {
      sessionStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Without storage it is kept for as long as it is shown.
    }
    return next;
  });
  return [content, keep, () => sessionStorage.removeItem(key)] as const;
}

/** useUnsaved has the browser ask before the page is left. */
function useUnsaved(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);
}

function Settings({ content, set }: { content: Content; set: (change: Partial<Content>) => void }) {
  const { campaign, userId } = useHere();
  const { data } = useQuery(LibraryService.method.searchAssets, { campaignId: campaign.id, kind: AssetKind.IMAGE, pageSize: 200 }, { retry: false });
  const others = campaign.members.filter((member) => member.userId !== userId);
  const toggle = (id: string, on: boolean) => set({ readerIds: on ? [...content.readerIds, id] : content.readerIds.filter((one) => one !== id) });
  return (
    <>
      <div className={style.trio}>
        <Choice label={t.what} value={String(content.kind || NoteKind.DIARY)} onChange={(kind) => set({ kind: Number(kind) })} data={[NoteKind.DIARY, NoteKind.HANDOUT, NoteKind.PICTURE].map((one) => [String(one), t.kind[one]!])} />
        <Choice label={t.readers} value={String(content.readers || Readers.GM)} onChange={(readers) => set({ readers: Number(readers) })} data={[Readers.ALL, Readers.GM, Readers.NAMED].map((one) => [String(one), t.reader[one]!])} />
        {content.kind !== NoteKind.DIARY && <Choice label={t.picture} value={content.assetId} onChange={(assetId) => set({ assetId })} data={[["", t.noPicture], ...(data?.assets ?? []).map((asset): [string, string] => [asset.id, asset.name])]} />}
      </div>
      {content.readers === Readers.NAMED && (
        <fieldset className={style.named}>
          <legend>{t.named}</legend>
          {others.map((one) => <Tick key={one.userId} label={one.displayName} checked={content.readerIds.includes(one.userId)} onChange={(on) => toggle(one.userId, on)} />)}
        </fieldset>
      )}
    </>
  );
}
