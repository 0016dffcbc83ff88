import { SegmentedControl, Slider, Switch } from "@mantine/core";
import { create } from "@bufbuild/protobuf";
import { useState } from "react";
import { identityv1 } from "@playhouse/client";
import { playhouse } from "../rpc/playhouse";
import { useSend } from "../rpc/send";
import { texts } from "../texts";
import { allowNotices } from "../ui/notice";
import { Panel, Say } from "../ui/pieces";
import { play, setVolume } from "../ui/sound";
import style from "./settings.module.css";

const t = texts.settings;

export function Look({ user }: { user: identityv1.User }) {
  const settings = user.settings ?? create(identityv1.SettingsSchema);
  const { send, problem } = useSend();
  const [blocked, setBlocked] = useState(false);
  const change = (part: Partial<Pick<identityv1.Settings, "theme" | "colourBlind" | "notifications" | "volume">>) => {
    // Shown at once; the server's answer, or the old state when it refuses, comes after.
    const wanted = { ...settings, ...part };
    playhouse.auth.setUser({ ...user, settings: wanted });
    void send(async (_, options) => {
      const { user: next } = await playhouse.identity.updateSettings({ settings: wanted }, options);
      if (next) playhouse.auth.setUser(next);
    }).then((done) => done || playhouse.auth.setUser(user));
  };
  const notices = async (on: boolean) => {
    const allowed = !on || (await allowNotices());
    setBlocked(!allowed);
    if (allowed) change({ notifications: on });
  };
  return (
    <Panel title={t.look} id="look">
      <SegmentedControl aria-label={t.theme} value={String(settings.theme)} onChange={(value) => change({ theme: Number(value) })}
        data={[[0, t.themes.system], [2, t.themes.dark], [1, t.themes.light]].map(([value, label]) => ({ value: String(value), label: String(label) }))} />
      <Switch label={t.colourBlind} checked={settings.colourBlind} onChange={(event) => change({ colourBlind: event.currentTarget.checked })} />
      <Switch label={t.notifications} description={blocked ? t.notificationsBlocked : t.notificationsHint} checked={settings.notifications} onChange={(event) => void notices(event.currentTarget.checked)} />
      <div>
        <div className={style.label}>{t.volume}: {settings.volume > 0 ? `${settings.volume} %` : t.off}</div>
        <Slider key={settings.volume} min={0} max={100} step={5} defaultValue={settings.volume} thumbLabel={t.volume} label={null}
          onChangeEnd={(volume) => { setVolume(volume / 100); play("turn"); change({ volume }); }} />
      </div>
      <Say problem={problem} />
    </Panel>
  );
}
