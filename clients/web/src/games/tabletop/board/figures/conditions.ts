/** The fifteen conditions of the open rules, with a small sign for each, on a square of 16. */
export const conditionSigns: Record<string, string> = {
  blinded: "M2 8s2-4 6-4 6 4 6 4-2 4-6 4-6-4-6-4zM3 13 13 3",
  charmed: "M8 13 3 8a3 3 0 0 1 5-3 3 3 0 0 1 5 3z",
  deafened: "M5 9a3 3 0 1 1 6-1c0 2-2 2-2 4a2 2 0 0 1-3 1M3 13 13 3",
  exhaustion: "M4 4h5L4 9h5M10 9h3l-3 4h3",
  frightened: "M8 2v8M8 13v.5",
  grappled: "M4 13V7l2-3 1 4 1-5 1 5 2-4 1 6-3 4z",
  incapacitated: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM4 4l8 8",
  invisible: "M8 3a5 5 0 0 1 5 5v5l-2-1-3 1-3-1-2 1V8a5 5 0 0 1 5-5z",
  paralyzed: "M9 2 5 9h4l-2 5 5-7H8z",
  petrified: "M3 13 5 6l4-3 4 4v6zM6 8l3 2 1-4",
  poisoned: "M8 2s4 5 4 8a4 4 0 0 1-8 0c0-3 4-8 4-8z",
  prone: "M2 12h12M4 9h6l3 1",
  restrained: "M3 5h10M3 8h10M3 11h10M5 3v10M11 3v10",
  stunned: "M8 2l1.500 4.500L14 8l-4.500 1.500L8 14l-1.500-4.500L2 8l4.500-1.500z",
  unconscious: "M10 3a5 5 0 1 0 3 8 5 5 0 0 1-3-8z",
};

export const conditionIds = Object.keys(conditionSigns);

const paths = new Map<string, Path2D>();

/** signOf is a condition's sign as a path; words of one's own get a dot. */
export function signOf(id: string): Path2D {
  let path = paths.get(id);
  if (!path) paths.set(id, (path = new Path2D(conditionSigns[id] ?? "M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z")));
  return path;
}
