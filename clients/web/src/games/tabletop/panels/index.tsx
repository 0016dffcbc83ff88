/** The panels beside the board, in the order of their tabs; players have those that concern them. */
import { texts } from "../../../texts/tabletop-campaign";
import type { SideTab } from "../../../ui/table/frame";
import type { Desk } from "../desk";
import { TableRole } from "../proto";
import { Fight } from "./fight";
import { linesHeard } from "./heard";
import { Notes } from "./notes";
import { People } from "./people";
import { Sounds } from "./sounds";
import { Stage } from "./stage";
import { TalkPanel } from "./talk";
import { Things } from "./things";

export { Beside } from "./beside";

export interface PanelProps {
  desk: Desk;
}


export function panelsOf(desk: Desk): SideTab[] {
  const { gm, view, sessionId } = desk;
  const t = texts.panels;
  const body = (Panel: React.ComponentType<PanelProps>) => <Panel desk={desk} />;
  const tabs: (SideTab | false)[] = [
    gm && { id: "scenes", title: t.scenes, icon: "maze", body: body(Stage) },
    gm && { id: "things", title: t.things, icon: "crate", body: body(Things) },
    { id: "fight", title: t.fight, icon: "fight", body: body(Fight) },
    { id: "talk", title: t.talk, icon: "dice", body: body(TalkPanel), mark: linesHeard(sessionId) },
    { id: "sounds", title: t.sounds, icon: "play", body: body(Sounds) },
    view.role !== TableRole.DISPLAY && { id: "notes", title: t.notes, icon: "log", body: body(Notes) },
    { id: "people", title: t.people, icon: "people", body: body(People) },
  ];
  return tabs.filter((tab): tab is SideTab => tab !== false);
}
