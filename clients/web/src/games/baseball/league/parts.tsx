/** Small parts that league pages are made of. */
import { Button, Input, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Problem } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import { texts as common } from "../../../texts";
import { Loading, Trouble } from "../../../ui/pieces";
import type { List } from "./reading";
import style from "./league.module.css";

/** Shown shows what was read, or that it is being read, or why it could not be. */
export function Shown<T>({ query, children }: { query: Pick<List<T>, "data" | "error" | "refetch">; children: (data: T[]) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Trouble problem={problemInWords(query.error)} again={() => void query.refetch()} />;
  return <Loading />;
}

interface FieldProps<T> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  error?: string;
  hint?: string;
}

/** Choice is one of several, by the system's own list: it works the same in a hand. */
export function Choice({ label, value, onChange, error, hint, data }: FieldProps<string> & { data: [value: string, label: string][] }) {
  return (
    <Input.Wrapper label={label} description={hint} error={error}>
      <Input component="select" pointer size="sm" aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {data.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
      </Input>
    </Input.Wrapper>
  );
}

/** Count is a whole number. What was typed stays while it is none. */
export function Count({ label, value, onChange, error, hint, min, max }: FieldProps<number> & { min: number; max: number }) {
  const [text, setText] = useState(String(value));
  if (Number(text || 0) !== value) setText(String(value));
  return (
    <TextInput type="number" size="sm" label={label} description={hint} error={error} min={min} max={max} value={text}
      onChange={(event) => { setText(event.currentTarget.value); onChange(Number(event.currentTarget.value) || 0); }} />
  );
}

/** Tick is a yes or a no. */
export function Tick({ label, hint, checked, onChange }: { label: string; hint?: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className={style.tick}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}{hint && <small>{hint}</small>}</span>
    </label>
  );
}

/** Copied is a text to be taken along. */
export function Copied({ label, text }: { label: string; text: string }) {
  const [done, setDone] = useState(false);
  const copy = () => void navigator.clipboard?.writeText(text).then(() => setDone(true), () => setDone(false));
  return (
    <div className={style.copied}>
      <TextInput size="sm" label={label} readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
      <Button size="sm" variant="default" onClick={copy}>{done ? common.copied : common.copy}</Button>
    </div>
  );
}

/** Wide is what may be wider than the screen: it scrolls by itself, by keys too. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return <div className={style.wide} role="group" aria-label={label} tabIndex={0}>{children}</div>;
}

/** wrong is the server's words for a field, by the end of its path. */
export function wrong(problem: Problem | undefined, field: string): string | undefined {
  return Object.entries(problem?.fields ?? {}).find(([name]) => name === field || name.endsWith(`.${field}`))?.[1];
}
