/** A game's save slots: what is in each, and everything one may do with it. On the saves page, and inside a game. */
import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { savev1 } from "@playhouse/client";
import { problemInWords } from "../../rpc/errors";
import { playhouse } from "../../rpc/playhouse";
import { type Call, useSend } from "../../rpc/send";
import { texts } from "../../texts/saves";
import { Icon } from "../icons";
import { Loading, Say, Trouble } from "../pieces";
import { Sure } from "../sure";
import { whenOf } from "../when";
import { download, ImportButton } from "./files";
import { givenName, loadQuestion, refreshSaves } from "./query";
import { Rename } from "./rename";
import style from "./saves.module.css";

export interface SaveSlotsProps {
  game: string;
  /** The session that may be saved; absent where one only loads. */
  sessionId?: string;
  /** The session's position: with a new one the autosave is another. */
  version?: number;
}

export function SaveSlots({ game, sessionId, version }: SaveSlotsProps) {
  const { data, error, refetch } = useQuery(savev1.SaveService.method.listSaves, { game }, { staleTime: 0 });
  useEffect(refreshSaves, [version]);
  const { send, pending, problem, clear } = useSend();
  const [notice, setNotice] = useState("");
  if (error) return <Trouble problem={problemInWords(error)} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const act = async (call: Call, said = "") => {
    clear();
    setNotice("");
    if (await send(call)) setNotice(said);
    refreshSaves();
  };
  const slots = Array.from({ length: data.slots || 5 }, (_, slot) => data.saves.find((one) => one.slot === slot));
  return (
    <div className={style.saves}>
      <p className={style.notice} role="status">{notice}</p>
      <Say problem={problem} />
      <ul className={style.slots} aria-label={texts.list(game)}>
        {slots.map((save, slot) => <Slot key={slot} {...{ game, slot, save, sessionId, version, act, pending }} />)}
      </ul>
    </div>
  );
}

interface SlotProps extends SaveSlotsProps {
  slot: number;
  save: savev1.SaveSlot | undefined;
  act: (call: Call, said?: string) => Promise<void>;
  pending: boolean;
}

function Slot(props: SlotProps) {
  const { slot, save } = props;
  const title = save?.name || (slot === 0 ? texts.auto : texts.slot(slot));
  return (
    <li className={style.slot} data-slot={slot} data-empty={!save || undefined}>
      <div className={style.head}>
        <span className={style.number} aria-hidden="true">{slot === 0 ? <Icon name="clock" size={17} /> : slot}</span>
        <div>
          <strong>{save ? title : slot === 0 ? texts.auto : texts.slot(slot)}</strong>
          <small>{save ? texts.saved(whenOf(save.savedAt)) : slot === 0 ? texts.emptyAuto : texts.empty}</small>
        </div>
      </div>
      {save && save.details.length > 0 && (
        <dl className={style.details}>{save.details.map((one) => <div key={one.key} data-detail={one.key}><dt>{one.label}</dt><dd>{one.value}</dd></div>)}</dl>
      )}
      <Tools {...props} title={title} />
    </li>
  );
}

function Tools({ game, slot, save, sessionId, version, act, pending, title }: SlotProps & { title: string }) {
  const navigate = useNavigate();
  const store = () => void act((_, options) => playhouse.save.save({ sessionId, slot, name: save ? givenName(save) : "" }, options));
  const load = () => void act(async (commandId, options) => {
    const loaded = await playhouse.save.loadSave({ game, slot, commandId }, options);
    await navigate({ to: "/$game/$sessionId", params: { game, sessionId: loaded.sessionId } });
  });
  const exported = () => void act(async (_, options) => {
    const { file, fileName } = await playhouse.save.exportSave({ game, slot }, options);
    download(file, fileName);
  });
  const question = save ? loadQuestion(save, { sessionId, version }) : "";
  return (
    <div className={style.tools}>
      {save && <Sure variant="filled" text={texts.load} label={texts.loadOf(title)} question={question} ask={question !== ""} disabled={pending} go={load} />}
      {slot > 0 && sessionId && (save
        ? <Sure text={texts.save} label={texts.saveIn(slot)} question={texts.replace(title)} disabled={pending} go={store} />
        : <Button size="xs" variant="default" disabled={pending} onClick={store} aria-label={texts.saveIn(slot)}>{texts.save}</Button>)}
      {save && <Button size="xs" variant="subtle" disabled={pending} onClick={exported} aria-label={texts.exportOf(title)}>{texts.export}</Button>}
      {slot > 0 && <ImportButton slot={slot} disabled={pending} act={act} />}
      {slot > 0 && save && <Rename game={game} slot={slot} name={save.name} disabled={pending} act={act} />}
      {slot > 0 && save && <Sure text={texts.delete} label={texts.deleteOf(title)} question={texts.deleteSure(title)} variant="subtle" disabled={pending}
        go={() => void act((_, options) => playhouse.save.deleteSave({ game, slot }, options))} />}
    </div>
  );
}
