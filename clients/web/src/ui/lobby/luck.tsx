/** A player's own words, mixed into the dice before the first roll. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { playhouse } from "../../rpc/playhouse";
import { useSend } from "../../rpc/send";
import { texts } from "../../texts";
import { Say } from "../pieces";
import style from "./lobby.module.css";

export function Luck({ sessionId }: { sessionId: string }) {
  const [text, setText] = useState("");
  const [mixed, setMixed] = useState(false);
  const { send, pending, problem } = useSend();
  const mix = async (event: React.FormEvent) => {
    event.preventDefault();
    setMixed(await send((_, options) => playhouse.session.addClientSeed({ sessionId, text }, options)));
    setText("");
  };
  if (mixed) return <p className="soft" role="status">{texts.lobby.luckMixed}</p>;
  return (
    <form className={style.luck} onSubmit={(event) => void mix(event)}>
      <TextInput label={texts.lobby.luck} description={texts.lobby.luckHint} maxLength={100} value={text} error={problem?.fields.text} onChange={(event) => setText(event.currentTarget.value)} />
      <Button type="submit" variant="default" loading={pending} disabled={!text.trim()}>{texts.lobby.luckMix}</Button>
      {problem && !problem.fields.text && <Say problem={problem} />}
    </form>
  );
}
