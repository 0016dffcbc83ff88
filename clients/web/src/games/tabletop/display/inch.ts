/** How many pixels of the page an inch of this screen has: kept on this device. */

const key = "playhouse-tabletop-inch";

/** A bank card is this wide in inches. */
export const card = 85.6 / 25.4;

/** inchOf is the pixels to an inch of a screen, from its diagonal and what it has of its own pixels. */
export function inchOf(diagonal: number, across: number, down: number, ratio: number): number {
  return diagonal > 0 ? Math.hypot(across, down) / diagonal / ratio : 0;
}

export function keptInch(): number {
  try {
    const inch = Number(localStorage.getItem(key));
    return inch >= 20 && inch <= 400 ? inch : 0;
  } catch {
    return 0;
  }
}

/** keepInch keeps it for the next time; 0 forgets it. */
export function keepInch(inch: number): void {
  try {
    if (inch > 0) localStorage.setItem(key, String(inch));
    else localStorage.removeItem(key);
  } catch {
    // Without storage it holds until the page is left.
  }
}
