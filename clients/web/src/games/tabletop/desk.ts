/** What the board and the panels beside it have in common: one desk a table. */
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Live } from "@playhouse/client";
import type { Send } from "../../rpc/send";
import type { ElementSchema, Happening, View } from "./proto";

/** Draft is an element that is not on the table yet: without id; where it comes to lie is said by who puts it there. */
export type Draft = MessageInitShape<typeof ElementSchema>;

export interface Desk {
  sessionId: string;
  live: Live<View, Happening>;
  view: View;
  /** True for game masters, unless they look as players do. */
  gm: boolean;
  userId: string;
  /** Sends commands, one at a time, and says what was refused. */
  send: Send;
  /** Ids of the elements that are chosen on the board. */
  chosen: ReadonlySet<string>;
  choose: (ids: Iterable<string>) => void;
  /** Brings an element into the middle of what is seen. */
  showOnBoard: (id: string) => void;
  /** The next click on the board puts these there, the first one under the pointer. Escape gives it up. */
  place: (drafts: Draft[]) => void;
}

/** Things are dragged from panels to the board as JSON of Draft[]. */
export const draftType = "application/x-playhouse-draft";
