/** The panels beside the board, in the order of their tabs; players have those that concern them. */
import { type ComponentType, lazy, Suspense } from "react";
import { panels as t } from "../../../texts/tabletop-panels";
import { Loading } from "../../../ui/pieces";
import type { SideTab } from "../../../ui/table/frame";
import type { Desk } from "../desk";
import { TableRole } from "../proto";
import { linesHeard } from "./heard";

export interface PanelProps {
  desk: Desk;
}

const rest = () => import("./rest");
const Stage = lazy(async () => ({ default: (await rest()).Stage }));
const Things = lazy(async () => ({ default: (await rest()).Things }));
const Fight = lazy(async () => ({ default: (await rest()).Fight }));
const Talk = lazy(async () => ({ default: (await rest()).TalkPanel }));
const Sounds = lazy(async () => ({ default: (await rest()).Sounds }));
const Notes = lazy(async () => ({ default: (await rest()).Notes }));
const People = lazy(async () => ({ default: (await rest()).People }));
const Listening = lazy(async () => ({ default: (await rest()).Beside }));

export function panelsOf(desk: Desk): SideTab[] {
  const { gm, view, sessionId } = desk;
  const body = (Panel: ComponentType<PanelProps>) => <Suspense fallback={<Loading />}><Panel desk={desk} /></Suspense>;
  const tabs: (SideTab | false)[] = [
    gm && { id: "scenes", title: t.scenes, icon: "maze", body: body(Stage) },
    gm && { id: "things", title: t.things, icon: "crate", body: body(Things) },
    { id: "fight", title: t.fight, icon: "fight", body: body(Fight) },
    { id: "talk", title: t.talk, icon: "dice", body: body(Talk), mark: linesHeard(sessionId) },
    { id: "sounds", title: t.sounds, icon: "play", body: body(Sounds) },
    view.role !== TableRole.DISPLAY && { id: "notes", title: t.notes, icon: "log", body: body(Notes) },
    { id: "people", title: t.people, icon: "people", body: body(People) },
  ];
  return tabs.filter((tab): tab is SideTab => tab !== false);
}

/** Beside is what goes on whatever panel is shown. */
export function Beside({ desk }: PanelProps) {
  return <Suspense fallback={null}><Listening desk={desk} /></Suspense>;
}
