/** All parameters as a form, with ranges and defaults. What the server finds wrong stands beside its field. */
import { NativeSelect, NumberInput, Switch, TextInput } from "@mantine/core";
import { texts } from "../../../texts/arena";
import { texts as words } from "../../../texts/arena-config";
import { EndKind } from "../proto";
import { groups, type Parameter, parameters, snake, type Wish } from "./parameters";
import style from "./configs.module.css";

const fine: Record<string, string> = {};

export interface FormProps {
  wish: Wish;
  set: (change: Wish) => void;
  /** The server's words, by field. */
  wrong?: Record<string, string>;
  /** Marks what waits for the next run. */
  running?: boolean;
  /** Leaves out what stands elsewhere. */
  without?: (Parameter["key"] | "end")[];
}

export function ConfigForm({ wish, set, wrong = fine, running, without }: FormProps) {
  return (
    <div className={style.groups}>
      {groups.map((group) => (
        <fieldset key={group} className={style.group}>
          <legend>{words.groups[group]}</legend>
          <div className={style.fields}>
            {parameters.filter((one) => one.group === group && !without?.includes(one.key)).map((one) => <Field key={one.key} one={one} wish={wish} set={set} error={errorOf(wrong, one.key)} running={running} />)}
          </div>
          {group === "fight" && <Switch label={words.respawn} checked={wish.respawn ?? false} onChange={(event) => set({ respawn: event.currentTarget.checked })} />}
          {group === "senses" && wrong.config && <p className={style.wrong} role="alert">{words.zones}</p>}
        </fieldset>
      ))}
      <fieldset className={style.group}>
        <legend>{without?.includes("end") ? words.seed : words.groups.end}</legend>
        {!without?.includes("end") && <EndFields wish={wish} set={set} wrong={wrong} />}
        <TextInput label={words.seed} placeholder={words.seedHint} maxLength={100} value={wish.seed ?? ""} error={errorOf(wrong, "seed")} description={running ? words.later : undefined} onChange={(event) => set({ seed: event.currentTarget.value })} />
      </fieldset>
    </div>
  );
}

interface FieldProps {
  one: Parameter;
  wish: Wish;
  set: (change: Wish) => void;
  error: string | undefined;
  running: boolean | undefined;
}

function Field({ one, wish, set, error, running }: FieldProps) {
  const [name, unit] = words.names[one.key] ?? [one.key, ""];
  return (
    <NumberInput hideControls label={unit ? `${name} (${unit})` : name} description={`${words.range(one.least, one.most, one.usual)}${running && one.later ? `; ${words.later}` : ""}`} inputWrapperOrder={["label", "input", "error", "description"]}
      value={wish[one.key] ?? one.usual} min={one.least} max={one.most} step={one.step} clampBehavior="none" error={error} data-parameter={one.key}
      onChange={(value) => set({ [one.key]: value === "" ? undefined : Number(value) })} />
  );
}

/** EndFields say when the world ends. */
export function EndFields({ wish, set, wrong = fine }: Pick<FormProps, "wish" | "set" | "wrong">) {
  const end = wish.end ?? {};
  const kind = end.kind || EndKind.LAST_TEAM;
  const change = (more: NonNullable<Wish["end"]>) => set({ end: { ...end, kind, ...more } });
  return (
    <div className={style.fields}>
      <NativeSelect label={words.end} value={String(kind)} error={errorOf(wrong, "end.kind")} onChange={(event) => change({ kind: Number(event.currentTarget.value) })} data={texts.ends.slice(1).map((label, i) => ({ value: String(i + 1), label }))} />
      {(kind === EndKind.KILLS || kind === EndKind.CONTROL) && <NumberInput hideControls label={words.target} min={0} max={1_000_000} value={end.target ?? 0} error={errorOf(wrong, "end.target")} onChange={(value) => change({ target: Number(value) || 0 })} />}
      {kind !== EndKind.NEVER && <NumberInput hideControls label={words.seconds} min={0} max={86_400} value={end.seconds ?? 0} error={errorOf(wrong, "end.seconds")} onChange={(value) => change({ seconds: Number(value) || 0 })} />}
    </div>
  );
}

function errorOf(wrong: Record<string, string>, key: string): string | undefined {
  const field = snake(key);
  return wrong[`config.${field}`] ?? wrong[field];
}
