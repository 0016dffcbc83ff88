/** The live table: the board in the middle, panels at the side, what one can do below. */
import type { Live } from "@playhouse/client";
import { useCallback, useMemo, useRef, useState } from "react";
import { useUser } from "../../rpc/identity";
import { type Send, useSend } from "../../rpc/send";
import { nameOf } from "../../ui/rooms";
import { Connection } from "../../ui/table/connection";
import { TableFrame } from "../../ui/table/frame";
import type { TableProps } from "../index";
import { Bar } from "./board/bar";
import { TabletopBoard } from "./board/board";
import type { Easel } from "./board/easel";
import type { Desk } from "./desk";
import { Beside, panelsOf } from "./panels";
import { type Happening, TableRole, type View } from "./proto";

export function Table({ sessionId, live: anyLive }: TableProps) {
  const live = useCalm(anyLive as Live<View, Happening>);
  const user = useUser();
  const send = useSteady();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const easel = useRef<Easel>(undefined);
  const [made, setMade] = useState<Easel>();
  const ready = useCallback((next: Easel | undefined) => setMade((easel.current = next)), []);
  const view = live.view!;
  const desk: Desk = useMemo(() => ({
    sessionId, live, view, send, chosen, gm: view.role === TableRole.GM, userId: user?.id ?? "",
    choose: (ids) => setChosen(new Set(ids)),
    showOnBoard: (id) => {
      setChosen(new Set([id]));
      easel.current?.show(id);
    },
    place: (drafts) => easel.current?.place(drafts),
  }), [sessionId, live, view, send, chosen, user]);
  const tabs = useMemo(() => panelsOf(desk), [desk]);
  return (
    <TableFrame title={nameOf(live.room!)} head={<><Connection live={live} /><Beside desk={desk} /></>} tabs={tabs} sheet
      board={<TabletopBoard desk={desk} players={undefined} easel={made} ready={ready} />}
      actions={made ? <Bar easel={made} /> : null} />
  );
}

/**
 * useCalm is the live table without its glimpses: they come thirty times a second,
 * and only the board looks at them.
 */
function useCalm(live: Live<View, Happening>): Live<View, Happening> {
  const last = useRef(live);
  const same = (["state", "version", "view", "room", "chat", "retryAt", "problem"] as const).every((key) => last.current[key] === live[key]);
  if (!same || live.happenings.length > 0) last.current = live;
  return last.current;
}

/** useSteady is useSend, the same object as long as it says the same. */
function useSteady(): Send {
  const send = useSend();
  const { pending, kept, problem } = send;
  const said = problem?.message;
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => send, [pending, kept, said]);
}
