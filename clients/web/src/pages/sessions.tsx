/** My tables: those that go on, and those that have ended. */
import { useQuery } from "@connectrpc/connect-query";
import { Link } from "@tanstack/react-router";
import { roomv1, sessionv1 } from "@playhouse/client";
import { problemInWords } from "../rpc/errors";
import { useIdentity, useUser } from "../rpc/identity";
import { texts } from "../texts";
import { isMyTurn, useMine } from "../ui/frame/turns";
import { NameForm } from "../ui/name";
import { Empty, Loading, Page, Panel, Trouble } from "../ui/pieces";
import { RoomCards } from "../ui/rooms";
import style from "./home.module.css";

export function Sessions() {
  const identity = useIdentity();
  return (
    <Page title={texts.session.mine} lead={texts.session.mineLead}>
      {identity.state === "guestless"
        ? <Panel title={texts.name_prompt.title} lead={texts.name_prompt.lead}><NameForm /></Panel>
        : <><Running /><Finished /></>}
    </Page>
  );
}

function Running() {
  const user = useUser();
  const { data, error, refetch } = useMine();
  if (error) return <Trouble problem={problemInWords(error)} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const rooms = data.sessions.toSorted((a, b) => Number(isMyTurn(b, user?.id)) - Number(isMyTurn(a, user?.id)));
  if (rooms.length === 0) return <Empty icon="sessions" text={texts.session.mineEmpty} next={<><span>{texts.session.mineEmptyNext}</span> <Link to="/">{texts.session.toHome}</Link></>} />;
  return <RoomCards rooms={rooms} />;
}

function Finished() {
  const user = useUser();
  const { data } = useQuery(sessionv1.SessionService.method.listSessions,
    { mine: true, status: roomv1.SessionStatus.FINISHED, pageSize: 24 }, { enabled: user !== undefined });
  return (
    <section className={style.part} aria-labelledby="finished">
      <h2 id="finished">{texts.session.finished}</h2>
      {data?.sessions.length ? <RoomCards rooms={data.sessions} /> : <p className="soft">{texts.session.finishedEmpty}</p>}
    </section>
  );
}
