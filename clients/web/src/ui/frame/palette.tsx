/** The command palette and the list of shortcuts, both from the one list of actions. */
import { Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../texts";
import { type Action, useActions } from "./actions";
import style from "./palette.module.css";

export function Palette() {
  const { list, mode, close } = useActions();
  return (
    <>
      <Modal opened={mode === "open"} onClose={close} title={texts.frame.palette} size="lg" returnFocus>
        {mode === "open" && <Search list={list} close={close} />}
      </Modal>
      <Modal opened={mode === "help"} onClose={close} title={texts.frame.shortcuts} returnFocus>
        <ul className={style.keys}>
          <li><kbd>{texts.frame.paletteKey}</kbd> {texts.frame.palette}</li>
          {list.filter((action) => action.key).map((action) => (
            <li key={action.id}><kbd>{action.key}</kbd> {action.text}</li>
          ))}
          {texts.frame.boardKeys.map(([key, text]) => <li key={key}><kbd>{key}</kbd> {text}</li>)}
        </ul>
      </Modal>
    </>
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
      <TextInput data-autofocus aria-label={texts.frame.search} placeholder={texts.frame.search} value={text}
        role="combobox" aria-expanded="true" aria-controls="palette-list" aria-activedescendant={found[chosen] && `palette-${found[chosen].id}`}
        onChange={(event) => { setText(event.currentTarget.value); setAt(0); }} />
      <ul className={style.list} id="palette-list" role="listbox" aria-label={texts.frame.palette}>
        {found.map((action, i) => (
          <li key={action.id} id={`palette-${action.id}`} role="option" aria-selected={i === chosen}
            className={style.item} onMouseMove={() => setAt(i)} onClick={() => run(action)}>
            <span>{action.text}</span>{action.key && <kbd>{action.key}</kbd>}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="soft">{texts.frame.nothingFound}</p>}
    </div>
  );
}
