/** What a campaign is about, who is in it, and how it ends. */
import { Button, TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Code } from "@connectrpc/connect";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/tabletop-campaign";
import { Icon } from "../../../ui/icons";
import { Panel, Say } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { whenOf } from "../../../ui/when";
import { campaigns } from "../client";
import { Markdown } from "../markdown";
import { type CampaignMember, CampaignRole } from "../proto";
import style from "./campaign.module.css";
import { Export } from "./export";
import { useHere } from "./here";
import { Invitations } from "./invitations";
import { Choice, Words, wrong } from "./parts";
import { useAct } from "./reading";

const t = texts.overview;

export function Overview() {
  const { gm, campaign, userId } = useHere();
  return (
    <div className={style.halves}>
      <div className={style.column}>
        <About />
        {gm && <Export />}
        {campaign.founderId === userId && <End />}
      </div>
      <div className={style.column}>
        <Members />
        {gm && <Invitations />}
      </div>
    </div>
  );
}

function About() {
  const { campaign, gm } = useHere();
  const { imported } = useSearch({ strict: false }) as { imported?: boolean };
  const [editing, setEditing] = useState(Boolean(imported) && gm);
  return (
    <Panel title={t.about} tools={gm && !editing && <Button size="xs" variant="default" aria-label={t.change} onClick={() => setEditing(true)}>{texts.edit}</Button>}>
      {editing && imported && campaign.createdAt && <p className="soft" role="status">{t.imported(whenOf(campaign.createdAt))}</p>}
      {editing ? <Edit close={() => setEditing(false)} /> : campaign.description ? <Markdown text={campaign.description} /> : <p className="soft">{t.noAbout}</p>}
    </Panel>
  );
}

function Edit({ close }: { close: () => void }) {
  const { campaign: { id: campaignId, etag, ...campaign } } = useHere();
  const [name, setName] = useState(campaign.name);
  const [description, setDescription] = useState(campaign.description);
  const [known] = useState(etag);
  const { act, pending, problem } = useAct();
  const store = async (etag: string) => {
    if (await act((_, options) => campaigns.updateCampaign({ campaignId, etag, name, description }, options))) close();
  };
  return (
    <form className={style.form} onSubmit={(event) => { event.preventDefault(); void store(known); }}>
      <TextInput label={texts.name} required maxLength={100} value={name} error={wrong(problem, "name")} onChange={(event) => setName(event.currentTarget.value)} />
      <Words label={texts.text} hint={texts.markdown} rows={8} most={20_000} value={description} error={wrong(problem, "description")} onChange={setDescription} />
      <Say problem={problem} />
      <div className={style.row}>
        <Button type="submit" loading={pending}>{common.save}</Button>
        {problem?.code === Code.Aborted && <Button variant="default" onClick={() => void store("")}>{texts.overwrite}</Button>}
        <Button variant="subtle" onClick={close}>{common.cancel}</Button>
      </div>
    </form>
  );
}

function Members() {
  const { campaign, userId } = useHere();
  const navigate = useNavigate();
  const { act, pending, problem } = useAct();
  const { id: campaignId } = campaign;
  const remove = async (who: string) => {
    if (await act((_, options) => campaigns.removeMember({ campaignId, userId: who }, options)) && who === userId) await navigate({ to: "/$game", params: { game: "tabletop" } });
  };
  return (
    <Panel title={t.members}>
      <ul className={style.rows}>
        {campaign.members.map((member) => <Member key={member.userId} member={member} pending={pending} remove={() => void remove(member.userId)}
          become={(role) => void act((_, options) => campaigns.setMemberRole({ campaignId, userId: member.userId, role }, options))} />)}
      </ul>
      <Say problem={problem} />
    </Panel>
  );
}

function Member({ member, pending, remove, become }: { member: CampaignMember; pending: boolean; remove: () => void; become: (role: CampaignRole) => void }) {
  const { campaign, gm, userId } = useHere();
  const { displayName: name } = member;
  const me = member.userId === userId;
  const founder = member.userId === campaign.founderId;
  return (
    <li className={style.line}>
      <span className={style.seal} aria-hidden="true">{name.slice(0, 1)}</span>
      <span className={style.grow}><strong>{name}</strong>{me && ` (${t.you})`} {founder && <Icon name="crown" size={15} />}{founder && <small>{t.founder}</small>}</span>
      {gm && !founder
        ? <Choice bare label={t.role(name)} value={String(member.role)} disabled={pending} onChange={(role) => become(Number(role))} data={roleChoices} />
        : <span className="soft">{texts.roles[member.role]}</span>}
      {(gm || me) && !(founder && !me) && (
        <Sure text={me ? t.leave : texts.remove} label={me ? t.leave : t.removeOf(name)} question={me ? t.leaveSure : t.removeSure(name)} variant="subtle" disabled={pending} go={remove} />
      )}
    </li>
  );
}

/** roleChoices are what one can be, in words. */
export const roleChoices = [CampaignRole.PLAYER, CampaignRole.SPECTATOR, CampaignRole.GM].map((role): [string, string] => [String(role), texts.roles[role]!]);

function End() {
  const { campaign: { id: campaignId, name: called } } = useHere();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const { act, pending, problem } = useAct();
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (await act((_, options) => campaigns.deleteCampaign({ campaignId, name }, options))) await navigate({ to: "/$game", params: { game: "tabletop" } });
  };
  return (
    <details className={style.fold}>
      <summary>{t.end}</summary>
      <form className={style.form} onSubmit={(event) => void submit(event)}>
        <p>{t.endLead(called)}</p>
        <TextInput label={t.endName} value={name} error={wrong(problem, "name")} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" variant="default" disabled={name !== called} loading={pending}>{t.end}</Button>
        <Say problem={problem} />
      </form>
    </details>
  );
}
