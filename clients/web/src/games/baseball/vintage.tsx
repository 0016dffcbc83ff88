/** How old a roster is that the league's API did not confirm when the game was made. */
import { texts } from "../../texts/baseball";
import { Icon } from "../../ui/icons";
import { whenOf } from "../../ui/when";
import type { Team } from "./proto";
import style from "./sheet.module.css";

export function Vintage({ team }: { team: Team }) {
  if (!team.rosterStale) return null;
  const when = whenOf(team.rosterAsOf);
  return <p className={style.vintage} data-testid="vintage"><Icon name="clock" size={15} /> {when ? texts.vintage.since(when) : texts.vintage.never}</p>;
}
