/** The frame around every page: where one can go, who one is, and the page itself. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { games } from "../../games";
import { resume, useIdentity } from "../../rpc/identity";
import { texts } from "../../texts";
import { Icon, type IconName } from "../icons";
import { useActions } from "./actions";
import style from "./frame.module.css";
import { Palette } from "./palette";
import { useTurns } from "./turns";

export function Frame({ children }: { children: ReactNode }) {
  const palette = useActions();
  return (
    <div className={style.frame}>
      <a className={style.skip} href="#page">{texts.frame.skip}</a>
      <nav className={style.rail} aria-label={texts.frame.places}>
        <Link to="/" className={style.brand}>
          <img src="/icon.svg" alt="" /> {texts.name}
        </Link>
        <Places />
        <div className={style.foot}>
          <button type="button" className={style.palette} onClick={palette.open}>
            <Icon name="search" size={17} /> {texts.frame.palette} <kbd>{texts.frame.paletteKey}</kbd>
          </button>
          <Me />
        </div>
      </nav>
      <div className={style.main}>
        <Unreachable />
        {children}
      </div>
      <Palette />
    </div>
  );
}

function Places() {
  const turns = useTurns();
  return (
    <div className={style.places}>
      <Place to="/" icon="home" text={texts.frame.home} />
      <div className={style.heading}>{texts.frame.games}</div>
      {games.map((game) => (
        <div key={game.id} className={style.game}><Place to={`/${game.id}`} icon={game.icon} text={game.name} /></div>
      ))}
      <div className={style.heading}>{texts.frame.yours}</div>
      <Place to="/sessions" icon="sessions" text={texts.frame.sessions} mark={turns} />
      <Place to="/saves" icon="save" text={texts.frame.saves} />
      <Place to="/leaderboards" icon="trophy" text={texts.frame.boards} short={texts.frame.boardsShort} />
      <Place to="/settings" icon="settings" text={texts.frame.settings} />
    </div>
  );
}

/** Place is a way to somewhere; `short` is its name where there is little room. */
function Place({ to, icon, text, short = text, mark }: { to: string; icon: IconName; text: string; short?: string; mark?: number }) {
  return (
    <Link to={to} className={style.place} activeOptions={{ exact: true }}>
      <Icon name={icon} /> <span className={style.long}>{text}</span><span className={style.short}>{short}</span>
      {mark ? <span className={style.mark} title={texts.frame.turns(mark)}>{mark}<span className="unseen"> {texts.frame.turns(mark)}</span></span> : null}
    </Link>
  );
}

function Me() {
  const identity = useIdentity();
  if (identity.state !== "known") return null;
  return <div className={style.me}><Icon name="people" size={17} /><span>{identity.user.displayName}</span></div>;
}

function Unreachable() {
  if (useIdentity().state !== "unreachable") return null;
  return (
    <div className={style.banner} role="alert">
      {texts.problem.unreachable} <button type="button" onClick={() => void resume()}>{texts.again}</button>
    </div>
  );
}
