/** The tavern: what it earns, what it may earn, and what can be bought for it. */
import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@connectrpc/connect-query";
import { Code } from "@connectrpc/connect";
import { useState } from "react";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/tabletop-campaign";
import { Panel, Say } from "../../../ui/pieces";
import { bestiary } from "../client";
import { BestiaryService, type Tavern, TavernCondition } from "../proto";
import style from "./campaign.module.css";
import { useHere } from "./here";
import { Choice, Count, Shown, wrong } from "./parts";
import { useAct } from "./reading";
import { Catalogue } from "./tavern-catalogue";
import { Ledger } from "./tavern-ledger";
import { Settle } from "./tavern-settle";
import { updated } from "./tavern-list";
import own from "./tavern.module.css";

const t = texts.tavern;

export function TavernPart() {
  const { campaign: { id: campaignId }, gm } = useHere();
  const query = useQuery(BestiaryService.method.getTavern, { campaignId });
  return (
    <Shown query={query}>{({ tavern }) => (
      <div className={style.halves}>
        <div className={style.column}>
          <Business tavern={tavern!} />
          {gm && <Settle />}
        </div>
        <div className={style.column}>
          <Catalogue tavern={tavern!} />
          <Ledger tavern={tavern!} />
        </div>
      </div>
    )}</Shown>
  );
}

function Business({ tavern }: { tavern: Tavern }) {
  const { gm } = useHere();
  const [editing, setEditing] = useState(false);
  if (editing) return <Panel title={tavern.name || t.title}><Edit tavern={tavern} close={() => setEditing(false)} /></Panel>;
  return (
    <Panel title={tavern.name || t.title} lead={t.none} tools={gm && <Button size="xs" variant="default" onClick={() => setEditing(true)}>{t.change}</Button>}>
      <dl className={own.sign} data-testid="tavern">
        <div data-gold><dt>{t.treasury}</dt><dd>{t.gold(tavern.treasury)}</dd></div>
        <div><dt>{t.condition}</dt><dd>{t.conditions[tavern.condition]}</dd></div>
        <div><dt>{t.valuation}</dt><dd>{texts.signed(tavern.valuation)}</dd></div>
        <div><dt>{t.calendar}</dt><dd>{t.day(tavern.day)}</dd></div>
      </dl>
    </Panel>
  );
}

function Edit({ tavern, close }: { tavern: Tavern; close: () => void }) {
  const { campaign: { id: campaignId } } = useHere();
  const [start] = useState(tavern);
  const [wish, setWish] = useState({ name: tavern.name, condition: tavern.condition || TavernCondition.MODEST, valuation: tavern.valuation, treasury: tavern.treasury, day: tavern.day });
  const set = (change: Partial<typeof wish>) => setWish({ ...wish, ...change });
  const { act, pending, problem } = useAct();
  const store = async (etag: string) => {
    if (await act((_, options) => bestiary.updateTavern({ campaignId, tavern: updated(start, { ...wish, etag }) }, options))) close();
  };
  return (
    <form className={style.form} onSubmit={(event) => { event.preventDefault(); void store(start.etag); }}>
      <div className={style.trio}>
        <TextInput size="sm" label={texts.name} maxLength={100} value={wish.name} error={wrong(problem, "name")} onChange={(event) => set({ name: event.currentTarget.value })} />
        <Choice label={t.condition} value={String(wish.condition)} onChange={(condition) => set({ condition: Number(condition) })} data={[1, 2, 3, 4, 5, 6].map((one) => [String(one), t.conditions[one]!])} />
        <Count label={t.valuation} min={-1000} max={1000} value={wish.valuation} error={wrong(problem, "valuation")} onChange={(valuation) => set({ valuation })} />
        <Count label={t.treasury} value={wish.treasury} error={wrong(problem, "treasury")} onChange={(treasury) => set({ treasury })} />
      </div>
      <Say problem={problem} />
      <div className={style.row}>
        <Button type="submit" loading={pending}>{common.save}</Button>
        {problem?.code === Code.Aborted && <Button variant="default" onClick={() => void store("")}>{texts.overwrite}</Button>}
        <Button variant="subtle" onClick={close}>{common.cancel}</Button>
      </div>
    </form>
  );
}
