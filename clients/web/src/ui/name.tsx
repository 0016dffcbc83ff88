/** Asking a newcomer for a name: the only thing between them and a table. */
import { Button, TextInput } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { problemInWords } from "../rpc/errors";
import { signIn, suggestedName } from "../rpc/identity";
import { texts } from "../texts";
import { Say } from "./pieces";
import style from "./name.module.css";

const Ways = lazy(() => import("./signin/ways").then(({ Ways }) => ({ default: Ways })));

/** NameForm asks for a name, signs in, and goes on. What was typed stays when it fails. */
export function NameForm({ go = texts.name_prompt.go, done, ...outer }: { go?: string; done?: () => void; name?: string; setName?: (name: string) => void }) {
  const [own, setOwn] = useState(suggestedName);
  // Whoever needs the name elsewhere too keeps it.
  const name = outer.name ?? own;
  const setName = outer.setName ?? setOwn;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof problemInWords>>();
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await signIn(name);
      done?.();
    } catch (reason) {
      setProblem(problemInWords(reason));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <form className={style.form} onSubmit={(event) => void submit(event)}>
        <TextInput label={texts.name_prompt.label} value={name} maxLength={40} required size="md" autoComplete="nickname"
          onChange={(event) => setName(event.currentTarget.value)} onFocus={(event) => event.currentTarget.select()}
          error={problem?.fields.display_name} data-autofocus />
        <Button type="submit" size="md" loading={busy} disabled={!name.trim()}>{go}</Button>
        {problem && !problem.fields.display_name && <Say problem={problem} />}
      </form>
      <Suspense><Ways /></Suspense>
    </>
  );
}
