import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useState } from "react";
import { identityv1 } from "@playhouse/client";
import { problemInWords } from "../rpc/errors";
import { signOut } from "../rpc/identity";
import { texts } from "../texts";
import { Loading, Panel, Trouble } from "../ui/pieces";
import style from "./settings.module.css";

const t = texts.settings;

export function Devices() {
  const { data, error, refetch } = useQuery(identityv1.IdentityService.method.listDevices, {});
  const [leaving, setLeaving] = useState<"here" | "everywhere">();
  return (
    <Panel title={t.devices} id="devices">
      {error ? <Trouble problem={problemInWords(error)} again={() => void refetch()} /> : !data ? <Loading /> : (
        <ul className={style.list}>
          {data.devices.map((device) => (
            <li key={device.id}>
              <strong>{device.name}</strong> {device.current && <span className={style.tag}>{t.thisDevice}</span>}
              <span className="soft">{device.lastSeenAt && t.device(timestampDate(device.lastSeenAt).toLocaleString())}</span>
            </li>
          ))}
        </ul>
      )}
      {leaving ? (
        <div className={style.sure} role="alert">
          <p>{t.sure}</p>
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
