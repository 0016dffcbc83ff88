/** The board's own signs, drawn like those of the page on a square of 24 units. */
const paths = {
  select: "M6 3l12 9-6 1.500-2.500 6.500z",
  measure: "M4 17 17 4l3 3L7 20zM8 13l2 2M11 10l2 2M14 7l2 2",
  ping: "M12 10a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM12 6a6 6 0 0 1 6 6M12 2.500A9.500 9.500 0 0 1 21.500 12",
  laser: "M4 20 13 11M13 11l2-2M15 4v2M20 9h-2M18.500 5.500 17 7M12 6.500l1 1M17.500 12l-1-1",
  draw: "M4 20l1-5L16 4l4 4L9 19zM13.500 6.500l4 4",
  area: "M12 4 4 20h16zM8 14h8",
  fog: "M5 9a5 5 0 0 1 9.500-1.500A4 4 0 0 1 19 13H6a3 3 0 0 1-1-4zM5 17h11M8 20.500h11",
  wall: "M3 6h18v12H3zM3 12h18M9 6v6M15 12v6M6 12v6M17 6v6",
  door: "M6 21V4h12v17M4 21h16M14.500 12.500h.01",
  light: "M12 3c4 4 5 7 5 10a5 5 0 0 1-10 0c0-3 1-6 5-10zM12 21v-3",
  pin: "M12 21s-6-6.500-6-11a6 6 0 0 1 12 0c0 4.500-6 11-6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  align: "M4 4h16v16H4zM4 12h16M12 4v16",
  place: "M12 5v14M5 12h14",
  undo: "M9 5 4 10l5 5M4 10h10a5 5 0 0 1 0 10h-4",
  redo: "M15 5l5 5-5 5M20 10H10a5 5 0 0 0 0 10h4",
  scene: "M4 7h9M17 7h3M4 17h3M11 17h9M13 5v4M9 15v4",
  display: "M3 5h18v11H3zM9 20h6M12 16v4",
  more: "M6 12h.01M12 12h.01M18 12h.01",
} as const;

export type GlyphName = keyof typeof paths;

export function Glyph({ name, size = 20 }: { name: string; size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round">
      <path d={paths[name as GlyphName] ?? paths.more} />
    </svg>
  );
}
