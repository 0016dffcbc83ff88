/** The command palette and the list of shortcuts, both from the one list of actions. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { texts } from "../../texts";
import { type Action, keysOf, useActions } from "./actions";
import style from "./palette.module.css";

export function Palette() {
  const { list, mode, close } = useActions();
  return (
    <>
      {mode === "open" && <Sheet title={texts.frame.palette} close={close}><Search list={list} close={close} /></Sheet>}
      {mode === "help" && (
        <Sheet title={texts.frame.shortcuts} close={close}>
          <ul className={style.keys}>
            <li><kbd>{texts.frame.paletteKey}</kbd> {texts.frame.palette}</li>
            {list.filter((action) => action.key).map((action) => (
              <li key={action.id}><kbd>{keysOf(action)}</kbd> {action.text}</li>
            ))}
            {texts.frame.boardKeys.map(([key, text]) => <li key={key}><kbd>{key}</kbd> {text}</li>)}
          </ul>
        </Sheet>
      )}
    </>
  );
}

/** Sheet is the browser's own dialog: it keeps the focus inside, closes on Escape, and weighs nothing. */
function Sheet({ title, close, children }: { title: string; close: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={style.sheet} aria-label={title} onClose={close} onClick={(event) => event.target === dialog.current && close()}>
      <div className={style.inside}>
        <h2>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}

function Search({ list, close }: { list: Action[]; close: () => void }) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = list.filter((action) => words.every((word) => action.text.toLowerCase().includes(word)));
  const chosen = Math.min(at, found.length - 1);
  const run = (action: Action | undefined) => {
    if (!action) return;
    close();
    action.run();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((chosen + step + found.length) % Math.max(1, found.length));
    }
    if (event.key === "Enter") run(found[chosen]);
  };
  return (
    <div onKeyDown={onKeyDown}>
      <input className={style.search} autoFocus aria-label={texts.frame.search} placeholder={texts.frame.search} value={text}
        role="combobox" aria-expanded="true" aria-controls="palette-list" aria-activedescendant={found[chosen] && `palette-${found[chosen].id}`}
        onChange={(event) => { setText(event.currentTarget.value); setAt(0); }} />
      <ul className={style.list} id="palette-list" role="listbox" aria-label={texts.frame.palette}>
        {found.map((action, i) => (
          <li key={action.id} id={`palette-${action.id}`} role="option" aria-selected={i === chosen}
            className={style.item} onMouseMove={() => setAt(i)} onClick={() => run(action)}>
            <span>{action.text}</span>{action.key && <kbd>{keysOf(action)}</kbd>}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="soft">{texts.frame.nothingFound}</p>}
    </div>
  );
}
