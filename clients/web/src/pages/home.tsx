/** Home: go on where one was, join others, or start something new. */
import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { sessionv1 } from "@playhouse/client";
import { type Game, games, moduleOf } from "../games";
import { problemInWords } from "../rpc/errors";
import { signIn, suggestedName, useIdentity, useUser } from "../rpc/identity";
import { texts } from "../texts";
import { useMine } from "../ui/frame/turns";
import { NameForm } from "../ui/name";
import { Empty, Loading, Page, Panel, Say, Trouble } from "../ui/pieces";
import { RoomCards } from "../ui/rooms";
import style from "./home.module.css";

export function Home() {
  return (
    <div className={style.stage}>
      <Page title={texts.home.title} overline={texts.home.overline} lead={texts.home.lead}>
        <Continue />
        <Bills />
        <OpenTables />
      </Page>
    </div>
  );
}

/** Bills are the games. A stranger gives a name once, above them all; every "Play" signs in with it. */
function Bills() {
  const stranger = useIdentity().state === "guestless";
  const [name, setName] = useState(suggestedName);
  return (
    <section aria-labelledby="bill" className={style.part}>
      <h2 id="bill">{texts.home.games}</h2>
      {stranger && <Panel lead={texts.home.stranger}><NameForm name={name} setName={setName} /></Panel>}
      {games.map((game) => <Bill key={game.id} game={game} name={name} />)}
    </section>
  );
}

function Continue() {
  const { data } = useMine();
  if (!data?.sessions.length) return null;
  return (
    <section aria-labelledby="continue" className={style.part}>
      <h2 id="continue">{texts.home.resume}</h2>
      <RoomCards rooms={data.sessions.slice(0, 6)} />
    </section>
  );
}

function OpenTables() {
  const user = useUser();
  const stranger = useIdentity().state === "guestless";
  const { data, error, refetch, isPending } = useQuery(sessionv1.SessionService.method.listSessions, { open: true, pageSize: 12 }, { enabled: user !== undefined || stranger, refetchInterval: 15_000 });
  const rooms = data?.sessions.filter((room) => !room.members.some((member) => member.userId === user?.id)) ?? [];
  return (
    <section aria-labelledby="open" className={style.part}>
      <h2 id="open">{texts.home.open}</h2>
      {rooms.length > 0 && <p className="soft">{texts.home.openLead}</p>}
      {error ? <Trouble problem={problemInWords(error)} again={() => void refetch()} />
        : isPending ? <Loading />
        : rooms.length > 0 ? <RoomCards rooms={rooms} />
        : <Empty icon="people" text={texts.home.openEmpty} next={<span>{texts.home.openEmptyNext}</span>} />}
    </section>
  );
}

const arts = new Map(games.map((game) => [game.id, lazy(async () => ({ default: (await moduleOf(game)).Art }))]));

/** Bill is a game's card: its own picture, and one click to play. */
function Bill({ game, name }: { game: Game; name: string }) {
  const Art = arts.get(game.id)!;
  return (
    <article className={style.bill}>
      <div className={style.art}><Suspense fallback={null}><Art /></Suspense></div>
      <div className={style.words}>
        <h3>{game.name}</h3>
        <p>{game.tagline}</p>
        <Play game={game} name={name} />
        <div className={style.links}>
          <Link to="/$game" params={{ game: game.id }}>{texts.home.options}</Link>
          {game.pages.map((page) => <Link key={page.path} to={`/${game.id}/${page.path}`}>{page.title}</Link>)}
        </div>
      </div>
    </article>
  );
}

function Play({ game, name }: { game: Game; name: string }) {
  const navigate = useNavigate();
  const identity = useIdentity();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof problemInWords>>();
  const begin = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      if (identity.state === "guestless") await signIn(name);
      const sessionId = await (await moduleOf(game)).quick();
      await navigate({ to: "/$game/$sessionId", params: { game: game.id, sessionId } });
    } catch (reason) {
      setProblem(problemInWords(reason));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={style.play}>
      <Button size="lg" loading={busy} disabled={identity.state === "guestless" && !name.trim()} onClick={() => void begin()} aria-label={texts.frame.play(game.name)}>{texts.home.play}</Button>
      <span className={style.as}>{texts.home.you} <strong>{identity.state === "known" ? identity.user.displayName : name}</strong></span>
      <Say problem={problem} />
    </div>
  );
}
