/** The helm: where one is, and where one can go. */
import { sentence } from "../../rpc/errors";
import { texts } from "../../texts/cosmic";
import { useBridge } from "./bridge";
import { targetOf } from "./display";
import { Danger, Services } from "./facts";
import { FirstHint } from "./first";
import { Glyph } from "./glyph";
import { glyphOf } from "./glyphs";
import { useLook } from "./look";
import { type Destination, Mode } from "./proto";
import { useTravel } from "./travel";
import { walk } from "./twin";
import style from "./helm.module.css";
import panel from "./panels.module.css";

const t = texts.helm;

export function Helm() {
  const { view } = useBridge();
  const { location, map, destinations, effects } = view;
  const near = destinations.filter((one) => one.nodeId);
  const far = destinations.filter((one) => !one.nodeId);
  return (
    <>
      <FirstHint />
      {location && (
        <section className={style.here} data-region={location.regionType} aria-label={t.here}>
          <div className="overline">{location.regionName}</div>
          <h2><Glyph name={glyphOf(location.nodeType)} size={24} /> {location.nodeName}</h2>
          <p>{location.description}</p>
          <div className={style.facts}><span>{texts.types[location.nodeType]}</span><Danger danger={location.danger} /><Services repair={location.repair} trade={location.trade} surveyed /></div>
          {location.wreck && <p className={style.wreck}><Glyph name="derelict" size={17} /> {t.wreck}</p>}
        </section>
      )}
      {effects.length > 0 && (
        <ul className={style.effects} aria-label={t.effects}>
          {effects.map((effect) => <li key={effect.kind}>{texts.hud.effect(effect.name, effect.amount, effect.turns)}</li>)}
        </ul>
      )}
      <Ways title={t.within} list={near} />
      <Ways title={t.beyond} list={far} />
      {destinations.length === 0 && <p className="soft">{view.mode === Mode.COMBAT || view.mode === Mode.EVENT ? texts.board.held : texts.board.empty}</p>}
      {map && <p className={panel.fine}>{t.known(map.nodes.length, map.totalNodes, map.regions.length, map.totalRegions)}</p>}
    </>
  );
}

function Ways({ title, list }: { title: string; list: Destination[] }) {
  const { captain, idle } = useBridge();
  const travel = useTravel();
  const { looked, look } = useLook();
  if (list.length === 0) return null;
  return (
    <section className={panel.part}>
      <h3>{title}</h3>
      <ul className={style.ways} onKeyDown={walk}>
        {list.map((one) => (
          <li key={targetOf(one)}>
            <button type="button" className={style.way} data-looked={looked === targetOf(one) || undefined} onFocus={() => look(targetOf(one))} onMouseEnter={() => look(targetOf(one))}
              aria-disabled={!one.allowed || !captain || idle} data-barred={!one.allowed || undefined} onClick={() => travel(one)} aria-label={one.allowed ? texts.travel.goTo(one.name) : `${one.name}: ${one.message}`}>
              <span className={style.sign} data-region={one.nodeId ? undefined : one.type}><Glyph name={one.nodeId ? glyphOf(one.type) : "helm"} size={22} /></span>
              <span className={style.words}>
                <strong>{one.name}{one.questIds.length > 0 && <span className={style.quest} title={texts.travel.quest}><Glyph name="quest" size={15} /></span>}</strong>
                <span className={style.line}>
                  {texts.types[one.type] ?? texts.regions[one.type]}{!one.visited && ` · ${texts.travel.unvisited.toLowerCase()}`}
                </span>
                {one.allowed
                  ? <span className={style.line}><Danger danger={one.danger} />{(one.repair || one.trade) && <Services repair={one.repair} trade={one.trade} surveyed />}</span>
                  : <span className={style.why}>{sentence(one.message)}</span>}
              </span>
              <span className={style.fuel}><Glyph name="fuel" size={15} /> {one.fuel}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
