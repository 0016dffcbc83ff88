import { useQuery } from "@connectrpc/connect-query";
import { Button, CopyButton, SegmentedControl, TextInput } from "@mantine/core";
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useState } from "react";
import { identityv1 } from "@playhouse/client";
import { problemInWords } from "../rpc/errors";
import { playhouse } from "../rpc/playhouse";
import { useSend } from "../rpc/send";
import { texts } from "../texts";
import { Panel, Say, Trouble } from "../ui/pieces";
import style from "./settings.module.css";

const t = texts.settings;

export function Keys() {
  const { data, error, refetch } = useQuery(identityv1.IdentityService.method.listApiKeys, {});
  const { send, problem } = useSend();
  const revoke = (id: string) => void send((_, options) => playhouse.identity.revokeApiKey({ id }, options)).then(() => refetch());
  return (
    <Panel title={t.keys} lead={t.keysLead} id="keys">
      {error && <Trouble problem={problemInWords(error)} again={() => void refetch()} />}
      {data?.keys.length === 0 && <p className="soft">{t.keysEmpty}</p>}
      <ul className={style.list}>
        {data?.keys.map((key) => (
          <li key={key.id}>
            <strong>{key.name}</strong>
            <span className="soft">{key.scope === identityv1.ApiKeyScope.READ ? t.scopes.read : t.scopes.play}, {key.lastUsedAt ? t.used(timestampDate(key.lastUsedAt).toLocaleString()) : t.neverUsed}</span>
            <Button size="compact-sm" variant="subtle" aria-label={t.revokeOf(key.name)} onClick={() => revoke(key.id)}>{t.revoke}</Button>
          </li>
        ))}
      </ul>
      <MakeKey made={() => void refetch()} />
      <Say problem={problem} />
    </Panel>
  );
}

function MakeKey({ made }: { made: () => void }) {
  const [name, setName] = useState("");
  const [scope, setScope] = useState("1");
  const [secret, setSecret] = useState("");
  const { send, pending, problem } = useSend();
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void send(async (_, options) => {
      setSecret((await playhouse.identity.createApiKey({ name: name.trim(), scope: Number(scope) }, options)).secret);
      setName("");
      made();
    });
  };
  return (
    <>
      <form className={style.row} onSubmit={submit}>
        <TextInput label={t.keyName} maxLength={60} value={name} error={problem?.fields.name} onChange={(event) => setName(event.currentTarget.value)} />
        <SegmentedControl aria-label={t.scope} value={scope} onChange={setScope} data={[{ value: "1", label: t.scopes.play }, { value: "2", label: t.scopes.read }]} />
        <Button type="submit" variant="default" loading={pending} disabled={!name.trim()}>{t.makeKey}</Button>
      </form>
      {problem && !problem.fields.name && <Say problem={problem} />}
      {secret && (
        <div className={style.secret} role="status">
          <p>{t.newKey}</p>
          <code>{secret}</code>
          <CopyButton value={secret}>{({ copied, copy }) => <Button size="compact-sm" onClick={copy}>{copied ? texts.copied : texts.copy}</Button>}</CopyButton>
        </div>
      )}
    </>
  );
}
