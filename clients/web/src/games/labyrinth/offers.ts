/**
 * What the viewer may do, one concrete thing at a time. Everything comes from
 * view.actions: the page knows no rules, it only spreads an action over the
 * tiles, figures and sides that the server listed.
 */
import type { CallOptions, Client } from "@connectrpc/connect";
import { texts as own } from "../../texts/labyrinth";
import type { IconName } from "../../ui/icons";
import { type Action, ActionType, type Cell, Direction, type LabyrinthService, type View } from "./proto";

export interface Offer {
  /** Unique within a view. */
  id: string;
  type: ActionType;
  label: string;
  narration: string;
  /** Where on the board it would be done; absent for things done where one stands. */
  cell?: { x: number; y: number };
  /** To whom. */
  targetId?: string;
  itemId: string;
  path: Direction[];
  direction: Direction;
}

export const actionIcons: Record<ActionType, IconName> = {
  [ActionType.UNSPECIFIED]: "special",
  [ActionType.MOVE]: "move",
  [ActionType.FIGHT]: "fight",
  [ActionType.EXPLORE]: "explore",
  [ActionType.USE]: "use",
  [ActionType.SPECIAL]: "special",
  [ActionType.HELP]: "help",
  [ActionType.STAY]: "stay",
};

const offsets: Record<Direction, [number, number]> = {
  [Direction.UNSPECIFIED]: [0, 0],
  [Direction.NORTH]: [0, -1],
  [Direction.EAST]: [1, 0],
  [Direction.SOUTH]: [0, 1],
  [Direction.WEST]: [-1, 0],
};

/** offersOf lists everything the viewer may do now. */
export function offersOf(view: View): Offer[] {
  return view.actions.flatMap((action, i) => spread(view, action, `${i}`));
}

/** ownFigure is the viewer's own character, if it has one on the board. */
export function ownFigure(view: View) {
  return view.seat === 0 ? undefined : Object.values(view.figures).find((figure) => figure.seat === view.seat);
}

function spread(view: View, action: Action, id: string): Offer[] {
  const plain: Offer = {
    id, type: action.type, label: action.label || own.actions[action.type]!, narration: action.narration,
    itemId: action.itemId, path: [], direction: Direction.UNSPECIFIED,
  };
  const reached = action.reach.map((reach, i) => ({
    ...plain, id: `${id}-r${i}`, path: reach.path, cell: at(reach.cell),
    label: own.moveTo(view.tiles[cellNumber(view, reach.cell)]?.code ?? "", reach.path.length),
  }));
  const aimed = action.targetIds.map((targetId) => ({
    ...plain, id: `${id}-t${targetId}`, targetId, cell: at(view.figures[targetId]?.cell),
    label: own.onto(plain.label, view.figures[targetId]?.name ?? targetId),
  }));
  const here = ownFigure(view)?.cell;
  const sided = action.directions.map((direction) => ({
    ...plain, id: `${id}-d${direction}`, direction,
    cell: here && { x: here.x + offsets[direction][0], y: here.y + offsets[direction][1] },
    label: own.towards(plain.label, own.directions[direction]!),
  }));
  const all = [...reached, ...aimed, ...sided];
  if (all.length > 0) return all;
  // A walk without a way to walk is nothing to offer.
  return action.type === ActionType.MOVE ? [] : [plain];
}

function at(cell: Cell | undefined): { x: number; y: number } | undefined {
  return cell && { x: cell.x, y: cell.y };
}

export function cellNumber(view: View, cell: { x: number; y: number } | undefined): number {
  return cell ? cell.y * (view.options?.size ?? 0) + cell.x : -1;
}

/** declare sends an offer as the command it stands for. */
export function declare(labyrinth: Client<typeof LabyrinthService>, sessionId: string, offer: Offer) {
  const { targetId = "", itemId, direction, path } = offer;
  return (commandId: string, options: CallOptions): Promise<unknown> => {
    const base = { sessionId, commandId };
    switch (offer.type) {
      case ActionType.MOVE:
        return labyrinth.move({ ...base, path }, options);
      case ActionType.FIGHT:
        return labyrinth.fight({ ...base, targetId }, options);
      case ActionType.EXPLORE:
        return labyrinth.explore(base, options);
      case ActionType.USE:
        return labyrinth.use({ ...base, itemId, targetId, direction }, options);
      case ActionType.SPECIAL:
        return labyrinth.special({ ...base, targetId, direction }, options);
      case ActionType.HELP:
        return labyrinth.help({ ...base, targetId }, options);
      default:
        return labyrinth.stay(base, options);
    }
  };
}

/** isDeclared tells whether the offer is what the viewer has declared already. */
export function isDeclared(view: View, offer: Offer): boolean {
  const own = view.ownDeclaration;
  return own !== undefined && own.type === offer.type && own.targetId === (offer.targetId ?? "") && own.itemId === offer.itemId
    && own.direction === offer.direction && own.path.join() === offer.path.join();
}
