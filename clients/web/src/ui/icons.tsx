/** The page's signs, drawn on a 24-unit square with the current colour. */
const paths = {
  home: "M4 11.5 12 4l8 7.500M6 10v9.500h12V10M10 19.500v-5h4v5",
  sessions: "M5 5h14v14H5zM5 10h14M10 10v9",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M13 5v4M9 15v4",
  maze: "M4 4h16v16H4zM4 9h6v6M14 4v7h-2M20 15h-6v5M9 20v-2",
  diamond: "M12 3.500 20.500 12 12 20.500 3.500 12zM12 10.800 13.200 12 12 13.200 10.800 12z",
  hearth: "M4 20V9l8-5 8 5v11zM9 20v-4.500a3 3 0 0 1 6 0V20M8 10h8",
  search: "M10.500 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zM15.500 15.500 20 20",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.600-5.600l-1.200 1.200M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.600 5.600l1.200-1.200",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 20h2",
  chat: "M4 5h16v11H10l-4 4v-4H4z",
  people: "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3 20c0-4 2.500-6 6-6s6 2 6 6M16 11a3 3 0 1 0-1-5.800M17 14c2.600.3 4 2.300 4 6",
  log: "M6 4h10l3 3v13H6zM9 10h7M9 14h7M9 18h4",
  dice: "M5 5h14v14H5zM9 9h.01M15 15h.01M15 9h.01M9 15h.01M12 12h.01",
  flag: "M6 21V4M6 5h11l-2 4 2 4H6",
  crown: "M4 18h16M4 15l-1-8 5 4 4-6 4 6 5-4-1 8z",
  eye: "M2.500 12S6 6 12 6s9.500 6 9.500 6-3.500 6-9.500 6-9.500-6-9.500-6zM12 14.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  bot: "M6 9h12v10H6zM12 9V5M10 4.500h4M9.500 13h.01M14.500 13h.01M10 16.500h4M4 13v3M20 13v3",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  check: "M5 12.500 10 17.500 19 7",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  play: "M8 5v14l11-7z",
  pause: "M8 5v14M16 5v14",
  back: "M14 6l-6 6 6 6",
  next: "M10 6l6 6-6 6",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  kick: "M10 4H5v16h5M13 8l4 4-4 4M17 12H9",
  clock: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4l3 2",
  move: "M5 12h14M13 6l6 6-6 6",
  fight: "M5 4l10 10M4 5l10 10M19 4 9 14M20 5 10 15M6 15l4 4M14 19l4-4M5 19l2-2M19 19l-2-2",
  explore: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM15 9l-2 4-4 2 2-4z",
  use: "M9 4h6v4h4v12H5V8h4zM12 11v6M9 14h6",
  special: "M12 3l2.500 6.500L21 12l-6.500 2.500L12 21l-2.500-6.500L3 12l6.500-2.500z",
  help: "M12 20s-7-4.300-7-9.500A4 4 0 0 1 12 8a4 4 0 0 1 7 2.500C19 15.700 12 20 12 20z",
  stay: "M7 4h10v4l-4 4 4 4v4H7v-4l4-4-4-4z",
  rocket: "M12 3c2.500 2.500 3.500 5.500 3.500 9l3.500 4v3l-5-1.500h-4L5 19v-3l3.500-4c0-3.500 1-6.500 3.500-9zM12 8.500v3",
  crate: "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
  scales: "M12 4v16M8 20h8M5 7h14M5 7l-2.500 6a3 3 0 0 0 5 0zM19 7l-2.500 6a3 3 0 0 0 5 0z",
  save: "M5 4h11l3 3v13H5zM8 4v5h7V4M8 20v-6h8v6",
  trophy: "M8 4h8v5a4 4 0 0 1-8 0zM8 5H5c0 3 1 4.500 3 5M16 5h3c0 3-1 4.500-3 5M12 13v4M8.500 20h7M12 17c-1.500 0-2.500 1-2.500 3h5c0-2-1-3-2.500-3z",
  orbit: "M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM4 17.500c-2-2.500 0-6.500 5-9.500s10-3.500 11.500-1S19.500 14 15 17s-9.500 2.500-11 .5z",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600 7 7M17 17l1.400 1.400M5.600 18.400 7 17M17 7l1.400-1.400",
  moon: "M19 14.500A7.500 7.500 0 0 1 9.500 5 7.500 7.500 0 1 0 19 14.500z",
} as const;

export type IconName = keyof typeof paths;

/** Icon is decoration: what it stands for is always said in text too. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  const filled = name === "play";
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false"
      fill={filled ? "currentColor" : "none"} stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round">
      <path d={paths[name]} />
    </svg>
  );
}
