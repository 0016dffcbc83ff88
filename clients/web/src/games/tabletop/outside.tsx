/** Before a table whose campaign one is not in, or not any more. */
import type { Problem } from "@playhouse/client";
import { Link } from "@tanstack/react-router";
import { texts as common } from "../../texts";
import { texts } from "../../texts/tabletop";
import { Empty, Page } from "../../ui/pieces";

const t = texts.outside;

export default function Outside({ problem }: { problem: Problem | undefined }) {
  const text = problem?.reason === "invitation_invalid" ? t.stale : t.notIn;
  const next = <><Link to="/$game" params={{ game: "tabletop" }}>{t.yours}</Link> <Link to="/">{common.frame.goHome}</Link></>;
  return <Page title={common.arrival.closed} overline={t.game}><Empty icon="lock" text={text} next={next} /></Page>;
}
