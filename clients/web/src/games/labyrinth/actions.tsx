/** The action bar: every kind of thing one can do now, as the server listed it. */
import { Button, Menu } from "@mantine/core";
import { useMemo } from "react";
import type { Problem, roomv1 } from "@playhouse/client";
import { texts } from "../../texts";
import { texts as own } from "../../texts/labyrinth";
import { useOffer } from "../../ui/frame/actions";
import { Icon } from "../../ui/icons";
import { Say } from "../../ui/pieces";
import { actionIcons, isDeclared, type Offer } from "./offers";
import { ActionType, type View } from "./proto";
import style from "./table.module.css";

const t = own;

interface ActionBarProps {
  view: View;
  room: roomv1.Room;
  offers: Offer[];
  act: (offer: Offer) => void;
  pending: boolean;
  kept: boolean;
  problem: Problem | undefined;
}

export function ActionBar({ view, room, offers, act, pending, kept, problem }: ActionBarProps) {
  // One button for each action of the view: spread offers share the action's number.
  const groups = useMemo(() => {
    const byAction = new Map<string, Offer[]>();
    for (const offer of offers) {
      const key = offer.id.split("-")[0]!;
      byAction.set(key, [...(byAction.get(key) ?? []), offer]);
    }
    return [...byAction.values()];
  }, [offers]);
  useShortcuts(groups, act);
  return (
    <div className={style.bar}>
      <div className={style.buttons} role="group" aria-label={t.yourMove}>
        {groups.map((group) => <Act key={group[0]!.id} view={view} group={group} act={act} busy={pending} />)}
        {groups.length === 0 && <span className="soft">{view.seat === 0 ? t.watchingOnly : t.nothingToDo}</span>}
      </div>
      <p className={style.state} role="status">
        {kept ? texts.connection.kept : pending ? texts.connection.sending : whoseMove(view, room, offers)}
      </p>
      <Say problem={problem} />
    </div>
  );
}

function Act({ view, group, act, busy }: { view: View; group: Offer[]; act: (offer: Offer) => void; busy: boolean }) {
  const first = group[0]!;
  const declared = group.some((offer) => isDeclared(view, offer));
  const button = (onClick?: () => void) => (
    <Button variant={declared ? "filled" : "default"} disabled={busy} onClick={onClick} title={first.narration} aria-pressed={declared}
      data-action={ActionType[first.type]} leftSection={<Icon name={actionIcons[first.type]} size={18} />}>
      {nameOf(group)}
    </Button>
  );
  if (group.length === 1 && !first.path.length) return button(() => act(first));
  return (
    <Menu position="top-start" shadow="md">
      <Menu.Target>{button()}</Menu.Target>
      <Menu.Dropdown className={style.menu}>
        {first.narration && <Menu.Label>{first.path.length > 0 ? t.moveHint : first.narration}</Menu.Label>}
        {group.map((offer) => <Menu.Item key={offer.id} onClick={() => act(offer)}>{offer.label}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}

/** nameOf is an action's name without the place or person it is spread over. */
function nameOf(group: Offer[]): string {
  const first = group[0]!;
  if (first.path.length > 0) return t.actions[ActionType.MOVE]!;
  if (group.length === 1) return first.label;
  return first.label.split(/[:,]/)[0]!;
}

function whoseMove(view: View, room: roomv1.Room, offers: Offer[]): string {
  const own = view.ownDeclaration;
  if (own) {
    const offer = offers.find((one) => isDeclared(view, one));
    return t.youDeclared(offer?.label ?? t.actions[own.type] ?? "");
  }
  if (view.seat > 0 && view.waiting.includes(view.seat) && offers.length > 0) return t.yourMove;
  const names = view.waiting.map((seat) => room.members.find((member) => member.seat === seat)?.displayName).filter(Boolean);
  return names.length > 0 ? t.waitingFor(names.join(", ")) : "";
}

/** useShortcuts puts the plain actions on the number keys, and everything into the palette. */
function useShortcuts(groups: Offer[][], act: (offer: Offer) => void): void {
  const list = useMemo(() => groups.flatMap((group, i) => group.map((offer) => ({
    id: `act-${offer.id}`, text: offer.label, key: group.length === 1 && i < 9 && !offer.path.length ? String(i + 1) : undefined, run: () => act(offer),
  // The list follows the offers; `act` is made anew with every view as well.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  }))), [groups]);
  useOffer("labyrinth", list);
}
