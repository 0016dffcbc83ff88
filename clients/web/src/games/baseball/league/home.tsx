/** The leagues one is in, and how to begin another. */
import { useQuery } from "@connectrpc/connect-query";
import { Button, TextInput } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { texts } from "../../../texts/baseball-league";
import { Icon } from "../../../ui/icons";
import { Empty, Page, Panel, Say } from "../../../ui/pieces";
import { whenOf } from "../../../ui/when";
import { found, usual, type Wish } from "./found";
import style from "./league.module.css";
import { namesMost } from "./names";
import { Choice, Copied, Count, Shown, wrong } from "./parts";
import { BaseballService, type League } from "./proto";
import { useAct, useLeagues } from "./reading";

const t = texts.home;

export function Home({ userId }: { userId: string }) {
  return (
    <Page title={t.title} lead={t.lead} overline={<Link to="/$game" params={{ game: "baseball" }}>Baseball</Link>}>
      <Quick />
      <Yours userId={userId} />
      <div className={style.halves}>
        <Fresh />
        <Panel title={t.invited} lead={t.invitedLead}><Copied label={t.account} text={userId} /></Panel>
      </div>
    </Page>
  );
}

/** useFound makes a league and goes there. */
function useFound() {
  const navigate = useNavigate();
  const { act, pending, problem } = useAct();
  const [made, setMade] = useState(0);
  const make = (wish: Wish) => void act(async () => {
    setMade(0);
    const id = await found(wish, setMade);
    await navigate({ to: "/$game/$sessionId", params: { game: "baseball", sessionId: "league" }, search: { id } as never });
  });
  return { make, pending, problem, made };
}

function Quick() {
  const { make, pending, problem, made } = useFound();
  return (
    <div className={style.welcome}>
      <p>{t.quickLead}</p>
      <Button size="lg" loading={pending} onClick={() => make(usual)} leftSection={<Icon name="play" size={18} />}>{t.quick}</Button>
      {pending && <span role="status">{t.making(made, usual.teams)}</span>}
      <Say problem={problem} />
    </div>
  );
}

function Yours({ userId }: { userId: string }) {
  const query = useLeagues();
  return (
    <Panel title={t.yours} id="leagues">
      <Shown query={query}>{(all) => (all.length === 0 ? <Empty icon="diamond" text={t.none} /> : <ul className={style.cards}>{all.map((one) => <Card key={one.id} league={one} own={one.commissionerUserId === userId} />)}</ul>)}</Shown>
    </Panel>
  );
}

function Card({ league, own }: { league: League; own: boolean }) {
  return (
    <li className={style.card} data-league={league.id}>
      <span className={style.kind}>{own ? t.role.commissioner : t.role.manager}</span>
      <Link className={style.title} to="/$game/$sessionId" params={{ game: "baseball", sessionId: "league" }} search={{ id: league.id } as never}>{league.name}</Link>
      <span className="soft">{texts.teams(league.teams)} · {t.under(league.season)} · {league.rulebook?.leagueName}</span>
      <span className="soft">{whenOf(league.created)}</span>
    </li>
  );
}

function Fresh() {
  const { make, pending, problem, made } = useFound();
  const { data } = useQuery(BaseballService.method.listLeagues, {}, { staleTime: Infinity });
  const [wish, setWish] = useState<Wish>({ ...usual, name: "" });
  const set = (change: Partial<Wish>) => setWish((now) => ({ ...now, ...change }));
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    make(wish);
  };
  return (
    <Panel title={t.fresh}>
      <form className={style.form} onSubmit={submit}>
        <TextInput size="sm" required maxLength={80} label={t.name} value={wish.name} error={wrong(problem, "name")} onChange={(event) => set({ name: event.currentTarget.value })} />
        <div className={style.duo}>
          <Count label={t.teams} hint={t.teamsHint} min={2} max={namesMost} value={wish.teams} onChange={(teams) => set({ teams })} />
          <Count label={t.games} min={1} max={162} value={wish.games} error={wrong(problem, "games_per_team")} onChange={(games) => set({ games })} />
        </div>
        {data && <Choice label={t.ruleset} value={wish.ruleset} error={wrong(problem, "ruleset")} onChange={(ruleset) => set({ ruleset })} data={data.leagues.map((one): [string, string] => [one.leagueId, one.leagueName])} />}
        <div className={style.row}>
          <Button type="submit" loading={pending} disabled={!wish.name.trim()}>{t.make}</Button>
          {pending && <span className="soft" role="status">{t.making(made, wish.teams)}</span>}
        </div>
        <Say problem={problem} />
      </form>
    </Panel>
  );
}
