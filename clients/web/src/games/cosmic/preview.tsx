/** What a voyage to the place in sight would take and bring, before one flies. */
import { ActionIcon, Button } from "@mantine/core";
import { sentence } from "../../rpc/errors";
import { texts } from "../../texts/cosmic";
import { Icon } from "../../ui/icons";
import { useBridge } from "./bridge";
import { targetOf } from "./display";
import { Danger, Services } from "./facts";
import { Glyph } from "./glyph";
import { glyphOf } from "./glyphs";
import style from "./board.module.css";

const t = texts.travel;

export function Preview({ id, go, close }: { id: string; go: () => void; close: () => void }) {
  const { view, captain, idle } = useBridge();
  const destination = view.destinations.find((one) => targetOf(one) === id);
  const node = view.map?.nodes.find((one) => one.id === id);
  const region = view.map?.regions.find((one) => one.id === id);
  const place = destination ?? node ?? region;
  if (!place) return null;
  const here = id === view.location?.nodeId;
  const kind = node ? texts.types[node.type] : destination?.nodeId ? texts.types[destination.type] : texts.regions[place.type] ?? texts.board.region;
  return (
    <section className={style.preview} aria-label={place.name} data-testid="preview">
      <header>
        <Glyph name={node ? glyphOf(node.type) : "helm"} size={24} />
        <div><strong>{place.name}</strong><span>{kind}{!here && ` · ${place.visited ? t.visited : t.unvisited}`}</span></div>
        <ActionIcon variant="subtle" aria-label={t.close} onClick={close}><Icon name="close" size={17} /></ActionIcon>
      </header>
      <div className={style.previewFacts}>
        <Danger danger={place.danger} />
        {node ? <Services {...node} /> : destination && destination.nodeId ? <Services {...destination} surveyed /> : null}
        {destination && <span className={style.cost}><Glyph name="fuel" size={15} /> {t.fuel(destination.fuel)}{destination.allowed && <em> · {t.left(destination.fuelLeft)}</em>}</span>}
        {(node?.questIds.length ?? destination?.questIds.length ?? 0) > 0 && <span className={style.cost}><Glyph name="quest" size={15} /> {t.quest}</span>}
      </div>
      {region && !destination && <p>{region.description}</p>}
      {here ? <p>{texts.board.here}</p>
        : !destination ? <p>{t.noLink}</p>
        : !destination.allowed ? <p className={style.barred}>{sentence(destination.message)}</p>
        : captain && <Button size="sm" disabled={idle} onClick={go} fullWidth aria-label={t.goTo(place.name)}>{t.go}</Button>}
    </section>
  );
}
