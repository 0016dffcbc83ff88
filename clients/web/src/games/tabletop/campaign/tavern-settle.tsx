/** What a settling may bring, and the settling itself with its dice. */
import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@connectrpc/connect-query";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Panel, Say } from "../../../ui/pieces";
import { bestiary } from "../client";
import { Dice } from "../dice";
import { BestiaryService, type TavernBand, type TavernEntry } from "../proto";
import style from "./campaign.module.css";
import { useHere } from "./here";
import { Count, Shown, useSlow, wrong } from "./parts";
import { useAct } from "./reading";
import own from "./tavern.module.css";

const t = texts.tavern;
/** Beyond this a band has no end. */
const boundless = 100_000;

export function Settle() {
  const { campaign: { id: campaignId } } = useHere();
  const [wish, setWish] = useState({ days: 7, manualBonus: 0, manualGold: 0, note: "" });
  const [entry, setEntry] = useState<TavernEntry>();
  const set = (change: Partial<typeof wish>) => setWish({ ...wish, ...change });
  const { act, pending, problem } = useAct();
  const { manualBonus, manualGold } = useSlow(wish);
  const query = useQuery(BestiaryService.method.previewTavern, { campaignId, manualBonus, manualGold }, { placeholderData: keepPreviousData });
  const settle = () => void act(async (commandId, options) => setEntry((await bestiary.settleTavern({ campaignId, ...wish, commandId }, options)).entry));
  return (
    <Panel title={t.settle}>
      <form className={style.form} onSubmit={(event) => { event.preventDefault(); settle(); }}>
        <div className={style.trio}>
          <Count label={t.days} min={0} max={365} value={wish.days} error={wrong(problem, "days")} onChange={(days) => set({ days })} />
          <Count label={t.manualBonus} value={wish.manualBonus} error={wrong(problem, "manual_bonus")} onChange={(manualBonus) => set({ manualBonus })} />
          <Count label={t.manualGold} value={wish.manualGold} error={wrong(problem, "manual_gold")} onChange={(manualGold) => set({ manualGold })} />
        </div>
        <TextInput size="sm" label={t.note} maxLength={500} value={wish.note} onChange={(event) => set({ note: event.currentTarget.value })} />
        <Button type="submit" loading={pending}>{t.settle}</Button>
        <Say problem={problem} />
      </form>
      {entry && <Outcome key={entry.id} entry={entry} />}
      <h3>{t.forecast}</h3>
      <Shown query={query}>{({ bands, bonus }) => <Bands bands={bands} bonus={bonus} entry={entry} />}</Shown>
    </Panel>
  );
}

function Outcome({ entry }: { entry: TavernEntry }) {
  // The d100, then the dice of the result: signs show a loss.
  const dice = [{ faces: 100, value: entry.roll }, ...entry.dice.map((value) => ({ faces: 10, value: Math.abs(value) }))];
  return (
    <div className={own.outcome} role="status" data-testid="settled" data-net={entry.net} data-bad={entry.net < 0 || undefined}>
      <Dice dice={dice} tumble />
      <p>{t.rolled(entry.roll, entry.check)}</p>
      <strong>{t.outcome(entry.raw, entry.net)}</strong>
      {entry.storyBonus && <p>{t.story}</p>}
    </div>
  );
}

function Bands({ bands, bonus, entry }: { bands: TavernBand[]; bonus: number; entry?: TavernEntry }) {
  const longest = Math.max(0.0001, ...bands.map((band) => band.chance));
  return (
    <>
      <p className="soft">{t.bonus(bonus)}</p>
      <ul className={own.bands}>
        {bands.map((band) => {
          const hit = entry && entry.check >= band.from && entry.check <= band.to;
          const edge = (n: number) => (Math.abs(n) >= boundless ? "" : String(n).replace("-", "−"));
          return (
            <li key={band.from} data-hit={hit || undefined} data-bad={band.dice.startsWith("-") || undefined} data-even={band.dice === "" || undefined}>
              <span>{t.band(edge(band.from), edge(band.to))}</span>
              <span>{band.dice ? band.dice.replace("-", "−") : t.even}{band.storyBonus && " ✦"}</span>
              <i aria-hidden="true"><b style={{ width: `${(band.chance / longest) * 100}%` }} /></i>
              <span>{t.chance(band.chance)}</span>
              <span>{t.range(band.least, band.most)}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
