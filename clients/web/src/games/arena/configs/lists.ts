/** The caller's sets of parameters, and the house's. */
import { useQuery } from "@connectrpc/connect-query";
import { queries } from "../../../rpc/playhouse";
import { texts } from "../../../texts/arena-config";
import { type WorldConfig, WorldConfigService } from "../proto";

export function useConfigs() {
  const { data, error, isPending, refetch } = useQuery(WorldConfigService.method.listWorldConfigs, { pageSize: 200 }, { staleTime: 20_000 });
  return { configs: data?.worldConfigs ?? none, error, isPending, refetch };
}

const none: WorldConfig[] = [];

export function relist(): void {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey).includes(WorldConfigService.typeName) });
}

export function nameOf({ id, name }: WorldConfig): string {
  return id === "default" ? texts.page.default : name;
}
