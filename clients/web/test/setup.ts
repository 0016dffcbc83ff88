/** What happy-dom lacks of a browser. */
import { afterEach } from "vitest";
import { cleanup, configure } from "@testing-library/react";

afterEach(cleanup);
// The first look at a page fetches its chunk.
configure({ asyncUtilTimeout: 8_000 });

const nothing = () => {};
window.matchMedia ??= ((query: string) => ({ matches: query.includes("reduce"), media: query, addEventListener: nothing, removeEventListener: nothing, addListener: nothing, removeListener: nothing })) as never;
window.scrollTo = nothing as never;
HTMLElement.prototype.scrollIntoView = nothing;
globalThis.Path2D ??= function Path2D() {} as never;

/** A pen that accepts everything: boards are checked by their display lists, not by pixels. */
const pen: unknown = new Proxy({}, { get: (_, name) => (name === "measureText" ? () => ({ width: 1 }) : name === "createRadialGradient" || name === "createLinearGradient" ? () => ({ addColorStop: nothing }) : nothing), set: () => true });
HTMLCanvasElement.prototype.getContext = (() => pen) as never;
