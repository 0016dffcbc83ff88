/** The workshop: one behaviour with its source, what is wrong with it, and how it fares. */
import { Button, NativeSelect, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@connectrpc/connect-query";
import { useState } from "react";
import { texts } from "../../../texts/arena-mind";
import { Loading, Say } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { useMaybeDesk } from "../desk";
import { BehaviorService, type Diagnostic, Severity, Sharing, type Term, Tier } from "../proto";
import { useStore } from "../store";
import { type Check, countOf, useCheck } from "./check";
import { Conflict } from "./conflict";
import { type Drafting, useDraft } from "./draft";
import { Editor } from "./editor";
import { Try } from "./try";
import { Use } from "./use";
import { Versions } from "./versions";
import { Words } from "./words";
import type { Draft, Shelf } from "./wanted";
import style from "./workshop.module.css";

const t = texts;
const noTerms: Term[] = [];

export function Workshop({ id, shelf }: { id: string; shelf: Shelf }) {
  const drafting = useDraft(id, shelf);
  const { draft, problem } = drafting;
  return (
    <div className={style.workshop} data-testid="workshop" data-behavior={id} data-wide>
      <Back shelf={shelf} ask={drafting.changed} />
      {!draft && !problem && <Loading />}
      {!draft && <Say problem={problem} />}
      {draft && <Desk drafting={drafting} draft={draft} shelf={shelf} />}
    </div>
  );
}

function Back({ shelf, ask }: { shelf: Shelf; ask: boolean }) {
  return <div><Sure text={`‹ ${t.back}`} label={t.back} question={t.lost} ask={ask} go={() => { shelf.keep(shelf.now.id, undefined); shelf.open(""); }} /></div>;
}

function Desk({ drafting, draft, shelf }: { drafting: Drafting; draft: Draft; shelf: Shelf }) {
  const { set, stored } = drafting;
  const { line, asked } = useStore(shelf);
  const [goTo, setGoTo] = useState({ line: 0, asked: 0 });
  const { data } = useQuery(BehaviorService.method.describeLanguage, {}, { staleTime: Infinity });
  const check = useCheck(draft.tier, draft.source);
  const mine = !stored || stored.own;
  const wanted = goTo.asked > 0 ? goTo : { line, asked };
  return (
    <>
      <Heading drafting={drafting} draft={draft} />
      {drafting.conflict && <Conflict theirs={drafting.conflict} mine={draft.source} take={drafting.take} over={() => void drafting.save(true)} />}
      {data
        ? <Editor source={draft.source} tier={draft.tier} terms={data.terms ?? noTerms} diagnostics={check.diagnostics} readOnly={!mine} changed={(source) => set({ source })} goTo={wanted} />
        : <Loading />}
      <Verdict check={check} source={draft.source} goTo={(to) => setGoTo((now) => ({ line: to, asked: now.asked + 1 }))} />
      <Storing drafting={drafting} draft={draft} />
      <Benches drafting={drafting} draft={draft} terms={data?.terms ?? noTerms} check={check} />
    </>
  );
}

function Heading({ drafting: { stored, set, problem }, draft }: { drafting: Drafting; draft: Draft }) {
  if (stored && !stored.own) {
    return (
      <header>
        <h2>{stored.name}</h2>
        <p className="soft">{stored.ownerName ? t.by(stored.ownerName) : t.house}, {t.tier[stored.tier || Tier.RULES]}, {t.version(stored.version)}</p>
        {stored.description && <p>{stored.description}</p>}
      </header>
    );
  }
  const wrong = problem?.fields ?? {};
  const start = (tier: Tier) => set({ tier, source: Object.values(t.starter).includes(draft.source) || !draft.source ? t.starter[tier]! : draft.source });
  return (
    <div className={style.pair}>
      <h2 className="unseen">{draft.name}</h2>
      <TextInput label={t.name} maxLength={60} value={draft.name} error={wrong.name} onChange={(event) => set({ name: event.currentTarget.value })} />
      {stored
        ? <p className={style.tier}>{t.tier[stored.tier || Tier.RULES]}, {t.version(stored.version)}</p>
        : <div><div className={style.label}>{t.tierLabel}</div><SegmentedControl fullWidth aria-label={t.tierLabel} value={String(draft.tier)} onChange={(value) => start(Number(value))} data={[1, 2].map((value) => ({ value: String(value), label: t.tier[value]! }))} /></div>}
      <Textarea className={style.whole} label={t.description} autosize minRows={1} maxRows={4} maxLength={500} value={draft.description} error={wrong.description} onChange={(event) => set({ description: event.currentTarget.value })} />
    </div>
  );
}

/** Verdict says what is wrong, with a way to each place. */
function Verdict({ check, source, goTo }: { check: Check; source: string; goTo: (line: number) => void }) {
  const { diagnostics, valid } = check;
  const errors = countOf(diagnostics, Severity.ERROR);
  const warnings = countOf(diagnostics, Severity.WARNING);
  const words = valid === undefined && diagnostics.length === 0 ? t.checking : errors + warnings === 0 ? t.valid : [errors > 0 && t.errors(errors), warnings > 0 && t.warnings(warnings)].filter(Boolean).join(", ");
  return (
    <section className={style.verdict} data-testid="verdict" data-valid={valid}>
      <p role="status"><strong>{words}</strong> <span className="soft">{t.bytes(new TextEncoder().encode(source).length)}</span></p>
      {diagnostics.length > 0 && <ul>{diagnostics.map((one, i) => <Remark key={i} one={one} goTo={goTo} />)}</ul>}
    </section>
  );
}

function Remark({ one, goTo }: { one: Diagnostic; goTo: (line: number) => void }) {
  return (
    <li data-severity={Severity[one.severity]}>
      {one.line > 0 && <button type="button" onClick={() => goTo(one.line)}>{t.place(one.line, one.column)}</button>} {one.message}
    </li>
  );
}

function Storing({ drafting, draft }: { drafting: Drafting; draft: Draft }) {
  const { stored, set, changed, busy, problem, save, fork, remove } = drafting;
  if (stored && !stored.own) return <div className={style.row}><Button loading={busy} onClick={() => void fork()}>{t.fork}</Button><span className="soft">{t.forkLead}</span><Say problem={problem} /></div>;
  return (
    <div className={style.row}>
      <NativeSelect aria-label={t.sharingLabel} value={String(draft.sharing)} onChange={(event) => set({ sharing: Number(event.currentTarget.value) as Sharing })} data={[1, 2, 3].map((value) => ({ value: String(value), label: t.sharing[value]! }))} />
      <Button loading={busy} disabled={!changed && stored !== undefined} onClick={() => void save()}>{t.save}</Button>
      {stored && <Button variant="default" disabled={busy} onClick={() => void fork()}>{t.fork}</Button>}
      {stored && <Sure text={t.delete} label={t.delete} question={t.deleteAsk} go={() => void remove()} disabled={busy} />}
      <span className="soft" role="status" data-testid="saved">{changed || !stored ? t.unsaved : t.saved}</span>
      <Say problem={problem} />
    </div>
  );
}

interface BenchesProps {
  drafting: Drafting;
  draft: Draft;
  terms: Term[];
  check: Check;
}

/** Benches are what one does with a behaviour besides writing it. */
function Benches({ drafting, draft, terms, check }: BenchesProps) {
  const desk = useMaybeDesk();
  const [bench, setBench] = useState(desk ? "use" : "try");
  const { stored, set, changed } = drafting;
  const benches = [...(desk ? ["use"] : []), "try", ...(stored?.own ? ["versions"] : []), "words"];
  return (
    <section className={style.benches}>
      <SegmentedControl fullWidth value={bench} onChange={setBench} data={benches.map((value) => ({ value, label: t.tabs[value as keyof typeof t.tabs] }))} aria-label={texts.page.title} />
      {bench === "use" && desk && <Use id={stored?.id ?? ""} ready={stored !== undefined && !changed} save={() => drafting.save()} />}
      {bench === "try" && <Try tier={draft.tier} source={draft.source} bad={countOf(check.diagnostics, Severity.ERROR) > 0} />}
      {bench === "versions" && stored && <Versions id={stored.id} now={stored.version} take={(source) => set({ source })} />}
      {bench === "words" && <Words terms={terms} tier={draft.tier} />}
    </section>
  );
}
