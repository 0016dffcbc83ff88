/** Links that let others in: making them, and taking them back. */
import { useQuery } from "@connectrpc/connect-query";
import { texts } from "../../../texts/tabletop-campaign";
import { Panel, Say } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { whenOf } from "../../../ui/when";
import { campaigns } from "../client";
import { CampaignService } from "../proto";
import style from "./campaign.module.css";
import { useHere } from "./here";
import { Invite } from "./invite";
import { Shown } from "./parts";
import { useAct } from "./reading";

const t = texts.invite;

export function Invitations() {
  const { campaign: { id: campaignId } } = useHere();
  const query = useQuery(CampaignService.method.listInvitations, { campaignId });
  const { act, pending, problem } = useAct();
  return (
    <Panel title={t.title}>
      <Invite campaignId={campaignId} />
      <h3>{t.good}</h3>
      <Shown query={query}>{({ invitations }) => (
        <ul className={style.rows}>
          {invitations.length === 0 && <li className="soft">{t.none}</li>}
          {invitations.map(({ id: invitationId, role, usesLeft, expiresAt }) => (
            <li key={invitationId} className={style.line}>
              <span className={style.grow}><strong>{texts.roles[role]}</strong> <small>{t.left(usesLeft, whenOf(expiresAt))}</small></span>
              <Sure text={t.revoke} label={t.revokeOf(texts.roles[role]!)} question={t.revokeSure} variant="subtle" disabled={pending}
                go={() => void act((_, options) => campaigns.revokeInvitation({ campaignId, invitationId }, options))} />
            </li>
          ))}
        </ul>
      )}</Shown>
      <Say problem={problem} />
    </Panel>
  );
}
