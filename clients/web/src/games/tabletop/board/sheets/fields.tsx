/** Fields of the board's sheets: the browser's own, in the house's dress, with what the server says beside them. */
import { type ReactNode, useEffect, useId, useRef } from "react";
import type { Problem } from "@playhouse/client";
import style from "./sheets.module.css";

/** Dialog is the browser's own: it keeps the focus inside and closes on Escape. */
export function Dialog({ title, close, children, id }: { title: string; close: () => void; children: ReactNode; id: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={style.sheet} aria-label={title} data-testid={id} onClose={close} onClick={(event) => event.target === dialog.current && close()}>
      <div className={style.inside}>
        <h2>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}

export interface Errors {
  problem: Problem | undefined;
}

/** errorOf is what the server says of a field, wherever in the request it stands. */
export function errorOf(problem: Problem | undefined, name: string): string | undefined {
  return Object.entries(problem?.fields ?? {}).find(([path]) => path === name || path.endsWith(`.${name}`))?.[1];
}

interface FieldProps<T> {
  label: string;
  value: T;
  set: (value: T) => void;
  error?: string;
}

function Field({ label, error, children, wide }: { label: string; error?: string; children: (id: string) => ReactNode; wide?: boolean }) {
  const id = useId();
  return (
    <div className={style.field} data-wide={wide || undefined}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {error && <p className={style.error} id={`${id}-error`} role="alert">{error}</p>}
    </div>
  );
}

export function Words({ label, value, set, error, max, long }: FieldProps<string> & { max: number; long?: boolean }) {
  return (
    <Field label={label} error={error} wide>
      {(id) => (long
        ? <textarea id={id} rows={5} maxLength={max} value={value} onChange={(event) => set(event.currentTarget.value)} aria-describedby={error && `${id}-error`} />
        : <input id={id} maxLength={max} value={value} onChange={(event) => set(event.currentTarget.value)} aria-describedby={error && `${id}-error`} />)}
    </Field>
  );
}

export function Count({ label, value, set, error, step = "any", min, max }: FieldProps<number> & { step?: number | "any"; min?: number; max?: number }) {
  return (
    <Field label={label} error={error}>
      {(id) => <input id={id} type="number" step={step} min={min} max={max} value={Number.isFinite(value) ? Math.round(value * 1000) / 1000 : ""} onChange={(event) => set(event.currentTarget.value === "" ? 0 : event.currentTarget.valueAsNumber)} aria-describedby={error && `${id}-error`} />}
    </Field>
  );
}

export function Check({ label, value, set }: FieldProps<boolean>) {
  return <label className={style.check}><input type="checkbox" checked={value} onChange={(event) => set(event.currentTarget.checked)} /> {label}</label>;
}

export function Pick({ label, value, set, error, of }: FieldProps<string> & { of: [string, string][] }) {
  return (
    <Field label={label} error={error}>
      {(id) => <select id={id} value={value} onChange={(event) => set(event.currentTarget.value)}>{of.map(([key, text]) => <option key={key} value={key}>{text}</option>)}</select>}
    </Field>
  );
}

export function Colour({ label, value, set }: FieldProps<string>) {
  return <Field label={label}>{(id) => <input id={id} type="color" value={value || "#8a6a3f"} onChange={(event) => set(event.currentTarget.value)} />}</Field>;
}

export function Row({ children }: { children: ReactNode }) {
  return <div className={style.row}>{children}</div>;
}

export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={style.group}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
