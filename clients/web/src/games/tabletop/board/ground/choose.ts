/** Which painter a machine gets. */
import { FlatPainter } from "./flat/painter";
import { GlPainter } from "./gl";
import type { GroundPainter } from "./painter";

/** isSoftware is true for renderers that only imitate a graphics card: a 2D canvas is many times as fast. */
export const isSoftware = (renderer: string): boolean => /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);

/** painterFor is what wish names ("gl" or "2d"), else what is fast here; restored is told when all that was kept is gone. */
export function painterFor(canvas: HTMLCanvasElement, wish: string | null, restored: () => void): GroundPainter | undefined {
  const gl = wish === "gl" || (wish !== "2d" && fast());
  return (gl ? GlPainter.over(canvas, restored) : undefined) ?? FlatPainter.over(canvas, restored);
}

let known: boolean | undefined;

/** fast asks on a canvas of its own: one that was asked for WebGL has no 2D any more. */
function fast(): boolean {
  return (known ??= probe());
}

function probe(): boolean {
  const gl = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (!gl) return false;
  const names = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return !isSoftware(renderer);
}
