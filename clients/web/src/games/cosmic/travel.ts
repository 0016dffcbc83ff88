/** Going somewhere: the one way that map, list and preview share. */
import { useBridge } from "./bridge";
import { cosmicClient } from "./client";
import type { Destination } from "./proto";

/** useTravel goes to a destination, when one may. */
export function useTravel(): (destination: Destination | undefined) => void {
  const { act, captain, idle } = useBridge();
  return (destination) => {
    if (!destination?.allowed || !captain || idle) return;
    const { nodeId, regionId } = destination;
    void act((base, options) => cosmicClient.navigate({ ...base, nodeId, regionId }, options));
  };
}
