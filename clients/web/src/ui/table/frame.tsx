/**
 * The table's frame, the same for every game: a line above, the board in the
 * middle, people, talk and log at the side, what one can do below.
 */
import { ActionIcon } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
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

/** useUnread counts what has come to a tab since it was last looked at; what was there at first counts as read. */
function useUnread(tabs: SideTab[], shown: SideTab): (tab: SideTab) => number {
  const [read, setRead] = useState(() => Object.fromEntries(tabs.map((tab) => [tab.id, tab.mark ?? 0])));
  const { id, mark = 0 } = shown;
  useEffect(() => setRead((known) => ({ ...known, [id]: mark })), [id, mark]);
  return (tab) => (tab.id === id ? 0 : (tab.mark ?? 0) - (read[tab.id] ?? 0));
}

export function TableFrame({ title, head, board, tabs, actions }: {
  title: string; head: ReactNode; board: ReactNode; tabs: SideTab[]; actions: ReactNode;
}) {
  useTitle(title);
  const [open, setOpen] = useState(true);
  const [tab, setTab] = useState(tabs[0]!.id);
  const shown = tabs.find((one) => one.id === tab) ?? tabs[0]!;
  const unread = useUnread(tabs, shown);
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
                <Icon name={one.icon} size={17} /> {one.title}{unread(one) > 0 && <b>{unread(one)}<span className="unseen"> {texts.table.unread}</span></b>}
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
