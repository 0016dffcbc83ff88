/** The live table: the board in the middle, panels at the side, what one can do below. */
import type { Live } from "@playhouse/client";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useUser } from "../../rpc/identity";
import { type Send, useSend } from "../../rpc/send";
import { nameOf } from "../../ui/rooms";
import { Connection } from "../../ui/table/connection";
import { TableFrame } from "../../ui/table/frame";
import type { TableProps } from "../index";
import { Bar } from "./board/bar";
import { TabletopBoard } from "./board/board";
import type { Easel } from "./board/easel";
import { tables } from "./client";
import type { Desk } from "./desk";
import { FlatDisplay } from "./display/flat";
import { Beside, panelsOf } from "./panels";
import { type Happening, TableRole, type View } from "./proto";

export function Table({ sessionId, live: anyLive }: TableProps) {
  const live = useCalm(anyLive as Live<View, Happening>);
  const user = useUser();
  const send = useSteady();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [easel, setEasel] = useState<Easel>();
  const ready = useCallback((made: Easel | undefined) => setEasel(made), []);
  const view = live.view!;
  const desk: Desk = useMemo(() => ({
    sessionId, live, view, send, chosen, gm: view.role === TableRole.GM, userId: user?.id ?? "",
    choose: (ids) => setChosen(new Set(ids)),
    showOnBoard: (id) => {
      setChosen(new Set([id]));
      easel?.show(id);
    },
    place: (drafts) => easel?.place(drafts),
  }), [sessionId, live, view, send, chosen, user, easel]);
  const tabs = useMemo(() => panelsOf(desk), [desk]);
  const asPlayers = useAsPlayers(easel);
  const players = usePlayers(desk, asPlayers);
  const looked = useMemo(() => (asPlayers && players ? { ...desk, view: players, gm: false } : desk), [desk, asPlayers, players]);
  const title = nameOf(live.room!);
  if (view.role === TableRole.DISPLAY) return <FlatDisplay desk={desk} title={title} />;
  return (
    <TableFrame title={title} head={<><Connection live={live} /><Beside desk={desk} /></>} tabs={tabs} sheet
      board={<TabletopBoard desk={looked} players={players} easel={easel} ready={ready} />}
      actions={easel ? <Bar easel={easel} /> : null} />
  );
}

const never = () => () => {};

function useAsPlayers(easel: Easel | undefined): boolean {
  return useSyncExternalStore(easel?.state.subscribe ?? never, () => easel?.state.now.asPlayers ?? false);
}

/** How often a game master's page asks what players see, at most. */
const lookMs = 700;

/** usePlayers is the table as all players together see it, for game masters: where there is fog, or when they look that way. */
function usePlayers({ gm, sessionId, view, live }: Desk, asked: boolean): View | undefined {
  const [players, setPlayers] = useState<View>();
  const wanted = gm && (asked || Boolean(view.atmosphere?.fog));
  const last = useRef(0);
  const { version } = live;
  useEffect(() => {
    if (!wanted) return setPlayers(undefined);
    const stop = new AbortController();
    const wait = setTimeout(() => {
      last.current = Date.now();
      tables.getView({ sessionId, asDisplay: true }, { signal: stop.signal }).then((answer) => setPlayers(answer.view), () => undefined);
    }, Math.max(0, last.current + lookMs - Date.now()));
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [wanted, sessionId, version]);
  return players;
}

/**
 * useCalm is the live table without its glimpses: they come thirty times a second,
 * and only the board looks at them.
 */
function useCalm(live: Live<View, Happening>): Live<View, Happening> {
  const [kept, keep] = useState(live);
  const same = (["state", "version", "view", "room", "chat", "retryAt", "problem"] as const).every((key) => kept[key] === live[key]);
  if (same) return kept;
  keep(live);
  return live;
}

/** useSteady is useSend, the same object as long as it says the same. */
function useSteady(): Send {
  const send = useSend();
  const { pending, kept, problem } = send;
  const said = problem?.message;
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => send, [pending, kept, said]);
}
