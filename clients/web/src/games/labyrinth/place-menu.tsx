/** What is at a place and what can be done there: opened by a tap, or by Enter. */
import { ActionIcon, Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { texts } from "../../texts";
import { texts as own } from "../../texts/labyrinth";
import { Icon } from "../../ui/icons";
import { actionIcons, isDeclared, type Offer, ownFigure } from "./offers";
import type { Figure, View } from "./proto";
import style from "./table.module.css";

const t = own;

interface PlaceMenuProps {
  view: View;
  cell: { x: number; y: number };
  /** Where the cell is on the screen, in pixels of the board. */
  spot: { x: number; y: number };
  offers: Offer[];
  busy: boolean;
  act: (offer: Offer) => void;
  close: () => void;
}

export function PlaceMenu({ view, cell, spot, offers, busy, act, close }: PlaceMenuProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The first thing that can be done takes the focus, so that Enter does it.
    const before = document.activeElement as HTMLElement | null;
    (box.current?.querySelector<HTMLElement>("[data-offer]") ?? box.current)?.focus();
    return () => before?.focus();
  }, []);
  const here = (at: { x: number; y: number } | undefined) => at?.x === cell.x && at.y === cell.y;
  const tile = view.tiles[cell.y * (view.options?.size ?? 0) + cell.x];
  const own = ownFigure(view);
  const possible = offers.filter((offer) => (offer.cell ? here(offer.cell) : here(own?.cell)));
  const figures = Object.values(view.figures).filter((figure) => here(figure.cell));
  const things = Object.values(view.objects).filter((thing) => here(thing.cell));
  const place = { left: `clamp(9rem, ${spot.x}px, calc(100% - 9rem))`, top: `clamp(0.5rem, ${spot.y + 14}px, max(0.5rem, calc(100% - 15rem)))` };
  return (
    <div ref={box} className={style.place} style={place} role="dialog" aria-label={tile ? t.tileIs(tile.code, t.themes[tile.theme] ?? "") : t.unknownCell}
      tabIndex={-1} onKeyDown={(event) => event.key === "Escape" && close()}>
      <div className={style.placeHead}>
        <strong>{tile ? t.tileIs(tile.code, t.themes[tile.theme] ?? "") : t.unknownCell}</strong>
        <ActionIcon variant="subtle" size={30} aria-label={texts.close} onClick={close}><Icon name="close" size={16} /></ActionIcon>
      </div>
      {figures.map((figure) => <p key={figure.id}>{figure.name} <span className="soft">{condition(figure)}</span></p>)}
      {things.map((thing) => <p key={thing.id}>{thing.name}</p>)}
      <div className={style.offers}>
        {possible.map((offer) => (
          <Button key={offer.id} data-offer justify="flex-start" variant={isDeclared(view, offer) ? "filled" : "default"} size="sm" disabled={busy}
            leftSection={<Icon name={actionIcons[offer.type]} size={17} />} title={offer.narration} onClick={() => act(offer)}>
            {offer.label}
          </Button>
        ))}
        {possible.length === 0 && <p className="soft">{t.nothingHere}</p>}
      </div>
    </div>
  );
}

/** condition is a figure's state in words. */
export function condition(figure: Figure): string {
  if (figure.dead) return t.dead;
  if (figure.escaped) return t.escaped;
  if (figure.downed) return t.downed(figure.turnsToLive);
  return t.health(figure.health, figure.maxHealth);
}
