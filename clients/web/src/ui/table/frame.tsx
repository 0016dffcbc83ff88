/**
 * The table's frame, the same for every game: a line above, the board in the
 * middle, people, talk and log at the side, what one can do below.
 */
import { ActionIcon } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { texts } from "../../texts";
import { Icon, type IconName } from "../icons";
import { useTitle } from "../pieces";
import style from "./table.module.css";

export interface SideTab {
  id: string;
  title: string;
  icon: IconName;
  body: ReactNode;
  mark?: number;
}

export function TableFrame({ title, head, board, tabs, actions }: {
  title: string; head: ReactNode; board: ReactNode; tabs: SideTab[]; actions: ReactNode;
}) {
  useTitle(title);
  const [open, setOpen] = useState(true);
  const [tab, setTab] = useState(tabs[0]!.id);
  const shown = tabs.find((one) => one.id === tab) ?? tabs[0]!;
  return (
    <main id="page" className={style.table} data-side={open || undefined} tabIndex={-1}>
      <header className={style.head}>
        <h1>{title}</h1>
        {head}
        <ActionIcon variant="subtle" size={36} className={style.toggle} aria-expanded={open} aria-label={open ? texts.table.hidePanels : texts.table.showPanels} onClick={() => setOpen(!open)}>
          <Icon name={open ? "next" : "back"} />
        </ActionIcon>
      </header>
      <div className={style.board}>{board}</div>
      {open && (
        <aside className={style.side} aria-label={texts.table.panels}>
          <div className={style.tabs} role="tablist" aria-label={texts.table.panels}>
            {tabs.map((one) => (
              <button key={one.id} type="button" role="tab" id={`tab-${one.id}`} aria-selected={one.id === shown.id} aria-controls="side-panel" onClick={() => setTab(one.id)}>
                <Icon name={one.icon} size={17} /> {one.title}{one.mark ? <b>{one.mark}</b> : null}
              </button>
            ))}
          </div>
          <div className={style.panel} role="tabpanel" id="side-panel" aria-labelledby={`tab-${shown.id}`} tabIndex={0}>{shown.body}</div>
        </aside>
      )}
      <div className={style.actions}>{actions}</div>
    </main>
  );
}
