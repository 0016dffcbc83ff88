/** The maze workshop: four choices in the address, so that a link shows the same maze to everybody. */
import { Button, CopyButton, SegmentedControl, Slider, TextInput } from "@mantine/core";
import { useQuery } from "@connectrpc/connect-query";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { problemInWords } from "../../rpc/errors";
import { texts } from "../../texts";
import { texts as own } from "../../texts/labyrinth";
import { Board } from "../../ui/board/board";
import { Page, Panel, Trouble } from "../../ui/pieces";
import { mazeDisplay } from "./display";
import { LabyrinthService, type Maze } from "./proto";
import { deadEnds, paintWalls } from "./paint-walls";
import { paintFloor } from "./paint-floor";
import style from "./maze.module.css";

const t = own.maze;

interface Choice {
  generator: number;
  size: number;
  seed: string;
  braid: number;
}

export function Workshop() {
  const { choice, set } = useChoice();
  const [asked] = useDebouncedValue(choice, 150);
  const { data, error, refetch } = useQuery(LabyrinthService.method.previewMaze, asked, { placeholderData: keepPreviousData, staleTime: Infinity });
  const navigate = useNavigate();
  const maze = data?.maze;
  return (
    <Page title={t.title} lead={t.lead} overline={texts.frame.games} wide>
      <div className={style.workshop}>
        <Panel>
          <Choices choice={choice} set={set} />
          <div className={style.tools}>
            <Button variant="default" onClick={() => set({ seed: newSeed() })}>{t.again}</Button>
            <CopyButton value={window.location.href}>
              {({ copied, copy }) => <Button variant="default" onClick={copy}>{copied ? texts.copied : t.share}</Button>}
            </CopyButton>
            {choice.size <= 64 && <Button onClick={() => void navigate({ to: "/$game", params: { game: "labyrinth" }, search: choice as never })}>{t.play}</Button>}
          </div>
          {maze && <p className="soft">{t.facts(deadEnds(maze), maze.size * maze.size)}</p>}
          {maze && maze.size > 64 && <p className="soft">{t.large(maze.size * maze.size)}</p>}
          {error && <Trouble problem={problemInWords(error)} again={() => void refetch()} />}
        </Panel>
        <div className={style.board}>{maze && <MazeBoard maze={maze} />}</div>
      </div>
    </Page>
  );
}

function MazeBoard({ maze }: { maze: Maze }) {
  const layers = useMemo(() => {
    const shown = mazeDisplay(maze.size, maze.tiles);
    return [(pen: Parameters<typeof paintWalls>[0]) => (maze.tiles.length > 0 ? paintFloor(pen, shown) : paintWalls(pen, maze))];
  }, [maze]);
  return <Board key={maze.size} label={t.board} bounds={{ x: 0, y: 0, width: maze.size, height: maze.size }} layers={layers} />;
}

function Choices({ choice, set }: { choice: Choice; set: (change: Partial<Choice>) => void }) {
  const setup = own.setup;
  const largest = choice.generator === 4 ? 10 : 128;
  return (
    <>
      <div>
        <SegmentedControl fullWidth aria-label={setup.generator} value={String(choice.generator)} onChange={(value) => set({ generator: Number(value), size: value === "4" ? Math.min(10, choice.size) : choice.size })}
          data={[1, 2, 3, 4].map((value) => ({ value: String(value), label: own.generators[value]! }))} />
        <p className="soft">{own.generatorHints[choice.generator]}</p>
      </div>
      <div>
        <div className={style.label}>{setup.size}: {setup.sizeValue(choice.size)}</div>
        <Slider min={4} max={largest} value={choice.size} thumbLabel={setup.size} label={null} onChange={(size) => set({ size })} />
      </div>
      <TextInput label={setup.seed} maxLength={100} value={choice.seed} onChange={(event) => set({ seed: event.currentTarget.value })} />
      <div>
        <div className={style.label}>{setup.braid}: {Math.round(choice.braid * 100)} %</div>
        <Slider min={0} max={1} step={0.05} value={choice.braid} thumbLabel={setup.braid} label={null} onChange={(braid) => set({ braid })} />
      </div>
    </>
  );
}

/** useChoice keeps the choices in the address. */
function useChoice() {
  const search = useSearch({ strict: false }) as Partial<Record<keyof Choice, unknown>>;
  const navigate = useNavigate();
  const [choice, setChoice] = useState<Choice>(() => ({
    generator: inside(search.generator, 1, 4, 1), size: inside(search.size, 4, 1024, 16),
    seed: search.seed === undefined ? newSeed() : String(search.seed), braid: inside(search.braid, 0, 1, 0.1),
  }));
  useEffect(() => {
    void navigate({ to: ".", search: choice as never, replace: true });
  }, [choice, navigate]);
  return { choice, set: (change: Partial<Choice>) => setChoice((now) => ({ ...now, ...change })) };
}

function inside(value: unknown, low: number, high: number, usual: number): number {
  const number = Number(value ?? usual);
  return Number.isFinite(number) ? Math.min(high, Math.max(low, number)) : usual;
}

function newSeed(): string {
  return crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36);
}
