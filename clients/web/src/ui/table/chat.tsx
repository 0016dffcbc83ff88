/** Table talk. What was typed stays until it has arrived. */
import { ActionIcon, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { roomv1 } from "@playhouse/client";
import { playhouse } from "../../rpc/playhouse";
import { useSend } from "../../rpc/send";
import { texts } from "../../texts";
import { Icon } from "../icons";
import { Say } from "../pieces";
import style from "./table.module.css";

export function Chat({ sessionId, lines, mute }: { sessionId: string; lines: roomv1.ChatLine[]; mute?: boolean }) {
  const [text, setText] = useState("");
  const { send, pending, problem, kept } = useSend();
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = end.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, [lines.length]);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (!text.trim() || pending) return;
    if (await send((commandId, options) => playhouse.session.sendChat({ sessionId, text, commandId }, options))) setText("");
  };
  return (
    <div className={style.chat}>
      <div className={style.lines} ref={end} role="log" aria-label={texts.chat.title} tabIndex={0}>
        {lines.length === 0 && <p className="soft">{texts.chat.empty}</p>}
        {lines.map((line) => (
          <p key={line.version}><strong>{line.displayName}</strong> {line.text}</p>
        ))}
      </div>
      {!mute && (
        <form onSubmit={(event) => void submit(event)} className={style.say}>
          <TextInput aria-label={texts.chat.say} placeholder={texts.chat.say} maxLength={500} value={text} onChange={(event) => setText(event.currentTarget.value)} />
          <ActionIcon type="submit" size={36} aria-label={texts.chat.send} loading={pending} disabled={!text.trim()}><Icon name="next" /></ActionIcon>
        </form>
      )}
      {kept && <p className="soft">{texts.connection.kept}</p>}
      <Say problem={problem} />
    </div>
  );
}
