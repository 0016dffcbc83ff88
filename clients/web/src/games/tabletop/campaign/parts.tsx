/** Small parts that campaign pages and panels are made of. */
import { Button, Input, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Problem } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/tabletop-campaign";
import { Icon, type IconName } from "../../../ui/icons";
import { Loading, Trouble } from "../../../ui/pieces";
import style from "./campaign.module.css";

interface FieldProps<T> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  error?: string;
  hint?: string;
  disabled?: boolean;
  /** Names it for those who do not see it, where there is no room for a label. */
  bare?: boolean;
}

/** Words is a text of several lines. */
export function Words({ label, value, onChange, error, hint, rows = 6, most, bare }: FieldProps<string> & { rows?: number; most?: number }) {
  return (
    <Input.Wrapper label={bare ? undefined : label} description={hint} error={error} className={style.words}>
      <Input component="textarea" multiline rows={rows} maxLength={most} aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    </Input.Wrapper>
  );
}

/** Choice is one of several, by the system's own list: it works the same in a hand. */
export function Choice({ label, value, onChange, error, data, disabled, bare }: FieldProps<string> & { data: [value: string, label: string][] }) {
  return (
    <Input.Wrapper label={bare ? undefined : label} error={error}>
      <Input component="select" pointer size="sm" aria-label={label} value={value} disabled={disabled} onChange={(event) => onChange(event.currentTarget.value)}>
        {data.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
      </Input>
    </Input.Wrapper>
  );
}

/** Count is a whole number (or a broken one, with `step`). What was typed stays while it is none. */
export function Count({ label, value, onChange, error, hint, min, max, step, disabled, bare }: FieldProps<number> & { min?: number; max?: number; step?: number }) {
  const [text, setText] = useState(String(value));
  if (Number(text || 0) !== value) setText(String(value));
  return (
    <TextInput type="number" size="sm" label={bare ? undefined : label} aria-label={label} description={hint} error={error} min={min} max={max} step={step} disabled={disabled} value={text}
      onChange={(event) => { setText(event.currentTarget.value); onChange(Number(event.currentTarget.value) || 0); }} />
  );
}

/** Tick is a yes or a no. */
export function Tick({ label, checked, onChange, disabled }: { label: string; checked: boolean; onChange: (checked: boolean) => void; disabled?: boolean }) {
  return (
    <label className={style.tick}>
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.currentTarget.checked)} /> {label}
    </label>
  );
}

/** Dialog is the browser's own: it keeps the focus inside and closes on Escape. */
export function Dialog({ title, close, wide, children }: { title: string; close: () => void; wide?: boolean; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={style.dialog} data-wide={wide || undefined} aria-label={title} onClose={close} onClick={(event) => event.target === dialog.current && close()}>
      <div className={style.inside}>
        <header><h2>{title}</h2><Tool icon="close" label={common.close} onClick={close} /></header>
        {children}
      </div>
    </dialog>
  );
}

/** Tool is a small sign that does something. */
export function Tool({ icon, label, ...rest }: { icon: IconName; label: string } & React.ComponentProps<"button">) {
  return <button type="button" className={style.tool} aria-label={label} title={label} {...rest}><Icon name={icon} size={17} /></button>;
}

/** Ask is a button that becomes a field: for a name. What was typed stays when it is refused. */
export function Ask({ text, label, start = "", most = 100, go, variant = "default", icon }: {
  text: string; label: string; start?: string; most?: number; go: (name: string) => Promise<boolean>; variant?: string; icon?: IconName;
}) {
  const [name, setName] = useState<string>();
  if (name === undefined) return <Button size="xs" variant={variant} leftSection={icon && <Icon name={icon} size={16} />} aria-label={label} onClick={() => setName(start)}>{text}</Button>;
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (await go(name.trim())) setName(undefined);
  };
  return (
    <form className={style.ask} onSubmit={(event) => void submit(event)} onKeyDown={(event) => event.key === "Escape" && setName(undefined)}>
      <TextInput size="xs" autoFocus aria-label={label} maxLength={most} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Button size="xs" type="submit" disabled={!name.trim()}>{common.save}</Button>
      <Tool icon="close" label={common.cancel} onClick={() => setName(undefined)} />
    </form>
  );
}

/** FileButton lets one choose files. */
export function FileButton({ text, accept, multiple, onFiles, loading, variant = "default", icon = "plus" }: {
  text: string; accept?: string; multiple?: boolean; onFiles: (files: File[]) => void; loading?: boolean; variant?: string; icon?: IconName;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input ref={input} type="file" hidden aria-label={text} accept={accept} multiple={multiple} onChange={(event) => {
        onFiles([...event.currentTarget.files ?? []]);
        // The same file may be chosen again.
        event.currentTarget.value = "";
      }} />
      <Button size="xs" variant={variant} loading={loading} leftSection={<Icon name={icon} size={16} />} onClick={() => input.current?.click()}>{text}</Button>
    </>
  );
}

interface Query<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

/** Shown shows what was read, or that it is being read, or why it could not be. */
export function Shown<T>({ query, children }: { query: Query<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Trouble problem={problemInWords(query.error)} again={() => void query.refetch()} />;
  return <Loading />;
}

/** More reads the next page. */
export function More({ query }: { query: { hasNextPage: boolean; isFetching: boolean; fetchNextPage: () => unknown } }) {
  if (!query.hasNextPage) return null;
  return <Button variant="subtle" loading={query.isFetching} onClick={() => void query.fetchNextPage()}>{texts.more}</Button>;
}

export interface Step {
  id: string;
  name: string;
}

/** Crumbs is the way from the top to a folder. */
export function Crumbs({ path, go }: { path: Step[]; go: (id: string) => void }) {
  if (path.length === 0) return null;
  return (
    <nav className={style.crumbs} aria-label={texts.folder}>
      {[{ id: "", name: texts.top }, ...path].map((step, i) => (
        <span key={step.id}>{i > 0 && <i aria-hidden="true">/</i>}<button type="button" aria-current={i === path.length ? "page" : undefined} onClick={() => go(step.id)}>{step.name}</button></span>
      ))}
    </nav>
  );
}

/** Seek is a field to search by. */
export function Seek({ value, onChange, label = texts.search }: { value: string; onChange: (value: string) => void; label?: string }) {
  return <TextInput size="sm" type="search" className={style.seek} maxLength={100} aria-label={label} placeholder={label} leftSection={<Icon name="search" size={16} />} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
}

/** useSlow follows a value when it has been still for a moment: what is typed is not asked for letter by letter. */
export function useSlow<T>(value: T, ms = 250): T {
  const [slow, setSlow] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return slow;
}

/** wrong is the server's words for a field, by the end of its path. */
export function wrong(problem: Problem | undefined, field: string): string | undefined {
  return Object.entries(problem?.fields ?? {}).find(([name]) => name === field || name.endsWith(`.${field}`))?.[1];
}
