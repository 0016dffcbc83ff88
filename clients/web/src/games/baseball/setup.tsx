/** How a game shall be set up. The server checks; what it finds is shown beside the field. */
import { useQuery } from "@connectrpc/connect-query";
import { Button, NativeSelect, PasswordInput, SegmentedControl, Slider, Switch, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { roomv1 } from "@playhouse/client";
import { sentence } from "../../rpc/errors";
import { useSend } from "../../rpc/send";
import { texts as common } from "../../texts";
import { texts } from "../../texts/baseball";
import { Panel, Say } from "../../ui/pieces";
import { baseballClient } from "./client";
import { rulesInWords } from "./options";
import { BaseballService, Mode, Pace, type Rulebook } from "./proto";
import { exhibit, playBall } from "./quick";
import { type Wish, requestOf, usual } from "./wish";
import style from "./setup.module.css";

const t = texts.setup;

export function Setup({ made }: { made: (sessionId: string) => void }) {
  const [wish, setWish] = useState(usual);
  const set = (change: Partial<Wish>) => setWish((now) => ({ ...now, ...change }));
  const { data } = useQuery(BaseballService.method.listLeagues, {}, { staleTime: Infinity });
  const { send, pending, problem } = useSend();
  const navigate = useNavigate();
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void send(async (commandId, options) => {
      const { sessionId } = await baseballClient.create({ ...requestOf(wish), commandId }, options);
      if (wish.against === "computer") await playBall(sessionId);
      if (wish.against !== "nobody") return made(sessionId);
      await exhibit(sessionId);
      await navigate({ to: "/$game/$sessionId", params: { game: "baseball", sessionId }, search: { watch: true } as never });
    });
  };
  const wrong = beside(problem?.fields ?? {});
  const league = data?.leagues.find((one) => one.leagueId === wish.leagueId);
  return (
    <form onSubmit={submit} className={style.form} noValidate>
      <Panel title={t.title} lead={t.lead}>
        <Field label={t.against}>
          <SegmentedControl fullWidth aria-label={t.against} value={wish.against} onChange={(against) => set({ against: against as Wish["against"], pace: against === "friend" ? Pace.LIVE : Pace.UNTIMED })}
            data={Object.entries(t.opponents).map(([value, label]) => ({ value, label }))} />
          {t.hints[wish.against] && <p className="soft">{t.hints[wish.against]}</p>}
        </Field>
        <Names wish={wish} set={set} wrong={wrong} />
        <Leagues leagues={data?.leagues ?? []} chosen={wish.leagueId} choose={(leagueId) => set({ leagueId })} />
        {league && <Rules league={league} />}
        <div className={style.pair}>
          <Field label={`${t.innings}: ${wish.innings}`} error={wrong.innings}>
            <Slider min={1} max={9} value={wish.innings} thumbLabel={t.innings} label={null} onChange={(innings) => set({ innings })} />
          </Field>
          <Clock wish={wish} set={set} error={wrong.decision_seconds} />
        </div>
        <Switch label={t.running} description={t.runningHint} checked={wish.runningDecisions} onChange={(event) => set({ runningDecisions: event.currentTarget.checked })} />
        <More wish={wish} set={set} wrong={wrong} />
        <div className={style.go}>
          <Button type="submit" size="lg" loading={pending}>{t.go[wish.against]}</Button>
          <Say problem={Object.keys(wrong).length > 0 && Object.keys(wrong).every((field) => inSight.has(field)) ? undefined : problem} />
        </div>
      </Panel>
    </form>
  );
}

/** Fields that are always in sight: what is said beside them need not be said twice. */
const inSight = new Set(["innings", "decision_seconds", "home_name", "away_name"]);

/** beside are the server's remarks as they stand beside their fields, whose names they need not repeat. */
function beside(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, sentence(text.replace(`${field}: `, ""))]));
}

type Set = (change: Partial<Wish>) => void;

function Names({ wish, set, wrong }: { wish: Wish; set: Set; wrong: Record<string, string> }) {
  return (
    <div className={style.pair}>
      <TextInput label={t.homeName[wish.against]} placeholder={t.invented} maxLength={40} value={wish.homeName} error={wrong.home_name} onChange={(event) => set({ homeName: event.currentTarget.value })} />
      <TextInput label={t.awayName} placeholder={t.invented} maxLength={40} value={wish.awayName} error={wrong.away_name} onChange={(event) => set({ awayName: event.currentTarget.value })} />
    </div>
  );
}

function Leagues({ leagues, chosen, choose }: { leagues: Rulebook[]; chosen: string; choose: (id: string) => void }) {
  return (
    <div className={style.leagues} role="radiogroup" aria-label={t.league}>
      {leagues.map((league) => (
        <button key={league.leagueId} type="button" role="radio" aria-checked={league.leagueId === chosen} className={style.league} onClick={() => choose(league.leagueId)}>
          <strong>{league.leagueName}</strong>
          <span>{rulesInWords(league).slice(0, 2).join(" ")}</span>
        </button>
      ))}
    </div>
  );
}

function Rules({ league }: { league: Rulebook }) {
  return (
    <details className={style.more}>
      <summary>{t.rules}</summary>
      <ul className={style.rules}>{rulesInWords(league).map((rule) => <li key={rule}>{rule}</li>)}</ul>
    </details>
  );
}

function Clock({ wish, set, error }: { wish: Wish; set: Set; error?: string }) {
  const list = wish.pace === Pace.ASYNC ? t.async : t.live;
  return (
    <Field label={t.pace} error={error}>
      <SegmentedControl fullWidth aria-label={t.pace} value={String(wish.pace)} onChange={(pace) => set({ pace: Number(pace), decisionSeconds: 0 })}
        data={Object.entries(t.paces).map(([value, label]) => ({ value, label }))} />
      {wish.pace !== Pace.UNTIMED && (
        <NativeSelect aria-label={t.seconds} value={String(wish.decisionSeconds)} onChange={(event) => set({ decisionSeconds: Number(event.currentTarget.value) })}
          data={list.map((value) => ({ value, label: value === "0" ? t.asLeague : texts.seconds(Number(value)) }))} />
      )}
    </Field>
  );
}

function More({ wish, set, wrong }: { wish: Wish; set: Set; wrong: Record<string, string> }) {
  return (
    <details className={style.more}>
      <summary>{t.more}</summary>
      <div className={style.pair}>
        <NativeSelect label={t.mode} value={String(wish.mode)} error={wrong.mode} onChange={(event) => set({ mode: Number(event.currentTarget.value) as Mode })}
          data={Object.entries(t.modes).map(([value, label]) => ({ value, label }))} />
        <TextInput label={t.name} placeholder={t.nameHint} maxLength={80} value={wish.title} error={wrong.title} onChange={(event) => set({ title: event.currentTarget.value })} />
        <Field label={t.visibility} error={wrong.visibility}>
          <SegmentedControl fullWidth aria-label={t.visibility} value={String(wish.visibility)} onChange={(value) => set({ visibility: Number(value) as roomv1.Visibility })}
            data={[{ value: "1", label: common.lobby.public }, { value: "2", label: common.lobby.private }]} />
        </Field>
        <PasswordInput label={common.lobby.password} placeholder={common.lobby.passwordHint} autoComplete="off" value={wish.password} error={wrong.password} onChange={(event) => set({ password: event.currentTarget.value })} />
      </div>
    </details>
  );
}

/** Field gives a label and the server's words to what has none of its own. */
function Field({ label, error, children }: { label: string; error?: string; children: ReactNode }) {
  return (
    <div className={style.field}>
      <div className={style.label}>{label}</div>
      {children}
      {error && <p className={style.error} role="alert">{error}</p>}
    </div>
  );
}
