/** The game's own signs as paths on a 24-unit square: for canvases and for icons in the page alike. */
export const glyphs = {
  planet: "M12 6a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM6.600 14.600C3.500 16 2 17.400 2.500 18.200c.8 1.300 6.300-.4 11.700-3.600s8.600-7 7.700-8.300c-.5-.9-2.300-.6-4.700.4",
  station: "M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM12 9V3M12 15v6M9 12H3M15 12h6M5 7.500a8.500 8.500 0 0 0 0 9M19 7.500a8.500 8.500 0 0 1 0 9",
  anomaly: "M12 12c0-1.500 2.500-1.500 2.500.5S11 15.500 9 13.500s0-6.500 4-6.500 6.500 4 5 8-6.500 5.500-10 3.500S3.500 11 5.500 7",
  wormhole: "M12 4c5 0 9 3.600 9 8s-4 8-9 8-9-3.600-9-8 4-8 9-8zM12 7.500c3 0 5.500 2 5.500 4.500s-2.500 4.500-5.500 4.500-5.500-2-5.500-4.500S9 7.500 12 7.500zM12 10.500c1.200 0 2 .700 2 1.500s-.8 1.500-2 1.500-2-.7-2-1.500.8-1.500 2-1.500z",
  asteroid_field: "M5 9l3-3 3.500 1.500L11 11l-4 1.500zM14 13l4-1 3 3-1.500 4-4.500.5-2-3zM15.500 5l2.500-1 2 2-1.500 2.500-2.500-.5zM5 17l2-1.500 2 1.500-.5 2.500H6z",
  derelict: "M3 14l4-5 4 1.500-1 3 2 1.500-2 3.500-5-.5zM14 9.500l3.500-4L21 9l-1.500 6-4.500 2-1.500-2.500 1.500-2z",
  health: "M12 20s-7-4.300-7-9.500A4 4 0 0 1 12 8a4 4 0 0 1 7 2.500C19 15.700 12 20 12 20zM8 12.500h2l1-2 2 4 1-2h2",
  hull: "M12 3l7 2.500V12c0 4.500-3 7.300-7 9-4-1.700-7-4.500-7-9V5.500z",
  fuel: "M12 3c3.500 4.300 6 7.200 6 11a6 6 0 0 1-12 0c0-3.800 2.500-6.700 6-11zM9.500 14.500A2.500 2.500 0 0 0 12 17",
  food: "M5 11h14a7 7 0 0 1-14 0zM9 20h6M9 8c0-1.500 1.500-1.500 1.500-3M13 8c0-1.500 1.500-1.500 1.500-3",
  hold: "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
  credits: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM14.500 9.500a3.500 3.500 0 1 0 0 5M8 12h4",
  earned: "M4 18l5-6 4 3 7-9M15 6h5v5",
  helm: "M12 3l3 9-3 9-3-9zM3 12l6-1.500M21 12l-6-1.500M3 12l6 1.500M21 12l-6 1.500",
  ship: "M12 3c2.500 2.500 3.500 5.500 3.500 9l3.500 4v3l-5-1.500h-4L5 19v-3l3.500-4c0-3.500 1-6.500 3.500-9zM12 8.500v3",
  market: "M6 20V9M6 9l-3 3M6 9l3 3M18 4v11M18 15l-3-3M18 15l3-3",
  quest: "M12 3l2.200 5.800 6.300.4-4.900 4 1.600 6.200L12 16l-5.200 3.400 1.600-6.200-4.900-4 6.300-.4z",
  crew: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.500 20.500c.5-4.500 3.500-6.500 7.500-6.500s7 2 7.500 6.500M8.500 7.500h7",
  pod: "M12 3a6 6 0 0 1 6 6v6a6 6 0 0 1-12 0V9a6 6 0 0 1 6-6zM9.500 9.500h5M12 21v-3",
  scan: "M12 12m-1.500 0a1.500 1.500 0 1 0 3 0 1.500 1.500 0 1 0-3 0M7.500 16.500a6.400 6.400 0 0 1 0-9M16.500 7.500a6.400 6.400 0 0 1 0 9M4.700 19.300a10.300 10.300 0 0 1 0-14.600M19.300 4.700a10.300 10.300 0 0 1 0 14.600",
  mine: "M4 20l8-8M8 5c4-2 9 0 11 4.500C16 8 13 8 11 10l-2-2c1-1 .500-2.500-1-3z",
  salvage: "M5 19l5-5M14 10l5-5M8 4l3 3-4 4-3-3zM16 12l4 4-4 4-4-4z",
  wait: "M7 4h10v4l-4 4 4 4v4H7v-4l4-4-4-4z",
  repair: "M14.500 5.500a4.500 4.500 0 0 0-6 5.700L3.500 16.200 7.800 20.500l5-5a4.500 4.500 0 0 0 5.700-6L15.500 12 12 11.500 11.500 8z",
  distress: "M12 20v-7M8.500 9.500a5 5 0 0 1 7 0M5.500 6.500a9.200 9.200 0 0 1 13 0M12 12.500h.01",
  danger: "M12 4l9 16H3zM12 10v4.500M12 17.300h.01",
  attack: "M3 12h8M14 12h3M20 12h1M8 8l4 4-4 4M17 9v6",
  precise_shot: "M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM12 2v5M12 17v5M2 12h5M17 12h5",
  barrage: "M3 7h9M3 12h13M3 17h9M13 5l3 2-3 2M17 10l3 2-3 2M13 15l3 2-3 2",
  evasive: "M4 18c6 0 4-12 10-12h6M17 3l3 3-3 3",
  flee: "M4 12h12M12 7l5 5-5 5M20 5v14",
  negotiate: "M4 5h16v10H11l-4 4v-4H4zM8 9h8M8 12h5",
} as const;

export type GlyphName = keyof typeof glyphs;

/** glyphOf is the sign of a place's type, an action or an attack; a star for what has none. */
export function glyphOf(id: string): GlyphName {
  const known = ({ distress_call: "distress", buy_pod: "pod", eat: "food" } as Record<string, GlyphName>)[id] ?? id;
  return known in glyphs ? (known as GlyphName) : "quest";
}

/** hues are the colours of the regions: accent of the nebula, its second colour, and the light of its places. */
export const hues: Record<string, { cloud: string; second: string; light: string }> = {
  core_worlds: { cloud: "70 130 255", second: "40 190 230", light: "#9cc4ff" },
  frontier: { cloud: "255 106 60", second: "255 176 70", light: "#ffb48a" },
  nebula_fields: { cloud: "168 86 255", second: "255 92 190", light: "#d8b0ff" },
  void: { cloud: "80 96 140", second: "40 52 90", light: "#a9b8da" },
  ancient_sectors: { cloud: "48 190 130", second: "226 190 84", light: "#a8e6bf" },
};

export function hueOf(type: string): { cloud: string; second: string; light: string } {
  return hues[type] ?? hues.core_worlds!;
}

/** dangerOf sorts a danger of 0 to 1 into one of five words. */
export function dangerOf(danger: number): number {
  return Math.min(4, Math.floor(danger * 5));
}

/** dangerColours go with dangerOf, bright enough for the dark sky. */
export const dangerColours = ["#7fd8a4", "#c9dd7a", "#f6cd6b", "#ff9d5c", "#ff7b78"] as const;
