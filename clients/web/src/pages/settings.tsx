/** Settings: they belong to the account and follow it to every device. */
import "../ui/controls.css";
import { texts } from "../texts";
import { useIdentity } from "../rpc/identity";
import { NameForm } from "../ui/name";
import { Loading, Page, Panel } from "../ui/pieces";
import { Devices } from "./settings-devices";
import { Keys } from "./settings-keys";
import { Look } from "./settings-look";
import { Profile } from "./settings-profile";
import { SignIns } from "./settings-signin";
import style from "./settings.module.css";

export function SettingsPage() {
  const identity = useIdentity();
  return (
    <Page title={texts.settings.title}>
      {identity.state === "known" ? (
        <div className={style.grid}>
          <Profile key={identity.user.id} user={identity.user} />
          <SignIns user={identity.user} />
          <Look user={identity.user} />
          <Devices />
          <Keys />
        </div>
      ) : identity.state === "unknown" ? <Loading /> : <Panel title={texts.settings.signedOut} lead={texts.settings.signedOutLead}><NameForm /></Panel>}
    </Page>
  );
}
