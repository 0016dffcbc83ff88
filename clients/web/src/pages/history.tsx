/** The whole story of a table: its log in words, and the replay once it has ended. */
import "../ui/controls.css";
import { useInfiniteQuery, useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { Suspense, use } from "react";
import { roomv1, sessionv1 } from "@playhouse/client";
import { type Game, gameById, moduleOf } from "../games";
import { problemInWords } from "../rpc/errors";
import { texts } from "../texts";
import { Empty, Loading, Page, Panel, Trouble } from "../ui/pieces";
import { nameOf } from "../ui/rooms";
import { Log } from "../ui/table/log";
import { Lost } from "./lost";
import style from "./history.module.css";

export function HistoryPage() {
  const { game: id, sessionId } = useParams({ strict: false });
  const game = gameById(id ?? "");
  const { data, error, refetch } = useQuery(sessionv1.SessionService.method.getSession, { sessionId });
  if (!game || !sessionId) return <Lost />;
  const params = { game: game.id, sessionId };
  const finished = data?.room?.status === roomv1.SessionStatus.FINISHED;
  return (
    <Page title={texts.history.title} overline={data?.room ? nameOf(data.room) : game.name} wide
      tools={<><Link to="/$game/$sessionId" params={params}>{texts.history.table}</Link>{finished && <Link to="/$game/$sessionId/dice" params={params}>{texts.table.dice}</Link>}</>}>
      {error && <Trouble problem={problemInWords(error)} again={() => void refetch()} />}
      {data && (
        <div className={style.history}>
          <Panel title={texts.history.replay} id="replay">
            {finished ? <Suspense fallback={<Loading />}><Replay game={game} sessionId={sessionId} /></Suspense> : <Empty icon="clock" text={texts.history.notFinished} />}
          </Panel>
          <Story sessionId={sessionId} />
        </div>
      )}
    </Page>
  );
}

function Replay({ game, sessionId }: { game: Game; sessionId: string }) {
  const { Replay: Own } = use(moduleOf(game));
  return <Own sessionId={sessionId} />;
}

function Story({ sessionId }: { sessionId: string }) {
  const { data, error, fetchNextPage, hasNextPage, isFetching, refetch } = useInfiniteQuery(
    sessionv1.SessionService.method.getHistory, { sessionId, pageSize: 200, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: (page) => page.nextPageToken || undefined });
  const lines = data?.pages.flatMap((page) => page.entries).filter((entry) => entry.narration)
    .map(({ version, turn, narration }) => ({ version, turn, text: narration })) ?? [];
  return (
    <Panel title={texts.log.title} id="story">
      {error ? <Trouble problem={problemInWords(error)} again={() => void refetch()} />
        : lines.length === 0 ? (isFetching ? <Loading /> : <Empty icon="log" text={texts.history.empty} />)
        : <div className={style.story}><Log lines={lines} /></div>}
      {hasNextPage && <Button variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>{texts.history.more}</Button>}
    </Panel>
  );
}
