/** Where one looks at a board from. World units are cells; the screen's are CSS pixels. */

export interface Camera {
  /** The world point in the middle of the screen. */
  x: number;
  y: number;
  /** Pixels per cell. */
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Bounds is what there is to see, in world units. */
export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const minScale = 9;
export const maxScale = 220;

/** fit shows all of the bounds with a margin, but no cell larger than `largest` pixels, nor smaller than `smallest`. */
export function fit(bounds: Bounds, screen: Size, largest = 132, smallest = minScale): Camera {
  const margin = Math.min(28, screen.width * 0.05);
  const across = (screen.width - 2 * margin) / Math.max(1, bounds.width);
  const down = (screen.height - 2 * margin) / Math.max(1, bounds.height);
  return {
    x: bounds.x + bounds.width / 2,
    y: bounds.y + bounds.height / 2,
    scale: clamp(Math.min(across, down), smallest, largest),
  };
}

export function toScreen(camera: Camera, screen: Size, x: number, y: number): { x: number; y: number } {
  return {
    x: (x - camera.x) * camera.scale + screen.width / 2,
    y: (y - camera.y) * camera.scale + screen.height / 2,
  };
}

export function toWorld(camera: Camera, screen: Size, x: number, y: number): { x: number; y: number } {
  return {
    x: (x - screen.width / 2) / camera.scale + camera.x,
    y: (y - screen.height / 2) / camera.scale + camera.y,
  };
}

/** zoomAt changes the scale and keeps the world point under the given pixel where it is. */
export function zoomAt(camera: Camera, screen: Size, at: { x: number; y: number }, factor: number, smallest = minScale): Camera {
  const before = toWorld(camera, screen, at.x, at.y);
  const scale = clamp(camera.scale * factor, smallest, maxScale);
  const after = toWorld({ ...camera, scale }, screen, at.x, at.y);
  return { x: camera.x + before.x - after.x, y: camera.y + before.y - after.y, scale };
}

/** keepIn holds the middle of the screen over the board: it cannot be lost. */
export function keepIn(camera: Camera, bounds: Bounds): Camera {
  return {
    scale: camera.scale,
    x: clamp(camera.x, bounds.x, bounds.x + bounds.width),
    y: clamp(camera.y, bounds.y, bounds.y + bounds.height),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
