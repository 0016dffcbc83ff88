/** Who is at the table and what they lead, and how others come to it. */
import { Link } from "@tanstack/react-router";
import { texts } from "../../../texts/tabletop-campaign";
import { Invite } from "../campaign/invite";
import { Choice, Tool } from "../campaign/parts";
import { tables } from "../client";
import type { Desk } from "../desk";
import { type Element, type Seat, TableRole, type Token } from "../proto";
import type { PanelProps } from "./index";
import style from "./panels.module.css";
import { toCampaign } from "./to-campaign";

const t = texts.people;

interface Figure {
  element: Element;
  token: Token;
}

/** figuresIn are the figures on the table that are of no creature: those that people lead. */
export function figuresIn(view: Desk["view"]): Figure[] {
  return Object.values(view.elements).flatMap((element) => (element.kind.case === "token" && element.kind.value.creatureId === "" ? [{ element, token: element.kind.value }] : []));
}

export function People({ desk }: PanelProps) {
  const { view, gm, live, sessionId } = desk;
  const here = new Set(live.room?.members.filter((one) => one.connected).map((one) => one.userId));
  const figures = figuresIn(view);
  return (
    <>
      <ul className={style.people}>{view.seats.map((seat) => <Person key={seat.userId} desk={desk} seat={seat} figures={figures} away={!here.has(seat.userId)} />)}</ul>
      {gm && figures.length === 0 && view.seats.some((seat) => seat.role === TableRole.PLAYER) && <p className="soft">{t.noFigures}</p>}
      <Link {...toCampaign(desk)}>{t.campaign}</Link>
      {gm && <section className={style.part}><h3>{t.invite}</h3><Invite campaignId={view.campaignId} tableId={sessionId} /></section>}
    </>
  );
}

function Person({ desk, seat, figures, away }: PanelProps & { seat: Seat; figures: Figure[]; away: boolean }) {
  const { sessionId, gm, send: { send, pending } } = desk;
  const leads = figures.filter(({ token }) => token.ownerIds.includes(seat.userId));
  const own = (figure: Figure, ownerIds: string[]) => void send((commandId, options) =>
    tables.putElements({ sessionId, elements: [{ ...figure.element, kind: { case: "token", value: { ...figure.token, ownerIds } } }], commandId }, options));
  const free = figures.filter(({ token }) => !token.ownerIds.includes(seat.userId));
  return (
    <li data-away={away || undefined} data-person={seat.name}>
      <i style={{ backgroundColor: seat.colour }} aria-hidden="true" />
      <span className={style.grow}><strong>{seat.name}</strong> <small>{t.roles[seat.role]}{away && `, ${t.away}`}</small></span>
      {leads.map((figure) => (
        <span key={figure.element.id} className={style.chip}>
          <button type="button" onClick={() => desk.showOnBoard(figure.element.id)}>{figure.token.name}</button>
          {gm && <Tool icon="close" label={t.takeAway(figure.token.name, seat.name)} disabled={pending} onClick={() => own(figure, figure.token.ownerIds.filter((id) => id !== seat.userId))} />}
        </span>
      ))}
      {gm && seat.role === TableRole.PLAYER && free.length > 0 && (
        <Choice bare label={t.leads(seat.name)} value="" disabled={pending} data={[["", t.leadsNone], ...free.map(({ element, token }): [string, string] => [element.id, token.name])]}
          onChange={(id) => { const figure = free.find(({ element }) => element.id === id); if (figure) own(figure, [...figure.token.ownerIds, seat.userId]); }} />
      )}
    </li>
  );
}
