/** What came of a sign-in, told above the page one comes back to. */
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useUser } from "../../rpc/identity";
import { texts } from "../../texts/signin";
import { endOf, startAddress } from "./address";
import style from "./signin.module.css";
import { useProviders } from "./ways";

/** End tells what the address said when the page opened, and takes it out of there: a reload tells nothing again. */
export function End({ hash }: { hash: string }) {
  const [end, setEnd] = useState(() => endOf(hash));
  useEffect(() => window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search), []);
  const guest = useUser()?.guest;
  const provider = useProviders().find(({ id }) => id === end?.provider);
  const known = texts.outcome[(end?.outcome ?? "") as "done"];
  if (!end || typeof known !== "function") return null;
  const good = end.outcome === "done" || end.outcome === "linked";
  const choose = end.outcome === "elsewhere";
  return (
    <div className={style.notice} role={good ? "status" : "alert"} data-good={good || undefined}>
      <p>{known(provider?.name ?? end.provider)}{choose && guest && ` ${texts.outcome.elsewhereGuest}`}</p>
      {choose && provider && <Button size="sm" variant="default" component="a" href={startAddress(provider.startPath, true)}>{texts.change}</Button>}
      <Button size="sm" variant="default" onClick={() => setEnd(undefined)}>{choose ? texts.stay : texts.close}</Button>
    </div>
  );
}
