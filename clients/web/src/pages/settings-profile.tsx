import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { identityv1 } from "@playhouse/client";
import { playhouse } from "../rpc/playhouse";
import { useSend } from "../rpc/send";
import { texts } from "../texts";
import { Panel, Say } from "../ui/pieces";
import style from "./settings.module.css";

const t = texts.settings;

export function Profile({ user }: { user: identityv1.User }) {
  const [name, setName] = useState(user.displayName);
  const { send, pending, problem } = useSend();
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    void send(async (_, options) => {
      const { user: next } = await playhouse.identity.updateProfile({ displayName: name.trim(), etag: user.etag }, options);
      if (next) playhouse.auth.setUser(next);
    });
  };
  return (
    <Panel title={t.profile} id="profile">
      <form onSubmit={save} className={style.row}>
        <TextInput label={t.name} value={name} maxLength={40} required error={problem?.fields.display_name} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" loading={pending} disabled={!name.trim() || name.trim() === user.displayName}>{texts.save}</Button>
      </form>
      {problem && !problem.fields.display_name && <Say problem={problem} />}
      {user.guest && <p className="soft">{t.guest}</p>}
    </Panel>
  );
}
