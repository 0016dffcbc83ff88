/**
 * Pictures for boards: SVG files drawn once per size into a bitmap, since
 * drawing an SVG anew for every cell and frame is what makes boards slow.
 */
const images = new Map<string, HTMLImageElement>();
const bitmaps = new Map<string, HTMLCanvasElement>();
const waiting = new Set<() => void>();
const sizes = [24, 48, 96, 160, 256, 384];

/** onSprite is told whenever a picture has arrived. */
export function onSprite(listener: () => void): () => void {
  waiting.add(listener);
  return () => waiting.delete(listener);
}

/** sprite is the picture at about this many device pixels; undefined until it has loaded, or for ever if there is none. */
export function sprite(url: string, pixels: number): CanvasImageSource | undefined {
  const image = images.get(url) ?? load(url);
  if (!image.complete || image.naturalWidth === 0) return undefined;
  const size = sizes.find((one) => one >= pixels) ?? sizes.at(-1)!;
  const key = `${url}@${size}`;
  let bitmap = bitmaps.get(key);
  if (!bitmap) {
    bitmap = document.createElement("canvas");
    bitmap.width = bitmap.height = size;
    bitmap.getContext("2d")?.drawImage(image, 0, 0, size, size);
    bitmaps.set(key, bitmap);
  }
  return bitmap;
}

function load(url: string): HTMLImageElement {
  const image = new Image();
  image.decoding = "async";
  image.addEventListener("load", () => {
    for (const listener of waiting) listener();
  });
  image.src = url;
  images.set(url, image);
  return image;
}
