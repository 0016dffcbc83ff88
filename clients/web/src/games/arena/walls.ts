/** The host's own changes of walls, so that each can be taken back in inverse order. */
import { equals } from "@bufbuild/protobuf";
import type { Order } from "./desk";
import { arenaClient } from "./client";
import { type Wall, WallSchema } from "./proto";

interface Change {
  added: Wall[];
  removed: Wall[];
}

/** As many changes are remembered. */
const most = 100;
/** As many walls go with one order. */
const batch = 200;

export class WallBook {
  private readonly changes: Change[] = [];
  /** One change after the other: what is taken back must be known to stand. */
  private last: Promise<unknown> = Promise.resolve();

  /** `act` gives an order; `standing` are the walls as they are now. */
  constructor(private readonly act: (order: Order) => Promise<boolean>, private readonly standing: () => Wall[]) {}

  get undoable(): boolean {
    return this.changes.length > 0;
  }

  build(...added: Wall[]): Promise<boolean> {
    return this.change({ added, removed: [] });
  }

  remove(...removed: Wall[]): Promise<boolean> {
    return this.change({ added: [], removed });
  }

  /** undo takes the last change back: what was built goes, what went is built again. */
  undo(): Promise<boolean> {
    return this.queue(async () => {
      const last = this.changes.pop();
      if (!last) return false;
      const done = await this.order({ added: last.removed, removed: last.added });
      if (!done) this.changes.push(last);
      return done;
    });
  }

  private change(change: Change): Promise<boolean> {
    return this.queue(async () => {
      if (!(await this.order(change))) return false;
      this.changes.push(change);
      if (this.changes.length > most) this.changes.shift();
      return true;
    });
  }

  private queue(task: () => Promise<boolean>): Promise<boolean> {
    const next = this.last.then(task, task);
    this.last = next;
    return next;
  }

  private async order({ added, removed }: Change): Promise<boolean> {
    const ids = idsOf(this.standing(), removed);
    for (let at = 0; at < Math.max(1, added.length); at += batch) {
      const add = added.slice(at, at + batch).map((wall) => ({ ...wall, id: 0 }));
      const done = await this.act((base, options) => arenaClient.editWalls({ ...base, add, remove: at === 0 ? ids : [] }, options));
      if (!done) return false;
    }
    return true;
  }
}

/** idsOf finds walls by what they are: the server gives the numbers, and another one to what is built again. */
export function idsOf(standing: Wall[], wanted: Wall[]): number[] {
  const left = [...standing];
  return wanted.flatMap((wall) => {
    const at = left.findLastIndex((one) => (wall.id > 0 && one.id === wall.id) || equals(WallSchema, { ...one, id: 0 }, { ...wall, id: 0 }));
    return at < 0 ? [] : [left.splice(at, 1)[0]!.id];
  });
}
