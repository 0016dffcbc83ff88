/** The page of behaviours: the list and the workshop, with the assistant beside it. */
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { texts } from "../../../texts/arena-mind";
import { texts as arena } from "../../../texts/arena";
import { Loading, Page, Panel } from "../../../ui/pieces";
import { useStore } from "../store";
import { BehaviorList } from "./list";
import { Shelf } from "./wanted";
import style from "./page.module.css";

const Workshop = lazy(async () => ({ default: (await import("./workshop")).Workshop }));
const Assistant = lazy(async () => ({ default: (await import("../assistant/assistant")).Assistant }));

export function BehaviorsPage() {
  const { id: asked = "" } = useSearch({ strict: false }) as { id?: string };
  const [shelf] = useState(() => new Shelf(asked));
  const { id, opened } = useStore(shelf);
  useAddress(shelf, asked);
  useEffect(() => () => shelf.wisher.cancel(), [shelf]);
  return (
    <Page title={texts.page.title} overline={arena.title} lead={texts.page.lead} wide tools={<Link to="/$game/$sessionId" params={{ game: "arena", sessionId: "trials" }}>{texts.page.tools}</Link>}>
      <div className={style.page}>
        <Panel>{id ? <Suspense fallback={<Loading />}><Workshop key={opened} id={id} shelf={shelf} /></Suspense> : <BehaviorList shelf={shelf} />}</Panel>
        <Panel><Suspense fallback={<Loading />}><Assistant shelf={shelf} /></Suspense></Panel>
      </div>
    </Page>
  );
}

/** useAddress keeps the address and what is open the same, so that one can link to it and go back. */
function useAddress(shelf: Shelf, asked: string): void {
  const navigate = useNavigate();
  useEffect(() => shelf.subscribe(() => {
    const { id } = shelf.now;
    if (id !== asked) void navigate({ to: ".", search: (id ? { id } : {}) as never });
  }), [shelf, asked, navigate]);
  useEffect(() => {
    if (shelf.now.id !== asked) shelf.open(asked);
  }, [shelf, asked]);
}
