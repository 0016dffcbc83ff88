/** Behaviours by shelf: one's own, the house's, and what others share. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { problemInWords } from "../../../rpc/errors";
import { texts } from "../../../texts/arena-mind";
import { Loading, Trouble } from "../../../ui/pieces";
import { type Behavior, Tier } from "../proto";
import { shelfOf, useBehaviors } from "./lists";
import type { Shelf } from "./wanted";
import style from "./list.module.css";

const t = texts;

export function BehaviorList({ shelf }: { shelf: Shelf }) {
  const { behaviors, error, isPending, refetch } = useBehaviors();
  const [text, setText] = useState("");
  const shown = behaviors.filter((one) => one.name.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <div className={style.list}>
      <div className={style.tools}>
        <TextInput aria-label={t.filter} placeholder={t.filter} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <Button onClick={() => shelf.open("new")}>{t.new}</Button>
      </div>
      {isPending && <Loading />}
      {error && <Trouble problem={problemInWords(error)} again={() => void refetch()} />}
      {!isPending && !error && (["own", "house", "shared"] as const).map((kind) => (
        <section key={kind} className={style.shelf} aria-label={t.shelves[kind]}>
          <h2>{t.shelves[kind]}</h2>
          <Cards behaviors={shown.filter((one) => shelfOf(one) === kind)} empty={t.empty[kind]} open={(id) => shelf.open(id)} />
        </section>
      ))}
    </div>
  );
}

function Cards({ behaviors, empty, open }: { behaviors: Behavior[]; empty: string; open: (id: string) => void }) {
  if (behaviors.length === 0) return <p className="soft">{empty}</p>;
  return (
    <ul className={style.cards}>
      {behaviors.map((one) => (
        <li key={one.id}>
          <button type="button" onClick={() => open(one.id)} data-behavior={one.id}>
            <strong>{one.name}</strong>
            <small>{t.tier[one.tier || Tier.RULES]}{one.ownerName && !one.own && `, ${t.by(one.ownerName)}`}{one.own && `, ${t.version(one.version)}`}</small>
            {one.description && <span>{one.description}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
