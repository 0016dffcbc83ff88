/** How a voyage shall be set up. The server checks; what it finds is shown beside the field. */
import { create as make } from "@bufbuild/protobuf";
import { Button, PasswordInput, SegmentedControl, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { roomv1 } from "@playhouse/client";
import { useSend } from "../../rpc/send";
import { texts } from "../../texts/cosmic";
import { Panel, Say } from "../../ui/pieces";
import { cosmicClient } from "./client";
import { keepPassword } from "./passwords";
import { CreateRequestSchema } from "./proto";
import style from "./setup.module.css";

const t = texts.setup;

interface Wish {
  kind: string;
  seed: string;
  turns: string;
  goal: string;
  title: string;
  visibility: roomv1.Visibility;
  password: string;
}

const usual: Wish = { kind: "normal", seed: "", turns: "50", goal: "5000", title: "", visibility: roomv1.Visibility.PUBLIC, password: "" };

export function Setup({ made }: { made: (sessionId: string) => void }) {
  const [wish, setWish] = useState(usual);
  const set = (change: Partial<Wish>) => setWish((now) => ({ ...now, ...change }));
  const { send, pending, problem } = useSend();
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void send(async (commandId, options) => {
      const { sessionId } = await cosmicClient.create(make(CreateRequestSchema, { ...requestOf(wish), commandId }), options);
      keepPassword(sessionId, wish.password);
      made(sessionId);
    });
  };
  const wrong = problem?.fields ?? {};
  const named = Object.keys(wrong).length > 0 && Object.keys(wrong).every((field) => ["seed", "max_turns", "victory_credits", "title", "password"].includes(field));
  return (
    <form onSubmit={submit} className={style.form} noValidate>
      <Panel title={t.title} lead={t.lead}>
        <Kinds chosen={wish.kind} choose={(kind) => set({ kind })} />
        {wish.kind === "daily" ? <p className="soft">{t.dailyHint}</p> : (
          <div className={style.pair}>
            {wish.kind === "normal" && <TextInput label={t.turns} inputMode="numeric" value={wish.turns} error={wrong.max_turns} onChange={(event) => set({ turns: event.currentTarget.value })} />}
            {wish.kind === "normal" && <TextInput label={t.goal} inputMode="numeric" value={wish.goal} error={wrong.victory_credits} onChange={(event) => set({ goal: event.currentTarget.value })} />}
            <TextInput label={t.seed} placeholder={t.seedHint} description={wish.seed && t.seedUnranked} maxLength={100} value={wish.seed} error={wrong.seed} onChange={(event) => set({ seed: event.currentTarget.value })} />
          </div>
        )}
        <details className={style.more}>
          <summary>{t.more}</summary>
          <div className={style.pair}>
            <TextInput label={t.name} placeholder={t.nameHint} maxLength={80} value={wish.title} error={wrong.title} onChange={(event) => set({ title: event.currentTarget.value })} />
            <Field label={t.visibility}>
              <SegmentedControl fullWidth aria-label={t.visibility} value={String(wish.visibility)} onChange={(value) => set({ visibility: Number(value) })}
                data={[{ value: "1", label: t.public }, { value: "2", label: t.private }]} />
            </Field>
            <PasswordInput label={t.password} autoComplete="off" value={wish.password} error={wrong.password} onChange={(event) => set({ password: event.currentTarget.value })} />
          </div>
        </details>
        <div className={style.go}>
          <Button type="submit" size="lg" loading={pending}>{t.go}</Button>
          {problem && !named && <Say problem={problem} />}
        </div>
      </Panel>
    </form>
  );
}

/** requestOf asks only for what the kind of voyage has. What is no number is left for the server to refuse. */
function requestOf({ kind, seed, turns, goal, title, visibility, password }: Wish) {
  const shared = { title, visibility, password };
  if (kind === "daily") return { ...shared, daily: true };
  if (kind === "endless") return { ...shared, seed, endless: true };
  return { ...shared, seed, maxTurns: wholeNumber(turns), victoryCredits: wholeNumber(goal) };
}

function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0;
}

function Kinds({ chosen, choose }: { chosen: string; choose: (kind: string) => void }) {
  return (
    <div className={style.kinds} role="radiogroup" aria-label={t.kind}>
      {Object.entries(t.kinds).map(([kind, [name, text]]) => (
        <button key={kind} type="button" role="radio" aria-checked={kind === chosen} data-kind={kind} onClick={() => choose(kind)}>
          <strong>{name}</strong><span>{text}</span>
        </button>
      ))}
    </div>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return <div className={style.field}><div className={style.label}>{label}</div>{children}</div>;
}
