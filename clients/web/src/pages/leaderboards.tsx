/** Leaderboards: which board, which season, who stands where; and today's voyage. */
import "../ui/controls.css";
import { useInfiniteQuery, useQuery } from "@connectrpc/connect-query";
import { Button, SegmentedControl, Select } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { leaderboardv1 } from "@playhouse/client";
import { gameById, games } from "../games";
import { problemInWords } from "../rpc/errors";
import { texts } from "../texts/boards";
import { Empty, Loading, Page, Panel, Trouble } from "../ui/pieces";
import { whenOf } from "../ui/when";
import { Daily } from "./daily";
import style from "./leaderboards.module.css";

const { LeaderboardService, Season } = leaderboardv1;

export function Leaderboards() {
  const { choice, set } = useChoice();
  const { data, error, refetch } = useQuery(LeaderboardService.method.listBoards, {}, { staleTime: 0 });
  const boards = data?.boards.filter((board) => gameById(board.game)) ?? [];
  const first = boards[0];
  const chosen = choice.ruleset ? choice : first ? { ...choice, game: first.game, ruleset: first.ruleset } : choice;
  const valueOf = (board: { game: string; ruleset: string }) => `${board.game}/${board.ruleset}`;
  const options = boards.map((board) => ({ value: valueOf(board), label: `${gameById(board.game)!.name}: ${texts.ruleset(board.ruleset)} · ${texts.players(board.players)}` }));
  // The board that a link names may be empty still.
  if (chosen.ruleset && !options.some((one) => one.value === valueOf(chosen))) options.unshift({ value: valueOf(chosen), label: `${gameById(chosen.game)?.name ?? chosen.game}: ${texts.ruleset(chosen.ruleset)}` });
  return (
    <Page title={texts.title} lead={texts.lead}>
      {games.filter((game) => game.daily).map((game) => <Daily key={game.id} game={game} show={(ruleset) => set({ game: game.id, ruleset })} />)}
      {error && <Trouble problem={problemInWords(error)} again={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && !chosen.ruleset && <Empty icon="trophy" text={texts.empty} next={<span>{texts.emptyNext}</span>} />}
      {chosen.ruleset && (
        <Panel>
          <div className={style.choice}>
            <Select label={texts.board} data={options} value={valueOf(chosen)} allowDeselect={false} onChange={(value) => value && set(parted(value))} />
            <SegmentedControl aria-label={texts.season} value={String(chosen.season)} onChange={(value) => set({ season: Number(value) })}
              data={Object.entries(texts.seasons).map(([value, label]) => ({ value, label }))} />
          </div>
          <Entries game={chosen.game} ruleset={chosen.ruleset} season={chosen.season} />
        </Panel>
      )}
    </Page>
  );
}

function parted(value: string): { game: string; ruleset: string } {
  const cut = value.indexOf("/");
  return { game: value.slice(0, cut), ruleset: value.slice(cut + 1) };
}

interface Choice {
  game: string;
  ruleset: string;
  season: number;
}

/** useChoice keeps board and season in the address, so that a link shows the same. */
function useChoice() {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const choice: Choice = {
    game: typeof search.game === "string" ? search.game : "cosmic",
    ruleset: typeof search.ruleset === "string" ? search.ruleset : "",
    season: Number(search.season) in texts.seasons ? Number(search.season) : Season.ALL,
  };
  return { choice, set: (change: Partial<Choice>) => void navigate({ to: "/leaderboards", search: { ...choice, ...change } as never, replace: true }) };
}

function Entries({ game, ruleset, season }: Choice) {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(
    LeaderboardService.method.listEntries, { game, ruleset, season, pageSize: 50, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: (page) => page.nextPageToken || undefined, staleTime: 0 });
  if (error) return <Trouble problem={problemInWords(error)} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const entries = data.pages.flatMap((page) => page.entries);
  const own = data.pages[0]?.own;
  if (entries.length === 0) return <Empty icon="trophy" text={texts.empty} next={<span>{texts.emptyNext}</span>} />;
  return (
    <>
      {own && <p className={style.own}>{texts.own(own.rank, texts.number(own.score))}</p>}
      <div className={style.scroll} tabIndex={0} role="region" aria-label={texts.ruleset(ruleset)}>
        <table className={style.entries}>
          <thead><tr><th scope="col">{texts.rank}</th><th scope="col">{texts.name}</th><th scope="col">{texts.score}</th><th scope="col">{texts.how}</th><th scope="col">{texts.when}</th><th scope="col">{texts.replay}</th></tr></thead>
          <tbody>{entries.map((entry, i) => <EntryRow key={i} game={game} entry={entry} />)}</tbody>
        </table>
      </div>
      {hasNextPage && <Button variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>{texts.more}</Button>}
    </>
  );
}

function EntryRow({ game, entry }: { game: string; entry: leaderboardv1.Entry }) {
  return (
    <tr data-own={entry.own || undefined} data-rank={entry.rank}>
      <td><span className={style.place}>{entry.rank}</span></td>
      <th scope="row">{entry.displayName}{entry.own && <em> ({texts.you})</em>}</th>
      <td>{texts.number(entry.score)}</td>
      <td>{entry.summary}</td>
      <td>{whenOf(entry.endedAt)}</td>
      <td>{entry.sessionId && <Link to="/$game/$sessionId/history" params={{ game, sessionId: entry.sessionId }} aria-label={texts.replayOf(entry.displayName)}>{texts.replay}</Link>}</td>
    </tr>
  );
}
