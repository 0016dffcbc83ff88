/** The way in for files: let fall here, or chosen with a button. */
import { Button } from "@mantine/core";
import { type ReactNode, useRef, useState } from "react";
import { texts } from "../../../texts/baseball-league";
import { Icon } from "../../../ui/icons";
import style from "./league.module.css";

const t = texts.import;

export function Drop({ take, children }: { take: (files: File[]) => void; children: ReactNode }) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={style.drop} data-over={over || undefined} data-testid="drop"
      onDragOver={(event) => { if (event.dataTransfer.types.includes("Files")) { event.preventDefault(); setOver(true); } }} onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take([...event.dataTransfer.files]);
      }}>
      <div className={style.row}>
        <strong>{over ? t.dropHere : t.drop}</strong>
        <input ref={input} type="file" hidden multiple accept=".csv,.zip,text/csv,application/zip" aria-label={t.choose} onChange={(event) => {
          take([...event.currentTarget.files ?? []]);
          // The same file may be chosen again, mended.
          event.currentTarget.value = "";
        }} />
        <Button size="xs" variant="default" leftSection={<Icon name="plus" size={15} />} onClick={() => input.current?.click()}>{t.choose}</Button>
      </div>
      {children}
    </div>
  );
}
