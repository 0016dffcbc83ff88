/** The replay of a world that may still go on: its address names the world. */
import { Link, useSearch } from "@tanstack/react-router";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/arena";
import { Empty, Page, Panel } from "../../../ui/pieces";
import { Replay } from "./replay";

const t = texts.replay;

export function ReplayPage() {
  const { of = "" } = useSearch({ strict: false }) as { of?: string };
  if (!of) return <Page title={t.title}><Empty icon="clock" text={common.problem.notFound} /></Page>;
  return (
    <Page title={t.title} overline={texts.title} wide tools={<Link to="/$game/$sessionId" params={{ game: "arena", sessionId: of }}>{t.back}</Link>}>
      <Panel><Replay sessionId={of} /></Panel>
    </Page>
  );
}
