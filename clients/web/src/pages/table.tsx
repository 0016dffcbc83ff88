/** A table: come in, sit down, and play whatever game it is. */
import "../ui/controls.css";
import { Code } from "@connectrpc/connect";
import { Button, PasswordInput } from "@mantine/core";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { type Game, gameById, type Search } from "../games";
import { inWords } from "../rpc/errors";
import { useIdentity } from "../rpc/identity";
import { texts } from "../texts";
import { NameForm } from "../ui/name";
import { Empty, Loading, Page, Panel, Trouble } from "../ui/pieces";
import { useArrival } from "./arrival";
import { GameOwnPage } from "./game";
import { Lost } from "./lost";
import { isShut, Sitting } from "./sitting";
import style from "./sitting.module.css";

export function TablePage() {
  const { game: gameId, sessionId } = useParams({ strict: false });
  const game = gameById(gameId ?? "");
  if (!game || !sessionId) return <Lost />;
  if (game.pages.some((page) => page.path === sessionId)) return <GameOwnPage game={game} path={sessionId} />;
  return <Door key={sessionId} game={game} sessionId={sessionId} />;
}

/** Door asks newcomers for a name and lets the others through. */
function Door({ game, sessionId }: { game: Game; sessionId: string }) {
  const identity = useIdentity();
  if (identity.state === "known") return <Arrive game={game} sessionId={sessionId} />;
  if (identity.state === "guestless") {
    return (
      <Page title={texts.name_prompt.title} overline={game.name} lead={texts.name_prompt.lead}>
        <Panel title={texts.name_prompt.invitedBlank}><NameForm /></Panel>
      </Page>
    );
  }
  return <Page title={game.name}>{identity.state === "unknown" ? <Loading text={texts.arrival.finding} /> : <Empty icon="lock" text={texts.problem.unreachable} />}</Page>;
}

function Arrive({ game, sessionId }: { game: Game; sessionId: string }) {
  const search = useSearch({ strict: false }) as Search & { invite?: string; watch?: boolean };
  const [password, setPassword] = useState("");
  const arrival = useArrival(game, sessionId, { invite: search.invite, watch: search.watch, password, search });
  const problem = arrival.problem && inWords(arrival.problem);
  if (arrival.isPending) return <Page title={game.name}><Loading text={texts.arrival.finding} /></Page>;
  if (arrival.data) return <Sitting game={game} sessionId={sessionId} search={search} notice={arrival.data.notice} problem={problem} again={() => void arrival.refetch()} />;
  if (arrival.Outside && isShut(problem!)) return <arrival.Outside problem={problem} />;
  const closed = problem?.reason === "password_wrong" || problem?.code === Code.NotFound;
  return (
    <Page title={closed ? texts.arrival.closed : game.name} overline={game.name}>
      <Trouble problem={problem!} again={closed ? undefined : () => void arrival.refetch()} next={<Link to="/">{texts.frame.goHome}</Link>} />
      {closed && <PasswordForm enter={setPassword} />}
    </Page>
  );
}

function PasswordForm({ enter }: { enter: (password: string) => void }) {
  const [text, setText] = useState("");
  return (
    <Panel title={texts.lobby.password} lead={texts.arrival.passwordLead}>
      <form onSubmit={(event) => { event.preventDefault(); enter(text); }} className={style.enter}>
        <PasswordInput label={texts.lobby.password} value={text} onChange={(event) => setText(event.currentTarget.value)} autoComplete="off" />
        <Button type="submit">{texts.arrival.enter}</Button>
      </form>
    </Panel>
  );
}
