/** A link that lets others in, as text and as a code for a camera. */
import { Button, CopyButton, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/tabletop-campaign";
import { Icon } from "../../../ui/icons";
import { Say } from "../../../ui/pieces";
import { campaigns } from "../client";
import { CampaignRole } from "../proto";
import style from "./campaign.module.css";
import { Choice } from "./parts";
import { useAct } from "./reading";

const t = texts.invite;

const lifetimes = Object.entries(t.lifetimes).map(([value, label]): [string, string] => [value, label]);
const uses = [1, 2, 3, 4, 5, 6, 8, 10, 20, 100].map((n): [string, string] => [String(n), t.usesOf(n)]);

/** Invite makes a link to a campaign, or to one of its tables. */
export function Invite({ campaignId, tableId = "campaign" }: { campaignId: string; tableId?: string }) {
  const [wish, setWish] = useState({ role: CampaignRole.PLAYER, lifetimeSeconds: 604_800, uses: 6 });
  const [token, setToken] = useState("");
  const { act, pending, problem } = useAct();
  const set = (change: Partial<typeof wish>) => { setWish({ ...wish, ...change }); setToken(""); };
  const make = () => void act(async (_, options) => setToken((await campaigns.createInvitation({ campaignId, ...wish }, options)).token));
  return (
    <>
      <div className={style.trio}>
        <Choice label={t.role} value={String(wish.role)} onChange={(role) => set({ role: Number(role) })}
          data={[CampaignRole.PLAYER, CampaignRole.SPECTATOR, CampaignRole.GM].map((role) => [String(role), texts.roles[role]!])} />
        <Choice label={t.expires} value={String(wish.lifetimeSeconds)} onChange={(seconds) => set({ lifetimeSeconds: Number(seconds) })} data={lifetimes} />
        <Choice label={t.uses} value={String(wish.uses)} onChange={(n) => set({ uses: Number(n) })} data={uses} />
      </div>
      {token ? <Told link={linkTo(campaignId, tableId, token)} /> : <Button loading={pending} onClick={make}>{t.make}</Button>}
      <Say problem={problem} />
    </>
  );
}

/** linkTo says where it leads: to a table, or to the campaign, which members reach without the invitation. */
function linkTo(campaignId: string, tableId: string, token: string): string {
  const search = new URLSearchParams({ ...(tableId === "campaign" && { id: campaignId }), invitation: token });
  return `${window.location.origin}/tabletop/${tableId}?${search}`;
}

function Told({ link }: { link: string }) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <div className={style.pair}>
        <TextInput aria-label={t.link} readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
        <CopyButton value={link}>{({ copied, copy }) => <Button onClick={copy} leftSection={<Icon name={copied ? "check" : "link"} size={17} />}>{copied ? common.copied : common.copy}</Button>}</CopyButton>
      </div>
      <p className="soft">{t.once}</p>
      <Button variant="default" size="xs" leftSection={<Icon name="qr" size={17} />} aria-expanded={shown} onClick={() => setShown(!shown)}>{t.qr}</Button>
      {shown && <Pattern text={link} />}
    </>
  );
}

/** Pattern is the link for a camera; its maker is fetched when somebody wants to see it. */
function Pattern({ text }: { text: string }) {
  const [code, setCode] = useState<{ size: number; d: string }>();
  useEffect(() => {
    void import("uqr").then(({ encode }) => {
      const { data, size } = encode(text, { border: 2 });
      setCode({ size, d: data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("") });
    });
  }, [text]);
  if (!code) return null;
  return (
    <svg className={style.qr} viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={t.qrLabel} shapeRendering="crispEdges">
      <rect width={code.size} height={code.size} fill="#fffaf0" /><path d={code.d} fill="#14110f" />
    </svg>
  );
}
