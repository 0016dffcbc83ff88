/** A real team's cards, made of a season's tables: dropped on the page, as CSV files or the zip they came in. */
import { Code } from "@connectrpc/connect";
import { Button, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { texts } from "../../../texts/baseball-league";
import { Empty, Panel, Say } from "../../../ui/pieces";
import { Drop } from "./drop";
import { bytesOf, type Club, clubsOf, nothing, requestMost, sizeOf, take, type Taken, tables } from "./files";
import { useHere } from "./here";
import style from "./league.module.css";
import { Choice, Count, wrong } from "./parts";
import type { ImportRosterResponse, LeagueTeam } from "./proto";
import { leagues, useAct } from "./reading";

const t = texts.import;

export function Import() {
  const { teams, go, league } = useHere();
  if (teams.length === 0) return <Empty icon="people" text={t.noTeams} next={<Button onClick={() => go({ tab: "teams" })}>{texts.now.addTeams}</Button>} />;
  return (
    <Panel title={t.title} id="import" lead={t.lead}>
      {league.rulebook?.cards === "image" && <p className={style.note}>{t.rated}</p>}
      <Form />
    </Panel>
  );
}

/** withoutField is a remark about a table without the field's name: the table's own stands there already. */
const withoutField = (message: string) => message.replace(/^\w+: (?=\w+\.csv\b)/, "");

const bytes = async (file: File | undefined) => (file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array());

/** useImport sends the files; what was made of them stands until others are chosen. */
function useImport() {
  const { act, pending, problem, clear } = useAct();
  const [sent, setSent] = useState<number>();
  const [made, setMade] = useState<ImportRosterResponse>();
  const forget = () => { clear(); setMade(undefined); };
  const send = async (taken: Taken, { id, etag }: LeagueTeam, year: number, teamCode: string) => {
    setMade(undefined);
    await act(async (commandId) => {
      const uploadId = taken.zip ? await (await import("./upload")).upload(taken.zip, setSent) : "";
      setSent(undefined);
      const [batting, pitching, fielding, people, teams] = await Promise.all(tables.map((table) => bytes(taken.tables[table])));
      // Reading the whole of baseball's history takes the server a while.
      setMade(await leagues.importRoster({ teamId: id, etag, year, teamCode, uploadId, batting, pitching, fielding, people, teams, commandId }, { timeoutMs: 120_000 }));
    });
    setSent(undefined);
  };
  return { send, pending, problem, sent, made, forget };
}

/** useClubs are the teams of a year in the table that fell on the page. */
function useClubs(file: File | undefined, year: number): Club[] {
  const [text, setText] = useState("");
  useEffect(() => {
    let gone = false;
    void (file?.text() ?? Promise.resolve("")).then((read) => gone || setText(read));
    return () => { gone = true; };
  }, [file]);
  return clubsOf(text, year);
}

function Form() {
  const { teams, place, commissioner } = useHere();
  const [taken, setTaken] = useState(nothing);
  const [teamId, setTeam] = useState(place.team ?? teams[0]!.id);
  const [year, setYear] = useState(1927);
  const [code, setCode] = useState("");
  const { send, pending, problem, sent, made, forget } = useImport();
  const clubs = useClubs(taken.tables.teams, year);
  const team = teams.find((one) => one.id === teamId) ?? teams[0]!;
  const large = sizeOf(taken) > requestMost;
  const complete = taken.zip !== undefined || tables.every((table) => taken.tables[table]);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void send(taken, team, year, code.trim().toUpperCase());
  };
  const add = (files: File[]) => { forget(); setTaken(take(taken, files)); };
  return (
    <form className={style.form} onSubmit={submit}>
      <Drop take={add}><Files taken={taken} clear={() => { forget(); setTaken(nothing); }} /></Drop>
      {large && <p className={style.note} role="alert">{t.large(bytesOf(requestMost))}</p>}
      <div className={style.trio}>
        <Choice label={t.team} value={team.id} onChange={setTeam} data={teams.map((one): [string, string] => [one.id, one.name])} />
        <Count label={t.year} min={1871} max={2100} value={year} error={wrong(problem, "year")} onChange={setYear} />
        <TextInput size="sm" required maxLength={8} label={t.code} description={clubs.length > 0 ? t.choices(clubs.length) : t.codeHint} value={code} error={wrong(problem, "team_code")} list="clubs" onChange={(event) => setCode(event.currentTarget.value)} />
        <datalist id="clubs">{clubs.map((club) => <option key={club.code} value={club.code}>{club.name}</option>)}</datalist>
      </div>
      <div className={style.row}>
        <Button type="submit" loading={pending} disabled={!commissioner || !complete || large || !code.trim()}>{t.go}</Button>
        {sent !== undefined && <span className="soft" role="status">{t.sending(sent)}</span>}
      </div>
      {problem?.code === Code.Aborted ? <p className={style.note} role="alert">{texts.lineup.conflict}</p> : problem && <div data-testid="refused"><Say problem={{ ...problem, message: withoutField(problem.message) }} /><p className="soft">{t.nothing}</p></div>}
      {made && <Made made={made} />}
    </form>
  );
}

function Files({ taken, clear }: { taken: Taken; clear: () => void }) {
  if (taken.zip) return <div className={style.row}><span>{t.zip(taken.zip.name, bytesOf(taken.zip.size))}</span><Button size="xs" variant="default" onClick={clear}>{t.clear}</Button></div>;
  return (
    <>
      <ul className={style.tables} aria-label={t.files}>
        {tables.map((table) => {
          const file = taken.tables[table];
          return <li key={table} data-there={file !== undefined || undefined}>{table[0]!.toUpperCase() + table.slice(1)}.csv <small>{file ? t.have(bytesOf(file.size)) : t.missing}</small></li>;
        })}
      </ul>
      {taken.unknown.length > 0 && <p className={style.note} role="status">{t.unknown(taken.unknown.join(", "))}</p>}
    </>
  );
}

function Made({ made: { team, cards, warnings } }: { made: ImportRosterResponse }) {
  const { go } = useHere();
  return (
    <div className={style.made} role="status" data-testid="imported">
      <p>{t.done(cards.length, team!.name)} <Button size="compact-sm" variant="light" onClick={() => go({ tab: "teams", team: team!.id })}>{t.look}</Button></p>
      {warnings.length > 0 && <details className={style.fold}><summary>{t.warnings} ({warnings.length})</summary><ul className={style.rules}>{warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul></details>}
    </div>
  );
}
