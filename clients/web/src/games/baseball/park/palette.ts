/** The park's colours, by day and under lights. */
export interface Palette {
  sky: [string, string];
  grass: [string, string];
  foul: string;
  dirt: string;
  dirtDark: string;
  chalk: string;
  fence: string;
  track: string;
  stand: string;
  standDark: string;
  board: string;
  boardEdge: string;
}

export const day: Palette = {
  sky: ["#7fb8e6", "#d9ecf4"], grass: ["#5f9f45", "#6fae50"], foul: "#568f40", dirt: "#c08a5a", dirtDark: "#a87448", chalk: "#fbf7ee",
  fence: "#1d4a35", track: "#b98a5e", stand: "#8c94a3", standDark: "#5f6775", board: "#173a2b", boardEdge: "#0e261c",
};
export const night: Palette = {
  sky: ["#070b16", "#182338"], grass: ["#2f6b35", "#3a7a3d"], foul: "#2a5f31", dirt: "#94653f", dirtDark: "#7c5232", chalk: "#f1ece0",
  fence: "#0f3325", track: "#84603f", stand: "#252b3a", standDark: "#151a26", board: "#0c2119", boardEdge: "#060f0b",
};
