/** panelIds are the panels in the order of their keys: 1 is the helm. */
export const panelIds = ["helm", "ship", "hold", "market", "quests", "crew", "log", "saves", "talk"] as const;
