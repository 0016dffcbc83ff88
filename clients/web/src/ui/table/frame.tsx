/**
 * The table's frame, the same for every game: a line above, the board in the
 * middle, people, talk and log at the side, what one can do below.
 */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
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
  /** The key that shows it. */
  hint?: string;
}

/** useUnread counts what has come to a tab since it was last looked at; what was there at first counts as read. */
function useUnread(tabs: SideTab[], shown: SideTab): (tab: SideTab) => number {
  const [read, setRead] = useState(() => Object.fromEntries(tabs.map((tab) => [tab.id, tab.mark ?? 0])));
  const { id, mark = 0 } = shown;
  useEffect(() => setRead((known) => ({ ...known, [id]: mark })), [id, mark]);
  return (tab) => (tab.id === id ? 0 : (tab.mark ?? 0) - (read[tab.id] ?? 0));
}

export interface TableFrameProps {
  title: string;
  head: ReactNode;
  board: ReactNode;
  tabs: SideTab[];
  actions: ReactNode;
  /** The tab that is shown, for games that switch it by keys too. Without it the frame keeps it itself. */
  tab?: string;
  onTab?: (id: string) => void;
  /** Many panels: signs with small names under them, and on a phone a sheet over the board. */
  sheet?: boolean;
  /** What has to be looked at now, if anything: when it changes, a phone's sheet makes way for the board. */
  attention?: string;
}

/** A phone that lies is wide, but has no room beside its board either. */
const isWide = () => matchMedia("(min-width: 861px) and (min-height: 481px)").matches;

export function TableFrame({ title, head, board, tabs, actions, tab, onTab, sheet, attention }: TableFrameProps) {
  useTitle(title);
  // A sheet would cover a phone's board: it waits until it is asked for.
  const [open, setOpen] = useState(() => !sheet || isWide());
  const [own, setOwn] = useState(tabs[0]!.id);
  const asked = useRef(tab);
  useEffect(() => {
    // A key that asks for a panel shows it, wherever it was hidden.
    if (asked.current !== tab) setOpen(true);
    asked.current = tab;
  }, [tab]);
  useEffect(() => {
    if (attention && sheet && !isWide()) setOpen(false);
  }, [attention, sheet]);
  const shown = tabs.find((one) => one.id === (tab ?? own)) ?? tabs[0]!;
  const unread = useUnread(tabs, shown);
  const choose = (id: string) => {
    // On a phone the chosen one's own sign closes the sheet again.
    setOpen(!sheet || isWide() || !open || id !== shown.id);
    setOwn(id);
    onTab?.(id);
  };
  return (
    <main id="page" className={style.table} data-side={open || undefined} data-sheet={sheet || undefined} data-at-table tabIndex={-1}>
      <header className={style.head}>
        <Link to="/" className={style.leave} aria-label={texts.frame.home}><Icon name="home" /></Link>
        <h1>{title}</h1>
        {head}
        <Button variant="subtle" size="compact-sm" className={style.toggle} aria-expanded={open} rightSection={<Icon name={open ? "next" : "back"} size={16} />} onClick={() => setOpen(!open)}>
          {open ? texts.table.hidePanels : texts.table.showPanels}
        </Button>
      </header>
      <div className={style.board}>{board}</div>
      {(open || sheet) && (
        <aside className={style.side} aria-label={texts.table.panels}>
          <div className={style.tabs} role="tablist" aria-label={texts.table.panels}>
            {tabs.map((one) => (
              <button key={one.id} type="button" role="tab" id={`tab-${one.id}`} aria-selected={open && one.id === shown.id} aria-controls={open ? "side-panel" : undefined} onClick={() => choose(one.id)}>
                <Icon name={one.icon} size={17} /> <span>{one.title}</span>{one.hint && <kbd aria-hidden="true">{one.hint}</kbd>}{unread(one) > 0 && <b>{unread(one)}<span className="unseen"> {texts.table.unread}</span></b>}
              </button>
            ))}
          </div>
          {open && <div className={style.panel} role="tabpanel" id="side-panel" aria-labelledby={`tab-${shown.id}`} tabIndex={0}>{shown.body}</div>}
        </aside>
      )}
      <div className={style.actions}>{actions}</div>
    </main>
  );
}
