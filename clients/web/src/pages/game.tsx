/** A game's own pages: setting up a table, and whatever the game brings besides. */
import "../ui/controls.css";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Link } from "@tanstack/react-router";
import { Suspense, use } from "react";
import { type Game, gameById, moduleOf } from "../games";
import { useIdentity } from "../rpc/identity";
import { texts } from "../texts";
import { NameForm } from "../ui/name";
import { Loading, Page, Panel } from "../ui/pieces";
import { Lost } from "./lost";

export function GamePage() {
  const { game: id } = useParams({ strict: false });
  const game = gameById(id ?? "");
  if (!game) return <Lost />;
  return (
    <Page title={game.name} lead={game.tagline} overline={texts.frame.games}
      tools={game.pages.filter((page) => !page.unlisted).map((page) => <Link key={page.path} to={`/${game.id}/${page.path}`}>{page.title}</Link>)}>
      <Suspense fallback={<Loading />}><Make game={game} /></Suspense>
    </Page>
  );
}

function Make({ game }: { game: Game }) {
  const { Setup } = use(moduleOf(game));
  const identity = useIdentity();
  const navigate = useNavigate();
  return (
    <>
      {identity.state === "guestless" && <Panel title={texts.name_prompt.title} lead={texts.name_prompt.lead}><NameForm /></Panel>}
      {identity.state === "known" && <Setup made={(sessionId) => void navigate({ to: "/$game/$sessionId", params: { game: game.id, sessionId } })} />}
    </>
  );
}

export function GameOwnPage({ game, path }: { game: Game; path: string }) {
  return <Suspense fallback={<Page title={game.name}><Loading /></Page>}><OwnPage game={game} path={path} /></Suspense>;
}

function OwnPage({ game, path }: { game: Game; path: string }) {
  const Own = use(moduleOf(game)).pages[path];
  return Own ? <Own /> : <Lost />;
}
