/** Which behaviour the editor shows, where in it, and what was proposed for it. */
import { Wisher } from "../assistant/wish";
import type { Behavior, Sharing, Tier } from "../proto";
import { Store } from "../store";

export interface Draft {
  name: string;
  description: string;
  tier: Tier;
  source: string;
  sharing: Sharing;
}

/** Kept is a draft that is not stored yet, with what it was made from. */
export interface Kept {
  draft: Draft;
  stored: Behavior | undefined;
}

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
  /** Counts what was opened: what was new and is stored now is the same. */
  opened: number;
  /** A source that shall stand in the editor. */
  proposed: Proposed | undefined;
}

export class Shelf extends Store<Wanted> {
  /** What stands in the editor now, stored or not. */
  editing: { source: string; tier: Tier } | undefined;
  /** The wish that is under way, or was last: it goes on while another panel is shown. */
  readonly wisher = new Wisher();
  private readonly drafts = new Map<string, Kept>();

  constructor(id = "") {
    super({ id, line: 0, asked: 0, opened: 0, proposed: undefined });
  }

  /** keep has a draft outlast its panel; undefined when there is nothing to lose. */
  keep(id: string, kept: Kept | undefined): void {
    if (kept) this.drafts.set(id, kept);
    else this.drafts.delete(id);
  }

  kept(id: string): Kept | undefined {
    return this.drafts.get(id);
  }

  edits(editing: { source: string; tier: Tier } | undefined): void {
    this.editing = editing;
  }

  open(id: string, line = 0): void {
    const { asked, opened } = this.now;
    this.set({ id, line, asked: asked + 1, opened: opened + (id === this.now.id ? 0 : 1), proposed: undefined });
  }

  /** became says that what was new is stored now. */
  became(id: string): void {
    this.keep(this.now.id, undefined);
    this.set({ id });
  }

  /** propose puts a source into the editor, of what is open there or of a new one. */
  propose(proposed: Proposed): void {
    this.set({ id: this.now.id || "new", line: 0, asked: this.now.asked + 1, proposed });
  }
}
