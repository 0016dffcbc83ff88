/** The link that brings the others, as text and as a code for a camera. */
import { Button, CopyButton, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { roomv1 } from "@playhouse/client";
import { playhouse } from "../../rpc/playhouse";
import { problemInWords } from "../../rpc/errors";
import { texts } from "../../texts";
import { Icon } from "../icons";
import { Panel, Say } from "../pieces";
import style from "./lobby.module.css";

export function Invite({ room, host }: { room: roomv1.Room; host: boolean }) {
  const { link, problem } = useInvite(room, host);
  const [shown, setShown] = useState(false);
  return (
    <Panel title={texts.lobby.invite} lead={texts.lobby.inviteLead} id="invite">
      <div className={style.link}>
        <TextInput aria-label={texts.lobby.link} readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
        <CopyButton value={link}>
          {({ copied, copy }) => <Button onClick={copy} leftSection={<Icon name={copied ? "check" : "link"} size={17} />}>{copied ? texts.copied : texts.copy}</Button>}
        </CopyButton>
      </div>
      <Button variant="default" size="sm" leftSection={<Icon name="qr" size={17} />} onClick={() => setShown(!shown)} aria-expanded={shown}>{texts.lobby.showQr}</Button>
      {shown && <Code text={link} />}
      <Say problem={problem} />
    </Panel>
  );
}

/** useInvite is the table's address; with a token where the address alone would not do. */
function useInvite(room: roomv1.Room, host: boolean) {
  const plain = `${window.location.origin}/${room.game}/${room.sessionId}`;
  const closed = room.visibility === roomv1.Visibility.PRIVATE || room.hasPassword;
  const [token, setToken] = useState("");
  const [problem, setProblem] = useState<ReturnType<typeof problemInWords>>();
  useEffect(() => {
    if (!closed || !host) return;
    let gone = false;
    playhouse.session.createInvite({ sessionId: room.sessionId, lifetimeSeconds: 7 * 86_400 }).then(
      ({ invite }) => !gone && setToken(invite),
      (reason) => !gone && setProblem(problemInWords(reason)),
    );
    return () => {
      gone = true;
    };
  }, [closed, host, room.sessionId]);
  return { link: token && closed ? `${plain}?invite=${encodeURIComponent(token)}` : plain, problem };
}

/** Code draws the link as a QR code; its maker is fetched only when somebody wants to see it. */
function Code({ text }: { text: string }) {
  const [path, setPath] = useState<{ size: number; d: string }>();
  useEffect(() => {
    void import("uqr").then(({ encode }) => {
      const { data, size } = encode(text, { border: 2 });
      const d = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
      setPath({ size, d });
    });
  }, [text]);
  if (!path) return null;
  return (
    <svg className={style.qr} viewBox={`0 0 ${path.size} ${path.size}`} role="img" aria-label={texts.lobby.inviteQr} shapeRendering="crispEdges">
      <rect width={path.size} height={path.size} fill="#fffaf0" />
      <path d={path.d} fill="#14110f" />
    </svg>
  );
}
