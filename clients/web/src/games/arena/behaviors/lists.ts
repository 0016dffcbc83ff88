/** Behaviours as they are listed everywhere: those of the house, one's own, and what others share. */
import { useQuery } from "@connectrpc/connect-query";
import { queries } from "../../../rpc/playhouse";
import { texts } from "../../../texts/arena";
import { type Behavior, BehaviorService } from "../proto";

const most = 200;

export function useBehaviors() {
  const { data, error, isPending, refetch } = useQuery(BehaviorService.method.listBehaviors, { pageSize: most }, { staleTime: 20_000 });
  return { behaviors: data?.behaviors ?? none, error, isPending, refetch };
}

const none: Behavior[] = [];

/** relist has every list fetched anew: something was stored. */
export function relist(): void {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey).includes(BehaviorService.typeName) });
}

export type Shelf = "house" | "own" | "shared";

export function shelfOf({ ownerUserId, own }: Behavior): Shelf {
  return own ? "own" : ownerUserId === "" ? "house" : "shared";
}

/** grouped is what a select shows. */
export function grouped(behaviors: Behavior[]): { group: string; items: { value: string; label: string }[] }[] {
  return (["own", "house", "shared"] as const).map((shelf) => ({
    group: texts.setup.groups[shelf],
    items: behaviors.filter((one) => shelfOf(one) === shelf).map(({ id, name, ownerName }) => ({ value: id, label: shelf === "shared" ? `${name} (${ownerName})` : name })),
  })).filter((one) => one.items.length > 0);
}
