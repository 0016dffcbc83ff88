/** Another name for a slot, where its button was. What was typed stays when it is refused. */
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { playhouse } from "../../rpc/playhouse";
import type { Call } from "../../rpc/send";
import { texts as common } from "../../texts";
import { texts } from "../../texts/saves";
import { Icon } from "../icons";
import style from "./saves.module.css";

export interface RenameProps {
  game: string;
  slot: number;
  name: string;
  disabled: boolean;
  act: (call: Call) => Promise<void>;
}

export function Rename({ game, slot, name, disabled, act }: RenameProps) {
  const [text, setText] = useState<string>();
  if (text === undefined) return <Button size="xs" variant="subtle" disabled={disabled} onClick={() => setText(name)} aria-label={texts.renameOf(name)}>{texts.rename}</Button>;
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    await act(async (_, options) => {
      await playhouse.save.renameSave({ game, slot, name: text.trim() }, options);
      setText(undefined);
    });
  };
  return (
    <form className={style.rename} onSubmit={(event) => void submit(event)}>
      <TextInput size="xs" autoFocus aria-label={texts.newName(slot)} maxLength={60} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Button size="xs" type="submit" disabled={disabled || !text.trim()}>{common.save}</Button>
      <ActionIcon variant="subtle" aria-label={common.cancel} onClick={() => setText(undefined)}><Icon name="close" size={16} /></ActionIcon>
    </form>
  );
}
