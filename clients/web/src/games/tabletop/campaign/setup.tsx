/** The campaigns one is in, and how to begin another. */
import { Button, TextInput } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Icon } from "../../../ui/icons";
import { Empty, Panel, Say } from "../../../ui/pieces";
import { whenOf } from "../../../ui/when";
import { campaigns } from "../client";
import { AssetKind, type Campaign } from "../proto";
import { quick } from "../quick";
import style from "./campaign.module.css";
import { useCampaigns } from "./lists";
import { FileButton, More, Shown, Tick, wrong } from "./parts";
import { useAct } from "./reading";
import { Sending } from "./sending";
import { uploaded } from "./upload";

const t = texts.setup;

export function Setup({ made }: { made: (sessionId: string) => void }) {
  const { act, pending, problem } = useAct();
  const begin = () => void act(async () => made(await quick()));
  return (
    <div className={style.column}>
      <div className={style.welcome}>
        <p>{t.quickLead}</p>
        <Button size="lg" loading={pending} onClick={begin} leftSection={<Icon name="play" size={18} />}>{t.quick}</Button>
      </div>
      <Say problem={problem} />
      <Yours />
      <div className={style.thirds}>
        <Fresh made={made} />
        <Join />
        <Import />
      </div>
    </div>
  );
}

function Yours() {
  const query = useCampaigns();
  return (
    <Panel title={t.yours} id="campaigns">
      <Shown query={query}>{({ pages }) => {
        const all = pages.flatMap((page) => page.campaigns);
        return all.length === 0 ? <Empty icon="hearth" text={t.none} /> : <ul className={style.cards}>{all.map((one) => <Card key={one.id} campaign={one} />)}</ul>;
      }}</Shown>
      <More query={query} />
    </Panel>
  );
}

function Card({ campaign }: { campaign: Campaign }) {
  const [table] = campaign.tableIds;
  return (
    <li className={style.card} data-campaign={campaign.id}>
      <span className={style.kind}>{texts.roles[campaign.role]}</span>
      <Link className={style.title} to="/$game/$sessionId" params={{ game: "tabletop", sessionId: "campaign" }} search={{ id: campaign.id } as never}>{campaign.name}</Link>
      <span className="soft">{t.tables(campaign.tableIds.length)}{campaign.createdAt && ` · ${t.begun(whenOf(campaign.createdAt))}`}</span>
      <div className={style.row}>
        {table && <Link className={style.go} to="/$game/$sessionId" params={{ game: "tabletop", sessionId: table }}>{t.enter} <Icon name="next" size={16} /></Link>}
        <Link to="/$game/$sessionId" params={{ game: "tabletop", sessionId: "campaign" }} search={{ id: campaign.id } as never}>{t.open}</Link>
      </div>
    </li>
  );
}

/** useOpen goes to a campaign's page; one that was imported just now asks there what it shall be called. */
function useOpen() {
  const navigate = useNavigate();
  return (id: string, imported?: boolean) => navigate({ to: "/$game/$sessionId", params: { game: "tabletop", sessionId: "campaign" }, search: { id, imported } as never });
}

function Fresh({ made }: { made: (sessionId: string) => void }) {
  const open = useOpen();
  const [name, setName] = useState("");
  const [sample, setSample] = useState(false);
  const { act, pending, problem } = useAct();
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void act(async (commandId, options) => {
      if (sample) return made(await quick(name));
      const { campaign } = await campaigns.createCampaign({ name, commandId }, options);
      await open(campaign!.id);
    });
  };
  return (
    <Panel title={t.fresh}>
      <form className={style.form} onSubmit={submit}>
        <TextInput label={texts.name} required maxLength={100} value={name} error={wrong(problem, "name")} onChange={(event) => setName(event.currentTarget.value)} />
        <Tick label={t.sample} checked={sample} onChange={setSample} />
        <div className={style.row}><Button type="submit" variant="default" loading={pending} disabled={!name.trim()}>{t.make}</Button></div>
        <Say problem={problem} />
      </form>
    </Panel>
  );
}

/** tokenOf takes the token out of a link; what is no link is the token itself. */
export function tokenOf(pasted: string): string {
  return /[?&]invitation=([^&#\s]+)/.exec(pasted)?.[1] ? decodeURIComponent(/[?&]invitation=([^&#\s]+)/.exec(pasted)![1]!) : pasted.trim();
}

function Join() {
  const open = useOpen();
  const [link, setLink] = useState("");
  const { act, pending, problem } = useAct();
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void act(async (_, options) => {
      const { campaign } = await campaigns.acceptInvitation({ token: tokenOf(link) }, options);
      await open(campaign!.id);
    });
  };
  return (
    <Panel title={t.join} lead={t.joinLead}>
      <form className={style.form} onSubmit={submit}>
        <TextInput label={t.link} value={link} error={wrong(problem, "token")} onChange={(event) => setLink(event.currentTarget.value)} />
        <div className={style.row}><Button type="submit" variant="default" loading={pending} disabled={!link.trim()}>{t.accept}</Button></div>
        <Say problem={problem} />
      </form>
    </Panel>
  );
}

function Import() {
  const open = useOpen();
  const [told, setTold] = useState<{ campaign: Campaign; warnings: string[] }>();
  const { act, pending, problem } = useAct();
  const take = ([file]: File[]) => void (file && act(async (commandId, options) => {
    const { uploadId } = await uploaded(file, { campaignId: "", kind: AssetKind.ARCHIVE });
    const { campaign, warnings } = await campaigns.importCampaign({ uploadId, commandId }, { ...options, timeoutMs: 120_000 });
    if (warnings.length === 0) await open(campaign!.id, true);
    else setTold({ campaign: campaign!, warnings });
  }));
  return (
    <Panel title={t.import} lead={t.importLead}>
      <div className={style.row}><FileButton text={t.choose} accept=".zip,application/zip" loading={pending} onFiles={take} /></div>
      <Sending campaignId="" />
      {told && (
        <div role="status">
          <p>{t.imported(told.campaign.name)} <Button size="compact-sm" variant="subtle" onClick={() => void open(told.campaign.id, true)}>{t.open}</Button></p>
          <h3>{t.warnings}</h3>
          <ul className={style.warnings}>{told.warnings.map((one) => <li key={one}>{one}</li>)}</ul>
        </div>
      )}
      <Say problem={problem} />
    </Panel>
  );
}
