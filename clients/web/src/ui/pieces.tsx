/** Small pieces that every page is made of: head, panel, and the states a page can be in. */
import { Button, Loader } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import type { Problem } from "@playhouse/client";
import { texts } from "../texts";
import { Icon, type IconName } from "./icons";
import style from "./pieces.module.css";

/** Page is the main part of the screen, with its title in the tab too. */
export function Page({ title, overline, lead, tools, wide, children }: {
  title: string; overline?: ReactNode; lead?: ReactNode; tools?: ReactNode; wide?: boolean; children: ReactNode;
}) {
  useTitle(title);
  return (
    <main id="page" className={style.page} data-wide={wide || undefined} tabIndex={-1}>
      <header className={style.head}>
        <div>
          {overline && <div className="overline">{overline}</div>}
          <h1>{title}</h1>
          {lead && <p className={style.lead}>{lead}</p>}
        </div>
        {tools && <div className={style.tools}>{tools}</div>}
      </header>
      {children}
    </main>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${texts.name}`;
  }, [title]);
}

export function Panel({ title, tools, lead, children, id }: {
  title?: ReactNode; tools?: ReactNode; lead?: ReactNode; children: ReactNode; id?: string;
}) {
  return (
    <section className={style.panel} aria-labelledby={title && id ? id : undefined}>
      {title && (
        <div className={style.panelHead}>
          <h2 id={id}>{title}</h2>
          {tools}
        </div>
      )}
      {lead && <p className="soft">{lead}</p>}
      {children}
    </section>
  );
}

/** Empty says that there is nothing, and what one can do about it. */
export function Empty({ icon, text, next }: { icon: IconName; text: string; next?: ReactNode }) {
  return (
    <div className={style.empty}>
      <span className={style.emblem}><Icon name={icon} size={26} /></span>
      <p>{text}</p>
      {next && <div className={style.nextStep}>{next}</div>}
    </div>
  );
}

export function Loading({ text = texts.loading }: { text?: string }) {
  return <div className={style.loading} role="status"><Loader size="sm" color="var(--brass)" /> {text}</div>;
}

/** Trouble says in words what went wrong, with a way on. */
export function Trouble({ problem, again, next }: { problem: Problem; again?: () => void; next?: ReactNode }) {
  return (
    <div className={style.trouble} role="alert">
      <strong>{texts.problem.title}</strong>
      <p>{problem.message}</p>
      {(again || next) && (
        <div className={style.nextStep}>
          {again && <Button size="xs" variant="default" onClick={again}>{texts.again}</Button>}
          {next}
        </div>
      )}
    </div>
  );
}

/** Say is a short line beside what it is about: why a button did not do it. */
export function Say({ problem }: { problem: Problem | undefined }) {
  return problem ? <p className={style.say} role="alert">{problem.message}</p> : null;
}
