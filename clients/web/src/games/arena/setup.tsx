/** How a world shall be set up. The server checks; what it finds is shown beside the field. */
import { Button, NativeSelect, NumberInput, PasswordInput, SegmentedControl, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { roomv1 } from "@playhouse/client";
import { sentence } from "../../rpc/errors";
import { useSend } from "../../rpc/send";
import { texts as common } from "../../texts";
import { texts } from "../../texts/arena";
import { Panel, Say } from "../../ui/pieces";
import { grouped, useBehaviors } from "./behaviors/lists";
import { arenaClient } from "./client";
import { ConfigForm, EndFields } from "./configs/form";
import { nameOf, useConfigs } from "./configs/lists";
import { type Wish as Parameters, wishOf } from "./configs/parameters";
import { TeamMark } from "./mark";
import style from "./setup.module.css";

const t = texts.setup;

interface Wish {
  config: Parameters;
  configId: string;
  names: string[];
  behaviors: string[];
  title: string;
  visibility: roomv1.Visibility;
  password: string;
  running: boolean;
}

const usual: Wish = {
  config: { agentCount: 30, areaWidth: 1000, areaHeight: 620 }, configId: "", names: [], behaviors: ["builtin/adaptive", "builtin/attack"],
  title: "", visibility: roomv1.Visibility.PUBLIC, password: "", running: true,
};

type Set = (change: Partial<Wish>) => void;

export function Setup({ made }: { made: (sessionId: string) => void }) {
  const [wish, setWish] = useState(usual);
  const set: Set = (change) => setWish((now) => ({ ...now, ...change }));
  const setConfig = (change: Parameters) => setWish((now) => ({ ...now, config: { ...now.config, ...change } }));
  const { send, pending, problem } = useSend();
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void send(async (commandId, options) => made((await arenaClient.create({ ...requestOf(wish), commandId }, options)).sessionId));
  };
  const wrong = beside(problem?.fields ?? {});
  const teams = wish.config.teams ?? 2;
  return (
    <form onSubmit={submit} className={style.form} noValidate>
      <Panel title={t.title} lead={t.lead}>
        <Start wish={wish} set={set} />
        <div className={style.pair}>
          <NumberInput hideControls label={texts.options.teams} min={2} max={8} value={teams} error={wrong["config.teams"]} onChange={(value) => setConfig({ teams: Number(value) || 2 })} />
          <NumberInput hideControls label={t.agents} min={1} max={50_000} value={wish.config.agentCount ?? 5} error={wrong["config.agent_count"]} onChange={(value) => setConfig({ agentCount: Number(value) || 1 })} />
        </div>
        <Teams wish={wish} set={set} teams={Math.min(8, Math.max(2, teams))} />
        <EndFields wish={wish.config} set={setConfig} wrong={wrong} />
        <Switch label={t.running} checked={wish.running} onChange={(event) => set({ running: event.currentTarget.checked })} />
        <details className={style.more} open={Object.keys(wrong).some((field) => field.startsWith("config")) || undefined}>
          <summary>{t.more}</summary>
          <ConfigForm wish={wish.config} set={setConfig} wrong={wrong} without={["teams", "agentCount", "end"]} />
        </details>
        <Access wish={wish} set={set} wrong={wrong} />
        <div className={style.go}>
          <Button type="submit" size="lg" loading={pending}>{t.go}</Button>
          <Say problem={problem} />
        </div>
      </Panel>
    </form>
  );
}

/** requestOf asks for what was chosen; parameters that were left alone are the server's to fill in. */
function requestOf({ config, names, behaviors, title, visibility, password, running }: Wish) {
  const teams = config.teams ?? 2;
  return { config, teamNames: names.slice(0, teams).map((name) => name ?? ""), behaviorIds: Array.from({ length: teams }, (_, i) => behaviors[i] ?? ""), title, visibility, password, running };
}

function beside(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, sentence(text.replace(`${field}: `, ""))]));
}

/** Start takes the parameters of a set. */
function Start({ wish, set }: { wish: Wish; set: Set }) {
  const { configs } = useConfigs();
  if (configs.length === 0) return null;
  const take = (id: string) => {
    const chosen = configs.find((one) => one.id === id);
    set({ configId: id, config: chosen ? wishOf(chosen.config) : usual.config });
  };
  return (
    <NativeSelect label={t.config} description={t.configHint} value={wish.configId} onChange={(event) => take(event.currentTarget.value)}
      data={[{ value: "", label: "–" }, ...configs.map((one) => ({ value: one.id, label: nameOf(one) }))]} />
  );
}

function Teams({ wish, set, teams }: { wish: Wish; set: Set; teams: number }) {
  const { behaviors } = useBehaviors();
  const put = (list: string[], at: number, value: string) => Array.from({ length: Math.max(list.length, at + 1) }, (_, i) => (i === at ? value : list[i] ?? ""));
  const choices = [{ group: texts.setup.groups.house, items: [{ value: "", label: t.asTeam }] }, ...grouped(behaviors)];
  return (
    <div className={style.teams}>
      {Array.from({ length: teams }, (_, i) => (
        <div key={i} className={style.team}>
          <TeamMark team={i + 1} size={24} />
          <TextInput aria-label={t.teamName(i + 1)} placeholder={`${texts.team(i + 1)}: ${t.namePlaceholder}`} maxLength={30} value={wish.names[i] ?? ""} onChange={(event) => set({ names: put(wish.names, i, event.currentTarget.value) })} />
          <NativeSelect aria-label={t.behavior(i + 1)} value={wish.behaviors[i] ?? ""} onChange={(event) => set({ behaviors: put(wish.behaviors, i, event.currentTarget.value) })} data={choices} />
        </div>
      ))}
    </div>
  );
}

function Access({ wish, set, wrong }: { wish: Wish; set: Set; wrong: Record<string, string> }) {
  return (
    <details className={style.more}>
      <summary>{t.access}</summary>
      <div className={style.pair}>
        <TextInput label={t.name} placeholder={t.nameHint} maxLength={80} value={wish.title} error={wrong.title} onChange={(event) => set({ title: event.currentTarget.value })} />
        <div className={style.field}>
          <div className={style.label}>{t.visibility}</div>
          <SegmentedControl fullWidth aria-label={t.visibility} value={String(wish.visibility)} onChange={(value) => set({ visibility: Number(value) as roomv1.Visibility })}
            data={[{ value: "1", label: common.lobby.public }, { value: "2", label: common.lobby.private }]} />
        </div>
        <PasswordInput label={common.lobby.password} placeholder={common.lobby.passwordHint} autoComplete="off" value={wish.password} error={wrong.password} onChange={(event) => set({ password: event.currentTarget.value })} />
      </div>
    </details>
  );
}
