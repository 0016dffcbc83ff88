/** The way back to the league whose game is played; the address knows which. */
import { Link, useSearch } from "@tanstack/react-router";
import { texts } from "../../texts/baseball";

export function ToLeague({ className }: { className?: string }) {
  const { league } = useSearch({ strict: false }) as { league?: unknown };
  if (typeof league !== "string" || league === "") return null;
  return <Link className={className} to="/$game/$sessionId" params={{ game: "baseball", sessionId: "league" }} search={{ id: league } as never}>{texts.toLeague}</Link>;
}
