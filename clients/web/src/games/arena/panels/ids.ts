/** The panels beside a world, in the order of their keys. */
export const panelIds = ["teams", "agent", "mind", "helper", "build", "world", "talk"] as const;
export type PanelId = (typeof panelIds)[number];
