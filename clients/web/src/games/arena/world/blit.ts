/**
 * Small sprites put into a picture by hand: a canvas takes about two microseconds to
 * copy one, this a fifth of that, and five thousand of them have a frame to share.
 * Pixels are not mixed: where two agents overlap the more solid pixel stays.
 */
import type { Scheme } from "./palette";
import { atlasOf, turns } from "./sprites";

/** From this side on in device pixels a canvas is faster, since only few fit into sight. */
export const largest = 34;

interface Sprite {
  /** Where its pixels lie from the middle, for a picture of a certain width. */
  offsets: Int32Array;
  colours: Uint32Array;
}

export class Blitter {
  private picture: ImageData | undefined;
  private pixels = new Uint32Array(0);
  private sprites: (Sprite | undefined)[] = [];
  private key = "";
  private atlas: ImageData | undefined;
  private cell = 0;

  /** begin clears the picture and answers how far from its edge a sprite must stay. */
  begin(ctx: CanvasRenderingContext2D, radius: number, scheme: Scheme): number {
    const { width, height } = ctx.canvas;
    if (this.picture?.width !== width || this.picture.height !== height) {
      this.picture = ctx.createImageData(width, height);
      this.pixels = new Uint32Array(this.picture.data.buffer);
      this.key = "";
    }
    const key = `${scheme}${radius}`;
    if (this.key !== key) this.load(radius, scheme);
    this.key = key;
    this.pixels.fill(0);
    return Math.ceil(this.cell / 2) + 1;
  }

  /** put draws a sprite with its middle at a pixel that is far enough from the edge. */
  put(x: number, y: number, row: number, column: number): void {
    const { offsets, colours } = this.sprites[row * turns + column] ?? this.cut(row, column);
    const { pixels } = this;
    const middle = y * this.picture!.width + x;
    for (let i = 0; i < offsets.length; i++) {
      const at = middle + offsets[i]!;
      const colour = colours[i]!;
      if (colour >>> 24 > pixels[at]! >>> 24 || colour >>> 24 === 255) pixels[at] = colour;
    }
  }

  end(ctx: CanvasRenderingContext2D): void {
    ctx.putImageData(this.picture!, 0, 0);
  }

  private load(radius: number, scheme: Scheme): void {
    const { picture, cell } = atlasOf(radius, scheme);
    this.cell = cell;
    this.sprites = [];
    this.atlas = picture.getContext("2d")!.getImageData(0, 0, picture.width, picture.height);
  }

  /** cut takes a sprite's pixels out of the atlas, but for those that cannot be seen. */
  private cut(row: number, column: number): Sprite {
    const { cell } = this;
    const { width } = this.atlas!;
    const source = new Uint32Array(this.atlas!.data.buffer);
    const half = Math.floor(cell / 2);
    const offsets: number[] = [];
    const colours: number[] = [];
    for (let y = 0; y < cell; y++) {
      for (let x = 0; x < cell; x++) {
        const colour = source[(row * cell + y) * width + column * cell + x]!;
        if (colour >>> 24 < 24) continue;
        offsets.push((y - half) * this.picture!.width + x - half);
        colours.push(colour);
      }
    }
    const sprite = { offsets: Int32Array.from(offsets), colours: Uint32Array.from(colours) };
    this.sprites[row * turns + column] = sprite;
    return sprite;
  }
}
