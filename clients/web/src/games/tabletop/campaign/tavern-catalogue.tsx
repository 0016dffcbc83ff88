/** What can be bought for the tavern; the list goes out and comes in as JSON. */
import { Button, TextInput } from "@mantine/core";
import { create } from "@bufbuild/protobuf";
import { useState } from "react";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/tabletop-campaign";
import { Icon } from "../../../ui/icons";
import { Panel, Say } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { bestiary } from "../client";
import { type Tavern, type TavernOption, TavernOptionSchema } from "../proto";
import style from "./campaign.module.css";
import { useHere } from "./here";
import { Count, FileButton, Words, wrong } from "./parts";
import { save, useAct } from "./reading";
import { joined, listFrom, listIn, updated } from "./tavern-list";

const t = texts.tavern;
const effects = ["income", "recurring", "rollBonus", "valuationBonus", "setupDays"] as const;

export function Catalogue({ tavern }: { tavern: Tavern }) {
  const { campaign: { id: campaignId }, gm } = useHere();
  const [adding, setAdding] = useState(false);
  const { act, pending, problem } = useAct();
  const put = (catalogue: () => TavernOption[] | Promise<TavernOption[]>) => act(async (_, options) =>
    bestiary.updateTavern({ campaignId, tavern: updated(tavern, { catalogue: await catalogue() }) }, options));
  return (
    <Panel title={t.catalogue} tools={gm && (
      <div className={style.row}>
        <FileButton text={t.import} accept=".json,application/json" loading={pending} variant="subtle" onFiles={([file]) => void (file && put(async () => joined(tavern.catalogue, listFrom(await file.text()))))} />
        <Button size="xs" variant="subtle" onClick={() => save(new Blob([listIn(tavern.catalogue)], { type: "application/json" }), "improvements.json")}>{t.export}</Button>
      </div>
    )}>
      {tavern.catalogue.length === 0 && <p className="soft">{t.noCatalogue}</p>}
      <ul className={style.rows}>
        {tavern.catalogue.map((option) => (
          <li key={option.id} className={style.card} data-option={option.id}>
            <div className={style.line}>
              <strong className={style.grow}>{option.name}</strong>
              {option.bought ? <span className={style.kind}><Icon name="check" size={15} /> {t.bought}{option.worksFromDay > tavern.day && `, ${t.works(option.worksFromDay)}`}</span>
                : gm && <Button size="xs" disabled={pending} aria-label={t.buyOf(option.name, option.cost)} onClick={() => void act((commandId, options) => bestiary.buyTavernOption({ campaignId, optionId: option.id, commandId }, options))}>{t.buy(option.cost)}</Button>}
            </div>
            {option.text && <p className="soft">{option.text}</p>}
            <div className={style.row}>
              <span className="soft">{effects.filter((key) => option[key] !== 0).map((key) => t.effects[key]!(option[key])).join(" · ")}</span>
              {gm && !option.bought && <Sure text={texts.remove} label={`${texts.remove}: ${option.name}`} question={t.removeSure(option.name)} variant="subtle" disabled={pending} go={() => void put(() => tavern.catalogue.filter((one) => one.id !== option.id))} />}
            </div>
          </li>
        ))}
      </ul>
      <Say problem={problem} />
      {gm && (adding ? <Add put={(option) => put(() => [...tavern.catalogue, option])} close={() => setAdding(false)} problem={problem} /> : <div className={style.row}><Button size="xs" variant="default" onClick={() => setAdding(true)}>{t.addOption}</Button></div>)}
    </Panel>
  );
}

function Add({ put, close, problem }: { put: (option: TavernOption) => Promise<boolean>; close: () => void; problem: Parameters<typeof wrong>[0] }) {
  const [option, setOption] = useState(() => create(TavernOptionSchema, { id: crypto.getRandomValues(new Uint32Array(2)).join("-") }));
  const set = (change: Partial<TavernOption>) => setOption({ ...option, ...change });
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (await put(option)) close();
  };
  return (
    <form className={style.form} onSubmit={(event) => void submit(event)}>
      <TextInput size="sm" label={texts.name} required maxLength={120} value={option.name} error={wrong(problem, "name")} onChange={(event) => set({ name: event.currentTarget.value })} />
      <Words label={texts.text} rows={2} most={1_000} value={option.text} onChange={(text) => set({ text })} />
      <div className={style.trio}>
        {Object.entries(t.fields).map(([key, label]) => <Count key={key} label={label} value={option[key as "cost"]} error={wrong(problem, key.replace(/[A-Z]/, (c) => `_${c.toLowerCase()}`))} onChange={(value) => set({ [key]: value })} />)}
        <TextInput size="sm" label={t.flag} maxLength={60} value={option.flag} onChange={(event) => set({ flag: event.currentTarget.value })} />
      </div>
      <div className={style.row}>
        <Button size="xs" type="submit">{common.save}</Button>
        <Button size="xs" variant="subtle" onClick={close}>{common.cancel}</Button>
      </div>
    </form>
  );
}
