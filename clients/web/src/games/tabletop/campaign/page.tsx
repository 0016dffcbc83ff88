/** A campaign: who plays, what is prepared, what was written down. The address says which one and which part. */
import { Code } from "@connectrpc/connect";
import { useQuery } from "@connectrpc/connect-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { type Problem, problemOf } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import { useIdentity } from "../../../rpc/identity";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/tabletop-campaign";
import { type IconName, Icon } from "../../../ui/icons";
import { NameForm } from "../../../ui/name";
import { Empty, Loading, Page, Panel, Trouble } from "../../../ui/pieces";
import { campaigns } from "../client";
import { CampaignRole, CampaignService } from "../proto";
import { Bestiary } from "./bestiary";
import style from "./campaign.module.css";
import { Diary } from "./diary";
import { type Here, HereProvider } from "./here";
import { Library } from "./library";
import { Overview } from "./overview";
import { refresh } from "./reading";
import { Scenes } from "./scenes";
import { Tables } from "./tables";
import { TavernPart } from "./tavern";

const parts: { id: string; icon: IconName; gm?: boolean; Part: React.ComponentType }[] = [
  { id: "overview", icon: "people", Part: Overview },
  { id: "tables", icon: "hearth", Part: Tables },
  { id: "scenes", icon: "maze", gm: true, Part: Scenes },
  { id: "library", icon: "crate", Part: Library },
  { id: "diary", icon: "log", Part: Diary },
  { id: "bestiary", icon: "special", gm: true, Part: Bestiary },
  { id: "tavern", icon: "scales", Part: TavernPart },
];

interface Wanted {
  id?: string;
  tab?: string;
  invitation?: string;
  /** The table one comes from. */
  from?: string;
}

export function CampaignPage() {
  const identity = useIdentity();
  const search = useSearch({ strict: false }) as Wanted;
  if (identity.state === "guestless") {
    return <Page title={common.name_prompt.title} overline={texts.campaign} lead={common.name_prompt.lead}><Panel title={common.name_prompt.invitedBlank}><NameForm /></Panel></Page>;
  }
  if (identity.state !== "known") return <Page title={texts.campaign}><Loading /></Page>;
  if (search.invitation) return <Joining token={String(search.invitation)} id={search.id} />;
  if (!search.id) return <Page title={texts.page.which}><Empty icon="hearth" text={texts.page.whichLead} next={<Link to="/$game" params={{ game: "tabletop" }}>{texts.page.all}</Link>} /></Page>;
  return <Opened key={search.id} id={search.id} tab={search.tab ?? "overview"} from={search.from} userId={identity.user.id} />;
}

/** useGoTo shows a part of a campaign. */
function useGoTo() {
  const navigate = useNavigate();
  return (id: string, tab: string, replace = false) => void navigate({ to: "/$game/$sessionId", params: { game: "tabletop", sessionId: "campaign" }, search: ((before: Wanted) => ({ id, tab, from: before.from })) as never, replace });
}

/** joined answers the campaign one is in now. */
async function joined(token: string, id: string | undefined): Promise<string> {
  if (id && await campaigns.getCampaign({ campaignId: id }).then(() => true, (reason) => { if (problemOf(reason).code !== Code.NotFound) throw reason; })) return id;
  return (await campaigns.acceptInvitation({ token })).campaign!.id;
}

/** Joining accepts an invitation, unless one is in the campaign already. */
function Joining({ token, id }: { token: string; id: string | undefined }) {
  const goTo = useGoTo();
  const [problem, setProblem] = useState<Problem>();
  const asked = useRef("");
  useEffect(() => {
    if (asked.current === token) return;
    asked.current = token;
    joined(token, id).then((to) => { refresh(); goTo(to, "overview", true); }, (reason) => setProblem(problemInWords(reason)));
  }, [token, id, goTo]);
  return (
    <Page title={texts.campaign}>
      {problem ? <Trouble problem={problem} next={<Link to="/$game" params={{ game: "tabletop" }}>{texts.page.all}</Link>} /> : <Loading text={texts.page.joining} />}
    </Page>
  );
}

/** Back leads to the table: the one that one came from, or the first that is under way. */
function Back({ table }: { table: string | undefined }) {
  if (!table) return null;
  return <Link className={style.go} to="/$game/$sessionId" params={{ game: "tabletop", sessionId: table }}>{texts.page.table} <Icon name="next" size={16} /></Link>;
}

/** intoSight brings the chosen part's name where it can be read: a phone does not show them all. */
function intoSight(button: HTMLButtonElement | null): void {
  button?.scrollIntoView({ inline: "center", block: "nearest" });
}

function Opened({ id, tab, from, userId }: { id: string; tab: string; from: string | undefined; userId: string }) {
  const { data, error, refetch } = useQuery(CampaignService.method.getCampaign, { campaignId: id });
  const goTo = useGoTo();
  const campaign = data?.campaign;
  const here = useMemo<Here | undefined>(() => campaign && { campaign, userId, gm: campaign.role === CampaignRole.GM, go: (to) => goTo(id, to) }, [campaign, userId, id, goTo]);
  if (error && !here) {
    return <Page title={texts.campaign}><Trouble problem={problemInWords(error)} again={() => void refetch()} next={<Link to="/$game" params={{ game: "tabletop" }}>{texts.page.all}</Link>} /></Page>;
  }
  if (!here) return <Page title={texts.campaign}><Loading /></Page>;
  const shown = parts.filter((part) => here.gm || !part.gm);
  const { Part } = shown.find((part) => part.id === tab) ?? shown[0]!;
  return (
    <HereProvider value={here}>
      <Page title={here.campaign.name} overline={<Link to="/$game" params={{ game: "tabletop" }}>{texts.page.all}</Link>} wide tools={<Back table={from ?? here.campaign.tableIds[0]} />}>
        <nav className={style.parts} aria-label={texts.page.sections}>
          {shown.map((part) => (
            <button key={part.id} type="button" aria-current={part.Part === Part ? "page" : undefined} data-tab={part.id} ref={part.Part === Part ? intoSight : undefined} onClick={() => here.go(part.id)}><Icon name={part.icon} size={17} /> {texts.tabs[part.id]}</button>
          ))}
        </nav>
        <Part />
      </Page>
    </HereProvider>
  );
}
