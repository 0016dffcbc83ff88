/** What happened: the log as it is told, turn by turn. */
import { useEffect, useRef } from "react";
import { texts } from "../../texts";
import style from "./table.module.css";

export interface LogLine {
  version: number;
  turn: number;
  text: string;
}

export function Log({ lines }: { lines: LogLine[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines.length]);
  return (
    <div className={style.log} ref={box} role="log" aria-label={texts.log.title} tabIndex={0}>
      {lines.length === 0 && <p className="soft">{texts.log.empty}</p>}
      {lines.map((line, i) => (
        <div key={`${line.version}-${i}`}>
          {line.turn > 0 && line.turn !== lines[i - 1]?.turn && <div className={style.turn}>{texts.log.turn(line.turn)}</div>}
          <p>{line.text}</p>
        </div>
      ))}
    </div>
  );
}
