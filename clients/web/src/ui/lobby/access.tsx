/** The host's say on who may come in. */
import { Button, PasswordInput, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { roomv1 } from "@playhouse/client";
import { playhouse } from "../../rpc/playhouse";
import { useSend } from "../../rpc/send";
import { texts } from "../../texts";
import { Say } from "../pieces";
import style from "./lobby.module.css";

export function Access({ room }: { room: roomv1.Room }) {
  const { send, pending, problem } = useSend();
  const [password, setPassword] = useState("");
  const visibility = room.visibility || roomv1.Visibility.PUBLIC;
  const set = (to: roomv1.Visibility) => void send((_, options) =>
    playhouse.session.setVisibility({ sessionId: room.sessionId, visibility: to, password }, options));
  return (
    <div className={style.access}>
      <SegmentedControl fullWidth aria-label={texts.lobby.access} value={String(visibility)} disabled={pending} onChange={(value) => set(Number(value))}
        data={[{ value: "1", label: texts.lobby.public }, { value: "2", label: texts.lobby.private }]} />
      <form className={style.link} onSubmit={(event) => { event.preventDefault(); set(visibility); }}>
        <PasswordInput aria-label={texts.lobby.password} autoComplete="off" value={password} onChange={(event) => setPassword(event.currentTarget.value)}
          placeholder={room.hasPassword ? texts.lobby.passwordOn : `${texts.lobby.password}: ${texts.lobby.passwordHint}`} error={problem?.fields.password} />
        <Button type="submit" variant="default" loading={pending}>{texts.lobby.setPassword}</Button>
      </form>
      <Say problem={problem} />
    </div>
  );
}
