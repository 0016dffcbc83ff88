/** The live table: the board in the middle, panels at the side, what one can do below. */
import type { Live } from "@playhouse/client";
import { useMemo, useState } from "react";
import { useUser } from "../../rpc/identity";
import { useSend } from "../../rpc/send";
import { nameOf } from "../../ui/rooms";
import { Connection } from "../../ui/table/connection";
import { TableFrame } from "../../ui/table/frame";
import type { TableProps } from "../index";
import type { Desk, Draft } from "./desk";
import { panelsOf } from "./panels";
import { type Happening, TableRole, type View } from "./proto";

export function Table({ sessionId, live: anyLive }: TableProps) {
  const live = anyLive as Live<View, Happening>;
  const view = live.view!;
  const user = useUser();
  const send = useSend();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [, setPlacing] = useState<Draft[]>([]);
  const desk: Desk = useMemo(() => ({
    sessionId, live, view, send, chosen, gm: view.role === TableRole.GM, userId: user?.id ?? "",
    choose: (ids) => setChosen(new Set(ids)), showOnBoard: () => {}, place: setPlacing,
  }), [sessionId, live, view, send, chosen, user]);
  return <TableFrame title={nameOf(live.room!)} head={<Connection live={live} />} board={<div />} tabs={panelsOf(desk)} actions={null} sheet />;
}
