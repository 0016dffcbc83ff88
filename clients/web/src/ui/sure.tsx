/** Sure asks once more where there is no way back; the question stands where the button was. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { texts } from "../texts";
import style from "./sure.module.css";

export interface SureProps {
  /** On the button. */
  text: string;
  /** For those who do not see what the button belongs to. */
  label: string;
  question: string;
  disabled?: boolean;
  go: () => void;
  variant?: string;
}

export function Sure({ text, label, question, disabled, go, variant = "default" }: SureProps) {
  const [asked, setAsked] = useState(false);
  if (!asked) return <Button size="xs" variant={variant} disabled={disabled} aria-label={label} onClick={() => setAsked(true)}>{text}</Button>;
  return (
    <div className={style.sure} role="alertdialog" aria-label={question}>
      {question}
      <Button size="xs" disabled={disabled} autoFocus onClick={() => { setAsked(false); go(); }}>{texts.yes}</Button>
      <Button size="xs" variant="default" onClick={() => setAsked(false)}>{texts.keep}</Button>
    </div>
  );
}
