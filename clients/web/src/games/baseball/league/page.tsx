/** A league: how it stands, what is played, who leads. The address says which one and which part. */
import { Code } from "@connectrpc/connect";
import { useQuery } from "@connectrpc/connect-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { type Problem, problemOf } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import { useIdentity } from "../../../rpc/identity";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/baseball-league";
import { type IconName, Icon } from "../../../ui/icons";
import { NameForm } from "../../../ui/name";
import { Empty, Loading, Page, Panel, Trouble } from "../../../ui/pieces";
import { type Here, HereProvider, type Place } from "./here";
import { Home } from "./home";
import { Import } from "./import";
import { Leaders } from "./leaders";
import style from "./league.module.css";
import { Choice, Copied } from "./parts";
import { type League, LeagueService } from "./proto";
import { useSeasons, useTeams } from "./reading";
import { goOn } from "./run";
import { Schedule } from "./schedule";
import { Seasons } from "./seasons";
import { Settings } from "./settings";
import { Standings } from "./standings";
import { Statistics } from "./statistics";
import { Teams } from "./teams";

const parts: { id: string; icon: IconName; commissioner?: boolean; Part: React.ComponentType }[] = [
  { id: "standings", icon: "trophy", Part: Standings },
  { id: "schedule", icon: "clock", Part: Schedule },
  { id: "leaders", icon: "crown", Part: Leaders },
  { id: "statistics", icon: "log", Part: Statistics },
  { id: "teams", icon: "people", Part: Teams },
  { id: "import", icon: "crate", commissioner: true, Part: Import },
  { id: "seasons", icon: "diamond", Part: Seasons },
  { id: "settings", icon: "settings", commissioner: true, Part: Settings },
];

interface Wanted extends Place {
  id?: string;
}

export function LeaguePage() {
  const identity = useIdentity();
  const { id, ...place } = useSearch({ strict: false }) as Wanted;
  if (identity.state === "guestless") {
    return <Page title={common.name_prompt.title} overline={texts.home.title} lead={common.name_prompt.lead}><Panel title={common.name_prompt.invitedBlank}><NameForm /></Panel></Page>;
  }
  if (identity.state === "unreachable") return <Page title={texts.home.title}><Empty icon="lock" text={common.problem.unreachable} /></Page>;
  if (identity.state !== "known") return <Page title={texts.home.title}><Loading /></Page>;
  if (!id) return <Home userId={identity.user.id} />;
  return <Opened key={id} id={String(id)} place={place} userId={identity.user.id} />;
}

const all = <Link to="/$game/$sessionId" params={{ game: "baseball", sessionId: "league" }}>{texts.all}</Link>;

/** Closed is what stands where a league cannot be shown. */
function Closed({ error, again, userId }: { error: Error; again: () => void; userId: string }) {
  const absent = problemOf(error).code === Code.NotFound;
  const problem: Problem = absent ? { ...problemInWords(error), message: texts.absent.none } : problemInWords(error);
  return (
    <Page title={texts.league} overline={all}>
      <Trouble problem={problem} again={absent ? undefined : again} next={all} />
      {absent && <Panel lead={texts.absent.lead}><Copied label={texts.home.account} text={userId} /></Panel>}
    </Page>
  );
}

function Opened({ id, place, userId }: { id: string; place: Place; userId: string }) {
  const { data, error, refetch } = useQuery(LeagueService.method.getLeague, { leagueId: id });
  if (data?.league) return <Inside league={data.league} place={place} userId={userId} />;
  return error ? <Closed error={error} again={() => void refetch()} userId={userId} /> : <Page title={texts.league} overline={all}><Loading /></Page>;
}

/** useHereOf gathers what all parts need of a league. */
function useHereOf(league: League, place: Place, userId: string): { here: Here | undefined; error: Error | null; again: () => void } {
  const teams = useTeams(league.id);
  const seasons = useSeasons(league.id);
  const navigate = useNavigate();
  const { tab = "standings", season: wanted, team, day } = place;
  const here = useMemo<Here | undefined>(() => {
    if (!teams.data || !seasons.data) return undefined;
    const names = new Map(teams.data.map((one) => [one.id, one.name]));
    return {
      league, userId, teams: teams.data, commissioner: league.commissionerUserId === userId, season: seasons.data.find((one) => one.season === wanted) ?? seasons.data[0],
      last: !wanted || wanted === seasons.data[0]?.season || !seasons.data.some((one) => one.season === wanted), place: { tab, season: wanted, team, day },
      go: (to) => void navigate({ to: "/$game/$sessionId", params: { game: "baseball", sessionId: "league" }, search: { id: league.id, season: wanted, ...to } as never }),
      name: (id) => names.get(id) ?? texts.seasons.gone,
    };
  }, [league, teams.data, seasons.data, userId, navigate, tab, wanted, team, day]);
  return { here, error: teams.error ?? seasons.error, again: () => { teams.refetch(); seasons.refetch(); } };
}

/** inWords says what one may do here. */
function inWords({ league, commissioner, teams, userId }: Here): string {
  const own = teams.filter((team) => team.managerUserId === userId).map((team) => team.name);
  return commissioner ? texts.roles.commissioner : own.length > 0 ? texts.roles.manager(own.join(", "), league.commissionerName) : texts.roles.readOnly(league.commissionerName);
}

/** intoSight brings the chosen part's name where it can be read: a phone does not show them all. */
function intoSight(button: HTMLButtonElement | null): void {
  button?.scrollIntoView({ inline: "center", block: "nearest" });
}

function Inside({ league, place, userId }: { league: League; place: Place; userId: string }) {
  const { here, error, again } = useHereOf(league, place, userId);
  const own = league.commissionerUserId === userId;
  useEffect(() => {
    if (own) goOn(league.id);
  }, [league.id, own]);
  if (!here) return error ? <Closed error={error} again={again} userId={userId} /> : <Page title={league.name} overline={all}><Loading /></Page>;
  const shown = parts.filter((part) => here.commissioner || !part.commissioner);
  const { id, Part } = shown.find((part) => part.id === here.place.tab) ?? shown[0]!;
  return (
    <HereProvider value={here}>
      <Page title={league.name} overline={all} wide lead={inWords(here)} tools={<ChosenSeason here={here} />}>
        <nav className={style.parts} aria-label={texts.sections}>
          {shown.map((part) => (
            <button key={part.id} type="button" aria-current={part.id === id ? "page" : undefined} data-tab={part.id} ref={part.id === id ? intoSight : undefined} onClick={() => here.go({ tab: part.id })}><Icon name={part.icon} size={17} /> {texts.tabs[part.id]}</button>
          ))}
        </nav>
        <Part />
      </Page>
    </HereProvider>
  );
}

function ChosenSeason({ here }: { here: Here }) {
  const last = here.league.season;
  if (!here.season || last < 2) return null;
  const numbers = Array.from({ length: last }, (_, i) => last - i);
  return <Choice label={texts.chooseSeason} value={String(here.season.season)} onChange={(season) => here.go({ ...here.place, day: undefined, season: Number(season) === last ? undefined : Number(season) })} data={numbers.map((n): [string, string] => [String(n), texts.season(n)])} />;
}
