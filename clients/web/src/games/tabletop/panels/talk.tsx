/** What is said and rolled at the table, and the dice tray. */
import { ActionIcon, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@connectrpc/connect-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Icon } from "../../../ui/icons";
import { Say } from "../../../ui/pieces";
import { More } from "../campaign/parts";
import { tables } from "../client";
import { TableRole, TableService, type Talk } from "../proto";
import { useHeard } from "./heard";
import type { PanelProps } from "./index";
import style from "./panels.module.css";
import { readSaid } from "./said";
import { Line } from "./line";
import { Tray } from "./tray";

const t = texts.talk;

/** useTalk is what was said before this page came, and what has been since, oldest first. */
function useTalk(sessionId: string) {
  const query = useInfiniteQuery(TableService.method.listTalk, { sessionId, pageToken: "" }, { pageParamKey: "pageToken", getNextPageParam: (last) => last.nextPageToken || undefined, staleTime: Infinity, gcTime: 0 });
  const since = useHeard();
  const lines = useMemo(() => {
    const before = (query.data?.pages.flatMap((page) => page.lines) ?? []).toReversed();
    const known = new Set(before.map((line) => line.version));
    return [...before, ...since.filter((line) => !known.has(line.version))];
  }, [query.data, since]);
  return { query, lines };
}

export function TalkPanel({ desk }: PanelProps) {
  const { sessionId, view } = desk;
  const { query, lines } = useTalk(sessionId);
  // Dice that lay there before do not tumble again.
  const [first] = useState(() => Date.now() - 1_500);
  const box = useRef<HTMLDivElement>(null);
  const last = lines.at(-1)?.version;
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [last]);
  const fresh = (line: Talk) => Number(line.time?.seconds ?? 0) * 1000 > first;
  return (
    <div className={style.talk}>
      <div className={style.lines} ref={box} role="log" aria-label={t.lines} tabIndex={0}>
        <More query={query} />
        {lines.length === 0 && <p className="soft">{t.none}</p>}
        {lines.map((line) => <Line key={line.version} line={line} fresh={fresh(line)} seats={view.seats} me={desk.userId} />)}
      </div>
      {(view.role === TableRole.GM || view.role === TableRole.PLAYER) && <><Speak desk={desk} /><Tray desk={desk} /></>}
    </div>
  );
}

function Speak({ desk }: PanelProps) {
  const { sessionId, view, send: { send, pending, problem, kept } } = desk;
  const [text, setText] = useState("");
  const [told, setTold] = useState("");
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    const said = readSaid(text, view.seats.filter((seat) => seat.userId !== desk.userId));
    setTold(said.kind === "unknown" ? t.unknown(said.command) : said.kind === "nobody" ? t.nobody(said.name) : "");
    const done = said.kind === "say" ? await send((commandId, options) => tables.say({ sessionId, text: said.text, emote: said.emote, toUserIds: said.to, commandId }, options))
      : said.kind === "roll" && await send((commandId, options) => tables.roll({ sessionId, notation: said.notation, label: said.label, visibility: said.visibility, commandId }, options));
    if (done) setText("");
  };
  return (
    <form className={style.speak} onSubmit={(event) => void submit(event)}>
      <TextInput aria-label={t.say} placeholder={t.say} title={t.help} maxLength={2_000} value={text} error={told || problem?.fields.text} onChange={(event) => { setText(event.currentTarget.value); setTold(""); }} />
      <ActionIcon type="submit" size={36} aria-label={t.send} loading={pending} disabled={!text.trim()}><Icon name="next" /></ActionIcon>
      <p className="soft">{t.help}{kept && " …"}</p>
      <Say problem={problem} />
    </form>
  );
}
