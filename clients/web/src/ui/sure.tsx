/** Sure asks once more where there is no way back; the question stands where the button was. */
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { texts } from "../texts";
import style from "./sure.module.css";

export interface SureProps {
  /** On the button. */
  text: string;
  /** For those who do not see what the button belongs to. */
  label: string;
  question: string;
  /** False: there is nothing to ask about this time. */
  ask?: boolean;
  disabled?: boolean;
  go: () => void;
  variant?: string;
}

export function Sure({ text, label, question, ask = true, disabled, go, variant = "default" }: SureProps) {
  const [asked, setAsked] = useState(false);
  if (!asked) return <Button size="xs" variant={variant} disabled={disabled} aria-label={label} onClick={() => (ask ? setAsked(true) : go())}>{text}</Button>;
  return <Question text={question} disabled={disabled} close={() => setAsked(false)} go={go} />;
}

export interface QuestionProps {
  text: string;
  disabled?: boolean;
  close: () => void;
  go: () => void;
}

/** Question is the question alone, for what was asked for by a key. Afterwards the focus is where it was. */
export function Question({ text, disabled, close, go }: QuestionProps) {
  const before = useRef(document.activeElement);
  useEffect(() => () => {
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
  }, []);
  return (
    <div className={style.sure} role="alertdialog" aria-label={text} onKeyDown={(event) => event.key === "Escape" && close()}>
      {text}
      <Button size="xs" disabled={disabled} autoFocus onClick={() => { close(); go(); }}>{texts.yes}</Button>
      <Button size="xs" variant="default" onClick={close}>{texts.keep}</Button>
    </div>
  );
}
