/** The panels beside the board, in the order of their tabs. */
import type { SideTab } from "../../../ui/table/frame";
import { People } from "../../../ui/table/people";
import type { Desk } from "../desk";

export function panelsOf(desk: Desk): SideTab[] {
  return [{ id: "people", title: "People", icon: "people", body: <People room={desk.live.room!} userId={desk.userId} /> }];
}
