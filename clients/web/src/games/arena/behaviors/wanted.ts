/** Which behaviour the editor shows, where in it, and what was proposed for it. */
import { Store } from "../store";
import type { Tier } from "../proto";

export interface Proposed {
  name: string;
  tier: Tier;
  source: string;
}

export interface Wanted {
  /** Empty for the list, "new" for one that is not stored yet. */
  id: string;
  line: number;
  /** Counts wishes: the same line may be asked for twice. */
  asked: number;
  /** A source that shall stand in the editor. */
  proposed: Proposed | undefined;
}

export class Shelf extends Store<Wanted> {
  /** What stands in the editor now, stored or not. */
  editing: { source: string; tier: Tier } | undefined;

  constructor(id = "") {
    super({ id, line: 0, asked: 0, proposed: undefined });
  }

  edits(editing: { source: string; tier: Tier } | undefined): void {
    this.editing = editing;
  }

  open(id: string, line = 0): void {
    this.set({ id, line, asked: this.now.asked + 1, proposed: undefined });
  }

  /** propose puts a source into the editor, of what is open there or of a new one. */
  propose(proposed: Proposed): void {
    this.set({ id: this.now.id || "new", line: 0, asked: this.now.asked + 1, proposed });
  }
}
