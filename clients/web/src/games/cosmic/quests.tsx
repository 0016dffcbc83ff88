/** Quests: what runs, what is offered here, what is behind. */
import { Button } from "@mantine/core";
import { sentence } from "../../rpc/errors";
import { texts } from "../../texts/cosmic";
import { Empty } from "../../ui/pieces";
import { Sure } from "../../ui/sure";
import { useBridge } from "./bridge";
import { cosmicClient } from "./client";
import { Meter } from "./facts";
import { type Quest, QuestStatus } from "./proto";
import style from "./panels.module.css";

const t = texts.quests;

export function Quests() {
  const { view } = useBridge();
  const running = view.quests.filter((one) => one.status === QuestStatus.RUNNING);
  const behind = view.quests.filter((one) => one.status === QuestStatus.DONE || one.status === QuestStatus.FAILED);
  if (running.length + behind.length + view.offeredQuests.length === 0) return <Empty icon="flag" text={t.none} next={<span>{t.noneNext}</span>} />;
  return (
    <>
      <Part title={t.running} list={running} />
      <Part title={t.offered} list={view.offeredQuests} />
      <Part title={t.done} list={behind} />
    </>
  );
}

function Part({ title, list }: { title: string; list: Quest[] }) {
  if (list.length === 0) return null;
  return (
    <section className={style.part}>
      <h3>{title}</h3>
      <ul className={style.cards}>{list.map((quest) => <QuestCard key={quest.id} quest={quest} />)}</ul>
    </section>
  );
}

function QuestCard({ quest }: { quest: Quest }) {
  const { view } = useBridge();
  const left = quest.deadline - (view.captain?.turn ?? 0);
  const running = quest.status === QuestStatus.RUNNING;
  const over = quest.status === QuestStatus.DONE || quest.status === QuestStatus.FAILED;
  const faction = view.factions.find((one) => one.id === quest.faction)?.name ?? quest.faction;
  return (
    <li className={style.card} data-dim={over || undefined} data-quest={quest.id}>
      <div className={style.cardHead}><span className={style.kind}>{t.kinds[quest.kind] ?? quest.kind}{quest.chainStep > 0 && ` · ${t.step(quest.chainStep)}`}</span>{over && <span>{t.status[quest.status]}</span>}</div>
      <strong>{quest.title}</strong>
      {!over && <p className={style.effect}>{quest.text}</p>}
      {!over && quest.where && <p className={style.fine}>{quest.where}</p>}
      {running && quest.goal > 1 && <div className={style.progress}><span>{t.progress(quest.progress, quest.goal)}</span><Meter now={quest.progress} max={quest.goal} tone="good" /></div>}
      {!over && <Rewards quest={quest} faction={faction} />}
      {!over && quest.deadline > 0 && <p className={left <= 2 ? style.late : style.fine}>{t.deadline(quest.deadline, left)}</p>}
      <Decide quest={quest} faction={faction} />
    </li>
  );
}

function Rewards({ quest, faction }: { quest: Quest; faction: string }) {
  return (
    <p className={style.rewards}>
      <span>{t.reward} <strong>{texts.credits(quest.rewardCredits)}</strong></span>
      {quest.rewardItems.map((stack) => <span key={stack.item}>{stack.quantity} {stack.name}</span>)}
      {quest.faction && quest.reputation !== 0 && <span>{t.reputation(quest.reputation, faction)}</span>}
    </p>
  );
}

function Decide({ quest, faction }: { quest: Quest; faction: string }) {
  const { captain, idle, act } = useBridge();
  const { id: questId } = quest;
  if (!captain) return null;
  if (quest.status === QuestStatus.RUNNING) {
    return <div className={style.row}><Sure text={t.abandon} label={t.abandonOf(quest.title)} question={t.abandonSure(quest.penalty, faction)} disabled={idle} variant="subtle" go={() => void act((base, options) => cosmicClient.abandonQuest({ ...base, questId }, options))} /></div>;
  }
  if (quest.status !== QuestStatus.OFFERED) return null;
  if (!quest.allowed) return <p className={style.why}>{sentence(quest.message)}</p>;
  return <div className={style.row}><Button size="xs" disabled={idle} aria-label={t.acceptOf(quest.title)} onClick={() => void act((base, options) => cosmicClient.acceptQuest({ ...base, questId }, options))}>{t.accept}</Button></div>;
}
