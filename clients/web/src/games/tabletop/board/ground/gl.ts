/** Paints the ground with WebGL2: felt and parchment, pictures, grid, light, fog. */
import { GridKind } from "../../proto";
import type { Box, Point } from "../plane";
import type { Bitmap } from "./explored";
import { deep, type Frame, type GroundPainter, type Held, powerOf, rgb } from "./painter";
import { daylight, felt, fog, glow, grid, image, vertex } from "./shaders";
import { type Mask, pictureOf } from "./sight";

const fragments = { felt, image, grid, daylight, fog, glow };
type Name = keyof typeof fragments;
const fadeMs = 220;

export class GlPainter implements GroundPainter {
  readonly name = "gl";
  private programs = new Map<Name, { program: WebGLProgram; places: Map<string, WebGLUniformLocation | null> }>();
  private current!: Map<string, WebGLUniformLocation | null>;
  private explored: { of?: Bitmap; texture: WebGLTexture } | undefined;
  private now: { of?: Mask; texture: WebGLTexture } | undefined;
  private before: { of?: Mask; texture: WebGLTexture } | undefined;
  private since = -fadeMs;

  private constructor(private readonly gl: WebGL2RenderingContext) {
    this.begin();
  }

  /** over is undefined where there is no WebGL2. */
  static over(canvas: HTMLCanvasElement, restored: () => void): GlPainter | undefined {
    const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false, powerPreference: "high-performance" });
    if (!gl) return undefined;
    const painter = new GlPainter(gl);
    canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
    canvas.addEventListener("webglcontextrestored", () => {
      painter.begin();
      restored();
    });
    return painter;
  }

  keep(bitmap: ImageBitmap, held: Held | undefined): Held {
    const texture = held ?? this.texture();
    this.upload(texture, bitmap);
    bitmap.close();
    return texture;
  }

  free(held: Held): void {
    this.gl.deleteTexture(held);
  }

  /** begin makes what the context holds; once more after it was lost. */
  private begin(): void {
    const { gl } = this;
    this.programs.clear();
    for (const [name, source] of Object.entries(fragments)) this.programs.set(name as Name, this.link(source));
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), gl.STATIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
    gl.enable(gl.BLEND);
    this.explored = { texture: this.texture() };
    this.now = { texture: this.texture() };
    this.before = { texture: this.texture() };
    this.upload(this.now.texture, undefined);
    this.upload(this.before.texture, undefined);
  }

  /** texture is an empty one that does not repeat itself. */
  private texture(): WebGLTexture {
    const { gl } = this;
    const texture = gl.createTexture()!;
    gl.bindTexture(gl.TEXTURE_2D, texture);
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    return texture;
  }

  private upload(texture: WebGLTexture, from: TexImageSource | undefined): void {
    const { gl } = this;
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    if (from) gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, from);
    else gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }

  /** draw paints a frame; true while what is seen changes into what is seen now. */
  draw(frame: Frame): boolean {
    const { gl } = this;
    if (gl.isContextLost()) return false;
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    const { screen, camera, scenery: { size, darkness } } = frame;
    const half = { x: screen.width / 2 / camera.scale, y: screen.height / 2 / camera.scale };
    const all = rectangle({ x: camera.x - half.x, y: camera.y - half.y, width: 2 * half.x, height: 2 * half.y });
    const scene = rectangle({ x: 0, y: 0, ...size });
    this.use("felt", frame);
    this.quad(all);
    this.use("image", frame);
    for (const picture of frame.pictures) {
      gl.bindTexture(gl.TEXTURE_2D, picture.held);
      this.number("opacity", picture.opacity);
      this.quad(picture.corners);
    }
    this.grid(frame, scene);
    this.daylight(frame, scene);
    const moving = this.take(frame);
    if (frame.veil || darkness > 0) {
      this.use("fog", frame);
      this.veil(frame);
      gl.uniform3fv(this.place("depth"), frame.veil?.depth ?? [0, 0, 0]);
      this.number("darkness", darkness);
      gl.uniform3fv(this.place("deep"), deep);
      this.quad(scene);
    }
    this.lights(frame);
    return moving;
  }

  private grid(frame: Frame, scene: Point[]): void {
    const { kind, offsetX, offsetY, colour, opacity } = frame.scenery.grid;
    if (kind === GridKind.NONE || opacity <= 0) return;
    this.use("grid", frame);
    this.gl.uniform4fv(this.place("line"), [...rgb(colour).map((part) => part * opacity), opacity]);
    this.gl.uniform2f(this.place("offset"), offsetX, offsetY);
    this.gl.uniform1i(this.place("kind"), kind === GridKind.HEX_FLAT ? 2 : kind === GridKind.HEX_POINTED ? 3 : 1);
    this.quad(scene);
  }

  private daylight(frame: Frame, scene: Point[]): void {
    const { gl } = this;
    if (!frame.scenery.daylight) return;
    gl.blendFunc(gl.ZERO, gl.SRC_COLOR);
    this.use("daylight", frame);
    gl.uniform3fv(this.place("tint"), frame.scenery.daylight);
    this.quad(scene);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  private lights(frame: Frame): void {
    const { gl } = this;
    const { glows, darkness } = frame.scenery;
    if (glows.length === 0) return;
    // Light multiplies: a dark floor stays dark, a bright one shines.
    gl.blendFunc(gl.DST_COLOR, gl.ONE);
    this.use("glow", frame);
    this.veil(frame);
    if (!frame.veil?.sightOnly) gl.uniform1i(this.place("fogged"), 0);
    for (const { at, bright, dim, colour } of glows) {
      gl.uniform3fv(this.place("tint"), rgb(colour));
      this.number("bright", dim > 0 ? bright / dim : 0);
      this.number("power", powerOf(darkness, frame.veil !== undefined));
      this.quad(rectangle({ x: at.x - dim, y: at.y - dim, width: 2 * dim, height: 2 * dim }));
    }
  }

  /** take uploads what is seen where it is another than in the last frame. */
  private take({ veil, now }: Frame): boolean {
    const { gl } = this;
    if (!veil || !this.explored || !this.now || !this.before) return false;
    if (this.explored.of !== veil.explored) {
      const { columns, rows, bits } = veil.explored;
      this.explored.of = veil.explored;
      gl.bindTexture(gl.TEXTURE_2D, this.explored.texture);
      gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
      gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, Math.max(1, columns), Math.max(1, rows), 0, gl.RED, gl.UNSIGNED_BYTE, bits.length > 0 ? bits : new Uint8Array(1));
    }
    if (this.now.of !== veil.mask) {
      [this.now, this.before] = [this.before, this.now];
      this.now.of = veil.mask;
      this.upload(this.now.texture, pictureOf(veil.mask));
      this.since = now;
    }
    return now - this.since < fadeMs;
  }

  private veil({ veil, scenery: { size }, now }: Frame): void {
    const { gl } = this;
    gl.uniform1i(this.place("fogged"), veil ? 1 : 0);
    if (!veil || !this.explored || !this.now || !this.before) return;
    const box = (from: Mask | undefined) => (from ? [from.box.x, from.box.y, Math.max(from.box.width, 0.01), Math.max(from.box.height, 0.01)] : [0, 0, 1, 1]);
    for (const [i, [name, texture]] of ([["explored", this.explored.texture], ["now", this.now.texture], ["before", this.before.texture]] as const).entries()) {
      gl.activeTexture(gl.TEXTURE1 + i);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.uniform1i(this.place(name), 1 + i);
    }
    gl.activeTexture(gl.TEXTURE0);
    gl.uniform4fv(this.place("nowBox"), box(this.now.of));
    gl.uniform4fv(this.place("beforeBox"), box(this.before.of));
    gl.uniform2f(this.place("size"), size.width, size.height);
    this.number("part", Math.min(1, (now - this.since) / fadeMs));
  }

  private use(name: Name, { camera, screen, scenery: { size } }: Frame): void {
    const { gl } = this;
    const { program, places } = this.programs.get(name)!;
    gl.useProgram(program);
    this.current = places;
    gl.uniform4f(this.place("camera"), camera.x, camera.y, (2 * camera.scale) / screen.width, (-2 * camera.scale) / screen.height);
    gl.uniform2f(this.place("size"), size.width, size.height);
    this.number("pixel", 1 / camera.scale);
  }

  private quad(corners: Point[]): void {
    const { gl } = this;
    gl.uniform2fv(this.place("quad"), corners.flatMap(({ x, y }) => [x, y]));
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  private number(name: string, value: number): void {
    this.gl.uniform1f(this.place(name), value);
  }

  private place(name: string): WebGLUniformLocation | null {
    return this.current.get(name) ?? null;
  }

  private link(fragment: string) {
    const { gl } = this;
    const program = gl.createProgram()!;
    for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
      const shader = gl.createShader(kind)!;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.bindAttribLocation(program, 0, "corner");
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) throw new Error(gl.getProgramInfoLog(program) ?? "a shader does not link");
    const names = Array.from({ length: gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS) as number }, (_, i) => gl.getActiveUniform(program, i)!.name.replace("[0]", ""));
    return { program, places: new Map(names.map((name) => [name, gl.getUniformLocation(program, name)])) };
  }
}

function rectangle({ x, y, width, height }: Box): Point[] {
  return [{ x, y }, { x: x + width, y }, { x: x + width, y: y + height }, { x, y: y + height }];
}
