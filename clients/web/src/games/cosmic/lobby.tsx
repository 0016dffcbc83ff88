/** A voyage has no lobby: Create answers one that is under way. This is what would be seen if the server were slower than the page. */
import { texts } from "../../texts/cosmic";
import { Loading, Panel } from "../../ui/pieces";

export function Lobby() {
  return <Panel title={texts.lobby.title}><Loading text={texts.lobby.wait} /></Panel>;
}
