/** How a table shall be set up. The server checks; what it finds is shown beside the field. */
import { Button, PasswordInput, SegmentedControl, Select, Slider, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@connectrpc/connect-query";
import { create as make, type MessageInitShape } from "@bufbuild/protobuf";
import { type ReactNode, useState } from "react";
import { roomv1 } from "@playhouse/client";
import { labyrinthClient } from "./client";
import { useSend } from "../../rpc/send";
import { texts } from "../../texts";
import { texts as own } from "../../texts/labyrinth";
import { Panel, Say } from "../../ui/pieces";
import { CreateRequestSchema, Difficulty, Generator, LabyrinthService, type Scenario } from "./proto";
import style from "./setup.module.css";

type Wish = Required<Pick<MessageInitShape<typeof CreateRequestSchema>,
  "scenario" | "difficulty" | "size" | "maxPlayers" | "generator" | "seed" | "braid" | "turnSeconds" | "hybrid" | "title" | "visibility" | "password">>;

const t = own.setup;
const usual: Wish = {
  scenario: "rescue", difficulty: Difficulty.NORMAL, size: 8, maxPlayers: 4, generator: Generator.DEPTH_FIRST, seed: "", braid: 0.3,
  turnSeconds: 0, hybrid: false, title: "", visibility: roomv1.Visibility.PUBLIC, password: "",
};

export function Setup({ made }: { made: (sessionId: string) => void }) {
  const [wish, setWish] = useState<Wish>(() => ({ ...usual, ...wished() }));
  const set = (change: Partial<Wish>) => setWish((now) => ({ ...now, ...change }));
  const { send, pending, problem } = useSend();
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void send(async (commandId, options) => {
      const { sessionId } = await labyrinthClient.create(make(CreateRequestSchema, { ...wish, commandId }), options);
      made(sessionId);
    });
  };
  const wrong = problem?.fields ?? {};
  return (
    <form onSubmit={submit} className={style.form}>
      <Panel title={t.title} lead={t.lead}>
        <Scenarios chosen={wish.scenario} choose={(scenario) => set({ scenario })} />
        <Field label={t.difficulty} error={wrong.difficulty}>
          <SegmentedControl fullWidth aria-label={t.difficulty} value={String(wish.difficulty)} onChange={(value) => set({ difficulty: Number(value) })}
            data={[Difficulty.EASY, Difficulty.NORMAL, Difficulty.HARD].map((value) => ({ value: String(value), label: own.difficulties[value]! }))} />
        </Field>
        <div className={style.pair}>
          <Field label={`${t.players}: ${wish.maxPlayers}`} error={wrong.max_players}>
            <Slider min={1} max={6} value={wish.maxPlayers} thumbLabel={t.players} label={null} onChange={(maxPlayers) => set({ maxPlayers })} />
          </Field>
          <Field label={`${t.size}: ${t.sizeValue(wish.size)}`} error={wrong.size}>
            <Slider min={4} max={32} value={wish.size} thumbLabel={t.size} label={null} onChange={(size) => set({ size })} />
          </Field>
        </div>
        <Switch label={t.hybrid} description={t.hybridHint} checked={wish.hybrid} onChange={(event) => set({ hybrid: event.currentTarget.checked })} />
        <More wish={wish} set={set} wrong={wrong} />
        <div className={style.go}>
          <Button type="submit" size="lg" loading={pending}>{t.make}</Button>
          {problem && <Say problem={problem} />}
        </div>
      </Panel>
    </form>
  );
}

/** wished takes a maze from the address, where the workshop put it. */
function wished(): Partial<Wish> {
  const search = new URLSearchParams(window.location.search);
  const wish: Partial<Wish> = {};
  if (search.has("seed")) wish.seed = search.get("seed")!.replace(/^"|"$/g, "");
  if (Number(search.get("size")) >= 4) wish.size = Math.min(64, Number(search.get("size")));
  if (search.has("generator")) wish.generator = Number(search.get("generator"));
  if (search.has("braid")) wish.braid = Number(search.get("braid"));
  return wish;
}

function Scenarios({ chosen, choose }: { chosen: string; choose: (id: string) => void }) {
  const { data } = useQuery(LabyrinthService.method.listScenarios, {}, { staleTime: Infinity });
  return (
    <div className={style.scenarios} role="radiogroup" aria-label={t.scenario}>
      {data?.scenarios.map((scenario) => (
        <button key={scenario.id} type="button" role="radio" aria-checked={scenario.id === chosen} className={style.scenario} onClick={() => choose(scenario.id)}>
          <strong>{scenario.name}</strong>
          <span>{scenario.briefing}</span>
          <span className={style.goal}>{scenario.goal}</span>
          <small>{facts(scenario)}</small>
        </button>
      ))}
    </div>
  );
}

function facts(scenario: Scenario): string {
  const parts = [scenario.competitive ? t.competitive : t.cooperative, t.players_range(scenario.minPlayers, scenario.maxPlayers)];
  if (scenario.turnLimit > 0) parts.push(t.limit(scenario.turnLimit));
  return parts.join(" · ");
}

function More({ wish, set, wrong }: { wish: Wish; set: (change: Partial<Wish>) => void; wrong: Record<string, string> }) {
  return (
    <details className={style.more}>
      <summary>{t.more}</summary>
      <div className={style.pair}>
        <TextInput label={t.name} placeholder={t.nameHint} maxLength={80} value={wish.title} error={wrong.title} onChange={(event) => set({ title: event.currentTarget.value })} />
        <Select label={t.clock} allowDeselect={false} value={String(wish.turnSeconds)} error={wrong.turn_seconds} onChange={(value) => set({ turnSeconds: Number(value) })}
          data={Object.entries(t.clocks).map(([value, label]) => ({ value, label }))} />
        <Select label={t.generator} allowDeselect={false} value={String(wish.generator)} error={wrong.generator} onChange={(value) => set({ generator: Number(value) })}
          data={[1, 2, 3, 4].map((value) => ({ value: String(value), label: own.generators[value]! }))} />
        <TextInput label={t.seed} placeholder={t.seedHint} maxLength={100} value={wish.seed} error={wrong.seed} onChange={(event) => set({ seed: event.currentTarget.value })} />
        <Field label={t.braid} error={wrong.braid}>
          <Slider min={0} max={1} step={0.05} value={wish.braid} thumbLabel={t.braid} label={(value) => `${Math.round(value * 100)} %`} onChange={(braid) => set({ braid })} />
        </Field>
        <Field label={t.visibility} error={wrong.visibility}>
          <SegmentedControl fullWidth aria-label={t.visibility} value={String(wish.visibility)} onChange={(value) => set({ visibility: Number(value) })}
            data={[{ value: "1", label: texts.lobby.public }, { value: "2", label: texts.lobby.private }]} />
        </Field>
        <PasswordInput label={texts.lobby.password} placeholder={texts.lobby.passwordHint} autoComplete="off" value={wish.password} error={wrong.password} onChange={(event) => set({ password: event.currentTarget.value })} />
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
