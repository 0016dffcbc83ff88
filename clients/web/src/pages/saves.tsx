/** Saves: every game's slots. */
import "../ui/controls.css";
import { useIdentity } from "../rpc/identity";
import { texts } from "../texts/saves";
import { games } from "../games";
import { NameForm } from "../ui/name";
import { Page, Panel } from "../ui/pieces";
import { SaveSlots } from "../ui/saves/slots";

export function Saves() {
  const identity = useIdentity();
  return (
    <Page title={texts.title} lead={texts.lead}>
      {identity.state === "guestless" && <Panel title={texts.signedOut} lead={texts.signedOutLead}><NameForm /></Panel>}
      {identity.state === "known" && games.filter((game) => game.saves).map((game) => (
        <Panel key={game.id} title={game.name} id={`saves-${game.id}`}><SaveSlots game={game.id} /></Panel>
      ))}
    </Page>
  );
}
