import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useState } from "react";
import { identityv1 } from "@playhouse/client";
import { problemInWords } from "../rpc/errors";
import { signOut, useUser } from "../rpc/identity";
import { texts } from "../texts";
import { Loading, Panel, Trouble } from "../ui/pieces";
import style from "./settings.module.css";

const t = texts.settings;

/** shortName makes "Firefox, Linux" of what browsers call themselves; programs keep their own name. */
function shortName(name: string): string {
  const browser = [["Edg", "Edge"], ["OPR", "Opera"], ["Firefox", "Firefox"], ["Chrome", "Chrome"], ["Safari", "Safari"]].find(([sign]) => name.includes(sign!))?.[1];
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(name)?.[0];
  return browser && name.startsWith("Mozilla/") ? [browser, system].filter(Boolean).join(", ") : name;
}

export function Devices() {
  const { data, error, refetch } = useQuery(identityv1.IdentityService.method.listDevices, {});
  const guest = useUser()?.guest ?? false;
  const [leaving, setLeaving] = useState<"here" | "everywhere">();
  return (
    <Panel title={t.devices} id="devices">
      {error ? <Trouble problem={problemInWords(error)} again={() => void refetch()} /> : !data ? <Loading /> : (
        <ul className={style.list}>
          {data.devices.map((device) => (
            <li key={device.id}>
              <strong title={device.name}>{shortName(device.name)}</strong> {device.current && <span className={style.tag}>{t.thisDevice}</span>}
              <span className="soft">{device.lastSeenAt && t.device(timestampDate(device.lastSeenAt).toLocaleString())}</span>
            </li>
          ))}
        </ul>
      )}
      {leaving ? (
        <div className={style.sure} role="alert">
          <p>{t.sure(guest)}</p>
          <Button size="sm" color="red" onClick={() => void signOut(leaving === "everywhere")}>{leaving === "here" ? t.signOut : t.signOutAll}</Button>
          <Button size="sm" variant="default" onClick={() => setLeaving(undefined)}>{texts.cancel}</Button>
        </div>
      ) : (
        <div className={style.row}>
          <Button size="sm" variant="default" onClick={() => setLeaving("here")}>{t.signOut}</Button>
          <Button size="sm" variant="default" onClick={() => setLeaving("everywhere")}>{t.signOutAll}</Button>
        </div>
      )}
    </Panel>
  );
}
