/** A proposal: how the wish was understood, what came of it, and the ways to use it. */
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/arena-mind";
import { Figures } from "../behaviors/try";
import type { Shelf } from "../behaviors/wanted";
import { useMaybeDesk } from "../desk";
import { AssistantService, type Proposal, type Restatement, Severity } from "../proto";
import { Give } from "./give";
import style from "./assistant.module.css";

const t = texts.assistant;

export function ProposalView({ proposal, shelf }: { proposal: Proposal; shelf: Shelf }) {
  const { restatement, diagnostics, difference, run, source, name, tier } = proposal;
  const bad = diagnostics.some((one) => one.severity === Severity.ERROR);
  return (
    <section className={style.proposal} data-testid="proposal" data-bad={bad || undefined}>
      <h3>{t.proposal}: {name}</h3>
      <p className="soft">{t.tokens(proposal.tokens, proposal.model)}</p>
      {restatement && <Understood restatement={restatement} />}
      {!source && <p>{t.none}</p>}
      {source && <details open={!difference}><summary>{texts.source}</summary><pre tabIndex={0}>{source}</pre></details>}
      {difference && <Difference text={difference} />}
      {diagnostics.length > 0 && <ul className={style.remarks}>{diagnostics.map((one, i) => <li key={i} data-severity={Severity[one.severity]}>{texts.place(one.line, one.column)} {one.message}</li>)}</ul>}
      {run && <Figures run={run} tier={tier} />}
      {source && <Apply proposal={proposal} shelf={shelf} bad={bad} />}
    </section>
  );
}

function Understood({ restatement }: { restatement: Restatement }) {
  return (
    <dl className={style.understood} aria-label={t.understood}>
      {(["triggers", "actions", "parameters", "questions"] as const).filter((part) => restatement[part].length > 0).map((part) => (
        <div key={part}><dt>{t[part]}</dt><dd><ul>{restatement[part].map((line, i) => <li key={i}>{line}</li>)}</ul></dd></div>
      ))}
    </dl>
  );
}

function Difference({ text }: { text: string }) {
  return (
    <div>
      <h4>{t.difference}</h4>
      <pre className={style.difference} tabIndex={0} aria-label={t.difference}>
        {text.split("\n").map((line, i) => (line.startsWith("+") ? <ins key={i}>{line}</ins> : line.startsWith("-") ? <del key={i}>{line}</del> : <span key={i}>{line || " "}</span>))}
      </pre>
    </div>
  );
}

function Apply({ proposal, shelf, bad }: { proposal: Proposal; shelf: Shelf; bad: boolean }) {
  const desk = useMaybeDesk();
  const { name, tier, source } = proposal;
  const toEditor = () => {
    shelf.propose({ name, tier, source });
    desk?.show("mind");
  };
  return (
    <div className={style.form}>
      <h4>{t.apply}</h4>
      {bad && <p>{t.bad}</p>}
      <div className={style.row}>
        <Button size="sm" variant={desk ? "default" : "filled"} onClick={toEditor}>{t.toEditor}</Button>
        {desk && !bad && <Give proposal={proposal} />}
      </div>
    </div>
  );
}

/** Earlier are the caller's proposals of before. */
export function Earlier({ show }: { show: (proposal: Proposal) => void }) {
  const [open, setOpen] = useState(false);
  const { data } = useQuery(AssistantService.method.listProposals, { pageSize: 20 }, { enabled: open });
  return (
    <details className={style.earlier} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.earlier}</summary>
      <ul>
        {data?.proposals.map((one) => (
          <li key={one.id}>
            <span>{one.wish} <small className="soft">{one.created && timestampDate(one.created).toLocaleString()}</small></span>
            <Button size="compact-xs" variant="subtle" onClick={() => show(one)}>{t.look}</Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
