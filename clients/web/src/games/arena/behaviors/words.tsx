/** All that a behaviour can name. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/arena-mind";
import type { Term, Tier } from "../proto";
import style from "./workshop.module.css";

const t = texts.words;

export function Words({ terms, tier }: { terms: Term[]; tier: Tier }) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const shown = terms.filter((term) => (term.tiers.length === 0 || term.tiers.includes(tier)) && `${term.name} ${term.meaning} ${term.kind}`.toLowerCase().includes(wanted));
  return (
    <div className={style.bench}>
      <p className="soft">{t.lead}</p>
      <TextInput aria-label={t.filter} placeholder={t.filter} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <dl className={style.words} tabIndex={0} aria-label={texts.tabs.words}>
        {shown.map(({ name, kind, detail, meaning }) => <div key={`${kind}${name}`}><dt><code>{name}</code> <small>{kind}{detail && `, ${detail}`}</small></dt><dd>{meaning}</dd></div>)}
      </dl>
    </div>
  );
}
