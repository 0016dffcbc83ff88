/** What the board asks of the server. Each answers whether it was done; why not is said by the desk's `send`. */
import { clone, type DescMessage, type MessageInitShape } from "@bufbuild/protobuf";
import { ConnectError } from "@connectrpc/connect";
import { tables } from "../client";
import type { Desk, Draft } from "../desk";
import {
  type ChangeFogRequestSchema, type ChangeSceneRequestSchema, type Door, DoorState, type Element, ElementSchema, PointSchema,
} from "../proto";
import { add, type Point } from "./plane";

type Init<T extends DescMessage> = Omit<MessageInitShape<T>, "$typeName">;

export interface Walk {
  elementId: string;
  path: Point[];
  rotation?: number;
}

/** walk moves tokens. Answers the log position; or, where a wall is in the way, the last place that can be reached. */
export async function walk(desk: Desk, moves: Walk[]): Promise<{ version?: number; reach?: Point }> {
  const came: { version?: number; reach?: Point } = {};
  const { sessionId } = desk;
  await desk.send.send(async (commandId, options) => {
    try {
      came.version = (await tables.moveTokens({ sessionId, commandId, moves }, options)).version;
    } catch (reason) {
      came.reach = ConnectError.from(reason).findDetails(PointSchema)[0];
      throw reason;
    }
  });
  return came;
}

/** put adds drafts and changes elements; answers their ids, none when it was refused. */
export async function put(desk: Desk, elements: Draft[]): Promise<string[]> {
  let ids: string[] = [];
  if (elements.length === 0) return ids;
  const { sessionId } = desk;
  await desk.send.send(async (commandId, options) => {
    ids = (await tables.putElements({ sessionId, commandId, elements }, options)).ids;
  });
  return ids;
}

export function remove(desk: Desk, elementIds: string[]): Promise<boolean> {
  const { sessionId } = desk;
  return elementIds.length > 0 ? desk.send.send((commandId, options) => tables.deleteElements({ sessionId, commandId, elementIds }, options)) : Promise.resolve(false);
}

export function setDoor(desk: Desk, elementId: string, state: DoorState): Promise<boolean> {
  const { sessionId } = desk;
  return desk.send.send((commandId, options) => tables.setDoor({ sessionId, commandId, elementId, state }, options));
}

/** swing opens a closed door and closes an open one. */
export function swing(desk: Desk, elementId: string, { state }: Pick<Door, "state">): Promise<boolean> {
  return setDoor(desk, elementId, state === DoorState.OPEN ? DoorState.CLOSED : DoorState.OPEN);
}

export function undo(desk: Desk): void {
  const { sessionId } = desk;
  void desk.send.send((commandId, options) => tables.undo({ sessionId, commandId }, options));
}

export function redo(desk: Desk): void {
  const { sessionId } = desk;
  void desk.send.send((commandId, options) => tables.redo({ sessionId, commandId }, options));
}

export function changeFog(desk: Desk, fog: Init<typeof ChangeFogRequestSchema>): Promise<boolean> {
  const { sessionId } = desk;
  return desk.send.send((commandId, options) => tables.changeFog({ ...fog, sessionId, commandId }, options));
}

export function changeScene(desk: Desk, scene: Init<typeof ChangeSceneRequestSchema>): Promise<boolean> {
  const { sessionId } = desk;
  return desk.send.send((commandId, options) => tables.changeScene({ ...scene, sessionId, commandId }, options));
}

export function trigger(desk: Desk, elementId: string): Promise<boolean> {
  const { sessionId } = desk;
  return desk.send.send((commandId, options) => tables.triggerArea({ sessionId, commandId, elementId }, options));
}

/** changed is a copy of an element, changed by a function. */
export function changed(element: Element, change: (copy: Element) => void): Element {
  const copy = clone(ElementSchema, element);
  change(copy);
  return copy;
}

/** shifted is a copy of an element somewhere else. */
export function shifted(element: Element, by: Point): Element {
  return changed(element, (copy) => {
    const { kind } = copy;
    const move = (p: Point | undefined) => p && Object.assign(p, add(p, by));
    if (kind.case === "wall" || kind.case === "drawing") kind.value.points.forEach(move);
    else if (kind.case === "door") [kind.value.from, kind.value.to].forEach(move);
    else move(kind.value?.at);
  });
}

/** anew is an element as a draft: without id and group, at another place. */
export function anew(element: Element, by: Point): Element {
  return changed(shifted(element, by), (copy) => Object.assign(copy, { id: "", group: "", locked: false }));
}
