/** The source, coloured and marked. The library comes when the first editor opens. */
import { useEffect, useRef, useState } from "react";
import { texts } from "../../../texts/arena-mind";
import { Loading } from "../../../ui/pieces";
import type { Diagnostic, Term, Tier } from "../proto";
import type { Editor as Handle } from "./codemirror";
import style from "./editor.module.css";

export interface EditorProps {
  source: string;
  tier: Tier;
  terms: Term[];
  diagnostics: Diagnostic[];
  readOnly: boolean;
  changed: (source: string) => void;
  /** A line to show, and which wish for it this is. */
  goTo: { line: number; asked: number };
}

export function Editor({ source, tier, terms, diagnostics, readOnly, changed, goTo }: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const [handle, setHandle] = useState<Handle>();
  const latest = useRef({ source, changed });
  useEffect(() => {
    latest.current = { source, changed };
  });
  useEffect(() => {
    let made: Handle | undefined;
    let gone = false;
    void import("./codemirror").then(({ openEditor }) => {
      if (gone) return;
      made = openEditor(host.current!, { source: latest.current.source, tier, terms, label: texts.editor, readOnly, changed: (next) => latest.current.changed(next) });
      setHandle(made);
    });
    return () => {
      gone = true;
      made?.destroy();
      setHandle(undefined);
    };
  }, [tier, terms, readOnly]);
  useEffect(() => handle?.show(source), [handle, source]);
  useEffect(() => handle?.mark(diagnostics), [handle, diagnostics]);
  const { line, asked } = goTo;
  useEffect(() => {
    if (line > 0) handle?.goTo(line);
  }, [handle, line, asked]);
  return <div ref={host} className={style.editor}>{!handle && <Loading />}</div>;
}
