/** The arena's own signs, drawn on a 24-unit square with the current colour. */
const paths = {
  play: "M8 5v14l11-7z",
  pause: "M8 5v14M16 5v14",
  step: "M6 5v14l8-7zM18 5v14",
  "step-many": "M4 5v14l7-7zM12 5v14l7-7zM21 5v14",
  slower: "M13 6l-6 6 6 6M19 6l-6 6 6 6",
  faster: "M11 6l6 6-6 6M5 6l6 6-6 6",
  reset: "M5 12a7 7 0 1 1 2.500 5.400M5 19v-4h4",
  "tool-select": "M6 4l12 7-5.500 1.500L10 18z",
  "tool-lasso": "M4 7V4h3M10 4h4M17 4h3v3M20 10v4M20 17v3h-3M14 20h-4M7 20H4v-3M4 14v-4",
  "tool-box": "M5 7h14v10H5zM5 12h14M10 7v5M14 12v5",
  "tool-segment": "M5 19 19 5",
  "tool-circle": "M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14z",
  "tool-polygon": "M12 4l8 6-3 9H7l-3-9z",
  "tool-hole": "M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM9 9.500l6 5M15 9.500l-6 5",
  "tool-erase": "M9 19h10M5 14l8-8 6 6-7 7H9z",
  "tool-add": "M9 12a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3 20c0-4 2.500-6 6-6s6 2 6 6M18 8v6M15 11h6",
  zones: "M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM12 4.500a7.500 7.500 0 1 1 0 15 7.500 7.500 0 0 1 0-15z",
  vectors: "M5 19 17 7M10 6h8v8",
  trails: "M4 18c4 0 3-6 7-6s3-6 9-6M4 18h.01",
  follow: "M12 4v4M12 16v4M4 12h4M16 12h4M12 10a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
} as const;

export type GlyphName = keyof typeof paths;

export function isGlyph(name: string): name is GlyphName {
  return name in paths;
}

export function Glyph({ name, size = 19 }: { name: GlyphName; size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false" fill={name === "play" ? "currentColor" : "none"} stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round">
      <path d={paths[name]} />
    </svg>
  );
}
