/**
 * What teams look like. Each has a colour, a brightness and a form of its own, so
 * that they are told apart without seeing colours.
 */
export type Scheme = "dark" | "light";

export const teamsMost = 8;

// After Okabe and Ito's palette, spread in brightness; for each ground its own.
const colours: Record<Scheme, readonly string[]> = {
  dark: ["#56a8ff", "#ff9a3d", "#7ff0a4", "#ff6fb1", "#f6ec6c", "#b597ff", "#4fd3de", "#f4f4f4"],
  light: ["#0b5cb5", "#b04a00", "#1c8746", "#a80f5e", "#7a6500", "#5a30c0", "#066a76", "#2b2b2b"],
};

export interface Ground {
  floor: string;
  beyond: string;
  grid: string;
  wall: string;
  edge: string;
  hole: string;
  rim: string;
  ink: string;
  danger: string;
}

export const grounds: Record<Scheme, Ground> = {
  dark: { floor: "#1b2229", beyond: "#0e1216", grid: "rgb(160 190 215 / 0.07)", wall: "#55636f", edge: "#8fa3b3", hole: "#06080a", rim: "#c0743a", ink: "#e8eef3", danger: "rgb(235 90 70 / 0.16)" },
  light: { floor: "#eef2f5", beyond: "#cfd8df", grid: "rgb(30 60 90 / 0.08)", wall: "#8796a3", edge: "#4a5c6b", hole: "#39424b", rim: "#9c4c14", ink: "#17212a", danger: "rgb(190 40 20 / 0.12)" },
};

export function colourOf(team: number, scheme: Scheme): string {
  return colours[scheme][(team - 1) % teamsMost]!;
}

/** formOf is a team's form as corners around (0, 0), looking to the right, of about radius 1; a disc has none. */
export function formOf(team: number): readonly (readonly [number, number])[] {
  return forms[(team - 1) % teamsMost]!;
}

const around = (corners: number, turn = 0) => Array.from({ length: corners }, (_, i) => {
  const angle = ((i / corners) + turn) * Math.PI * 2;
  return [Math.cos(angle) * 1.1, Math.sin(angle) * 1.1] as const;
});

const forms = [
  [[1.35, 0], [-0.95, 0.95], [-0.5, 0], [-0.95, -0.95]],
  [[0.95, 0.95], [-0.95, 0.95], [-0.95, -0.95], [0.95, -0.95]],
  [],
  [[1.4, 0], [0, 0.95], [-1.4, 0], [0, -0.95]],
  around(3),
  [[1.2, 0.4], [0.4, 0.4], [0.4, 1.2], [-0.4, 1.2], [-0.4, 0.4], [-1.2, 0.4], [-1.2, -0.4], [-0.4, -0.4], [-0.4, -1.2], [0.4, -1.2], [0.4, -0.4], [1.2, -0.4]],
  around(6),
  [[1.2, 0.5], [1.2, -0.5], [0.1, -0.5], [-1.1, -1.1], [-0.5, 0], [-1.1, 1.1], [0.1, 0.5]],
] as const satisfies readonly (readonly (readonly [number, number])[])[];

/** traceForm draws a team's form as a path in any context that has them. */
export function traceForm(ctx: Pick<CanvasRenderingContext2D, "moveTo" | "lineTo" | "closePath" | "arc">, team: number, radius: number): void {
  const form = formOf(team);
  if (form.length === 0) {
    ctx.moveTo(radius, 0);
    ctx.arc(0, 0, radius, 0, Math.PI * 2);
    return;
  }
  form.forEach(([x, y], i) => (i === 0 ? ctx.moveTo(x * radius, y * radius) : ctx.lineTo(x * radius, y * radius)));
  ctx.closePath();
}

/** formPath is a team's form for SVG. */
export function formPath(team: number, radius: number): string {
  const form = formOf(team);
  if (form.length === 0) return `M${radius} 0A${radius} ${radius} 0 1 1 ${-radius} 0A${radius} ${radius} 0 1 1 ${radius} 0Z`;
  return `${form.map(([x, y], i) => `${i === 0 ? "M" : "L"}${(x * radius).toFixed(2)} ${(y * radius).toFixed(2)}`).join("")}Z`;
}
