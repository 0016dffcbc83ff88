/** Reading the slots anew after something has changed in them. */
import { createConnectQueryKey } from "@connectrpc/connect-query";
import { savev1 } from "@playhouse/client";
import { queries } from "../../rpc/playhouse";

export function refreshSaves(): void {
  const queryKey = createConnectQueryKey({ schema: savev1.SaveService.method.listSaves, cardinality: "finite" });
  void queries.invalidateQueries({ queryKey });
}
