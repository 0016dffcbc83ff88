/** A world's options in words. */
import { texts } from "../../texts/arena";
import type { View } from "./proto";

const t = texts.options;

export function optionsInWords(view: unknown): [string, string][] {
  const { config } = view as View;
  if (!config) return [];
  const { end } = config;
  return [
    [t.teams, String(config.teams ?? 2)],
    [t.each, String(config.agentCount ?? 5)],
    [t.area, t.size(config.areaWidth ?? 800, config.areaHeight ?? 600)],
    [t.end, texts.end(end?.kind ?? 0, end?.target ?? 0, end?.seconds ?? 0)],
    [t.respawn, config.respawn ? t.back(config.respawnMs ?? 3000) : t.gone],
    [t.seed, config.seed],
  ];
}
