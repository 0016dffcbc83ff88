/** How many of the caller's tables wait for them: the mark beside "my sessions". */
import { createConnectQueryKey, useQuery } from "@connectrpc/connect-query";
import { roomv1, sessionv1 } from "@playhouse/client";
import { useUser } from "../../rpc/identity";
import { queries } from "../../rpc/playhouse";

/** useMine reads the caller's unfinished tables, now and then anew. */
export function useMine() {
  const user = useUser();
  return useQuery(sessionv1.SessionService.method.mySessions, {}, { enabled: user !== undefined, refetchInterval: 20_000 });
}

/** refreshMine reads them again now: something has just changed at one of them. */
export function refreshMine(): void {
  const queryKey = createConnectQueryKey({ schema: sessionv1.SessionService.method.mySessions, cardinality: "finite" });
  void queries.invalidateQueries({ queryKey });
}

/** isMyTurn tells whether the table waits for this user. */
export function isMyTurn(room: roomv1.Room, userId: string | undefined): boolean {
  const seat = room.members.find((member) => userId !== undefined && member.userId === userId)?.seat ?? 0;
  return seat > 0 && room.waitingFor.includes(seat);
}

export function useTurns(): number {
  const user = useUser();
  const { data } = useMine();
  return data?.sessions.filter((room) => isMyTurn(room, user?.id)).length ?? 0;
}
