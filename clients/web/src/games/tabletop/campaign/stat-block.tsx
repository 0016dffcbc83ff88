/** A creature as its card in a book would have it. */
import { texts } from "../../../texts/tabletop-campaign";
import { Markdown } from "../markdown";
import type { Creature } from "../proto";
import { modifierOf } from "./foes";
import { AnyPicture } from "./picture";
import style from "./stat-block.module.css";
import { useHere } from "./here";

const t = texts.creature;

const bonuses = (of: Record<string, number>) => Object.entries(of).map(([name, bonus]) => `${name} ${texts.signed(bonus)}`).join(", ");

export function StatBlock({ creature: c }: { creature: Creature }) {
  const { campaign } = useHere();
  const facts: [string, string][] = [
    [t.armor, String(c.armorClass)],
    [t.hitPoints, c.hitDice ? `${c.hitPoints} (${c.hitDice})` : String(c.hitPoints)],
    [t.speed, Object.entries(c.speed).toSorted(([a], [b]) => Number(b === "walk") - Number(a === "walk")).map(([way, feet]) => t.feet(way, feet)).join(", ")],
  ];
  const more: [string, string][] = [
    [t.saves, bonuses(c.saves)], [t.skills, bonuses(c.skills)],
    [t.vulnerabilities, c.vulnerabilities.join(", ")], [t.resistances, c.resistances.join(", ")], [t.immunities, c.immunities.join(", ")], [t.conditionImmunities, c.conditionImmunities.join(", ")],
    [t.senses, [c.darkvision > 0 && t.darkvision(c.darkvision), c.senses].filter(Boolean).join(", ")], [t.languages, c.languages],
    [t.challenge, t.worth(t.challengeOf(c.challenge), c.experience)],
  ];
  return (
    <article className={style.block} aria-label={c.name}>
      {c.assetId && <AnyPicture campaignId={campaign.id} id={c.assetId} small />}
      <header>
        <h3>{c.name}</h3>
        <p>{[c.size, c.type].filter(Boolean).join(" ")}{c.alignment && `, ${c.alignment}`}</p>
      </header>
      <Facts facts={facts} />
      <dl className={style.abilities}>
        {t.abilities.map(([key, short]) => <div key={key}><dt>{short}</dt><dd>{c[key]} <span>({texts.signed(modifierOf(c[key]))})</span></dd></div>)}
      </dl>
      <Facts facts={more} />
      {t.parts.map(([key, title]) => c[key].length > 0 && (
        <section key={key}>
          {title && <h4>{title}</h4>}
          {c[key].map((one) => <div key={one.name} className={style.trait}><strong>{one.name}.</strong> <Markdown text={one.text} /></div>)}
        </section>
      ))}
      {c.description && <section className={style.words}><Markdown text={c.description} /></section>}
    </article>
  );
}

function Facts({ facts }: { facts: [string, string][] }) {
  return <dl className={style.facts}>{facts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}
