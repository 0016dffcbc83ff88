/** A world has hardly a lobby: it runs from the beginning. Where it waits for a start, one sees who does what. */
import type { Live } from "@playhouse/client";
import { texts } from "../../texts/arena";
import { Panel } from "../../ui/pieces";
import type { TableProps } from "../index";
import type { Happening, View } from "./proto";

const t = texts.lobby;

export function Lobby({ live }: TableProps) {
  const { view } = live as Live<View, Happening>;
  return (
    <Panel title={t.title} lead={t.lead}>
      <ul>{view?.teams.map((team) => <li key={team.team}>{t.team(team.name || texts.team(team.team), team.behavior?.name ?? "")}</li>)}</ul>
    </Panel>
  );
}
