/**
 * Tiles of the ground's pictures: fetched with the caller's token, the nearest
 * first, four at a time; kept until the memory for them is full; fetched again
 * when the viewer has come to see more of what is under them. The old picture
 * stays until the new one is there.
 */
import { playhouse } from "../../../../rpc/playhouse";
import type { Element, MapPlacement } from "../../proto";
import { type Box, meets } from "../plane";
import type { GroundPainter, Held, Picture } from "./painter";
import { cornersOf, type Info, levelFor, type Tile, tilesOf } from "./tiles";

interface Kept {
  tile: Tile;
  held?: Held;
  bytes: number;
  etag: string;
  /** The log position it was made of, and the one it has to be of at least. */
  version: number;
  due: number;
  used: number;
  loading: boolean;
  /** It was answered, with a picture or with none: nothing of it may be seen. */
  answered: boolean;
  retryAt: number;
}

interface Ground {
  element: Element;
  map: MapPlacement;
  info?: Info;
  tiles: Map<string, Kept>;
}

const atOnce = 4;
const retryMs = 4_000;

export class TileStore {
  private readonly grounds = new Map<string, Ground>();
  private queue: { ground: Ground; kept: Kept }[] = [];
  private running = 0;
  private clock = 0;
  private bytes = 0;
  private gone = false;

  constructor(private readonly sessionId: string, private readonly asDisplay: boolean, private readonly painter: GroundPainter,
    private readonly changed: () => void, private readonly budget = matchMedia("(pointer: coarse)").matches ? 96e6 : 256e6) {}

  destroy(): void {
    this.gone = true;
    this.queue = [];
    for (const [key, ground] of this.grounds) this.forget(key, ground);
  }

  /** show takes the pictures that lie on the table now. */
  show(maps: Element[], redo: boolean, version: number): void {
    const ids = new Set<string>();
    for (const element of maps) {
      const map = element.kind.value as MapPlacement;
      const key = `${element.id}/${map.assetId}`;
      ids.add(key);
      const known = this.grounds.get(key);
      if (!known) {
        const ground: Ground = { element, map, tiles: new Map() };
        this.grounds.set(key, ground);
        void this.ask(ground, key);
      } else if (known.element !== element) {
        // What of a picture may be shown depends on where it lies.
        if (redo && moved(known.map, map)) for (const kept of known.tiles.values()) kept.due = version;
        Object.assign(known, { element, map });
      }
    }
    for (const [key, ground] of this.grounds) if (!ids.has(key)) this.forget(key, ground);
  }

  /** stale marks what lies in a box as older than a version. */
  stale(box: Box, version: number): void {
    for (const ground of this.grounds.values()) {
      for (const kept of ground.tiles.values()) if (meets(kept.tile.box, box)) kept.due = Math.max(kept.due, version);
    }
  }

  /** lost forgets all pictures: the painter has lost them. */
  lost(): void {
    for (const ground of this.grounds.values()) ground.tiles.clear();
    this.bytes = 0;
    this.changed();
  }

  /** pictures are what is there to be drawn, from coarse to fine; what is missing is fetched. */
  pictures(seen: Box, pixelsPerCell: number): Picture[] {
    const drawn: Picture[] = [];
    const wanted: { ground: Ground; kept: Kept }[] = [];
    const now = ++this.clock;
    for (const ground of [...this.grounds.values()].toSorted((a, b) => a.element.order - b.element.order)) {
      if (!ground.info) continue;
      const opacity = ground.element.hidden ? 0.5 : 1;
      const whole = cornersOf(ground.map, { x: 0, y: 0, width: 1, height: 1 });
      const finest = levelFor(ground.info, ground.map.width, pixelsPerCell);
      for (let level = 0; level <= finest; level++) {
        // Levels between are drawn where they are there, but only the coarsest and the finest are asked for.
        for (const tile of tilesOf(ground.info, ground.map, level, seen)) {
          const kept = this.keptOf(ground, tile, level === 0 || level === finest);
          if (!kept) continue;
          kept.used = now;
          kept.tile = tile;
          if (kept.held) drawn.push({ held: kept.held, corners: cornersOf(ground.map, tile.part), opacity, ground: ground.element.id, whole, level });
          if (!kept.loading && (!kept.answered || kept.version < kept.due)) wanted.push({ ground, kept });
        }
      }
    }
    this.queue = wanted.toSorted((a, b) => Number(Boolean(a.kept.held)) - Number(Boolean(b.kept.held)));
    this.pump();
    return drawn;
  }

  private keptOf(ground: Ground, tile: Tile, make: boolean): Kept | undefined {
    const key = `${tile.level}/${tile.column}/${tile.row}`;
    let kept = ground.tiles.get(key);
    if (!kept && make) {
      kept = { tile, bytes: 0, etag: "", version: 0, due: 0, used: 0, loading: false, answered: false, retryAt: 0 };
      ground.tiles.set(key, kept);
    }
    return kept;
  }

  private pump(): void {
    while (this.running < atOnce && this.queue.length > 0) {
      const next = this.queue.shift()!;
      if (next.kept.loading || next.kept.retryAt > Date.now()) continue;
      this.running++;
      next.kept.loading = true;
      void this.load(next.ground, next.kept).finally(() => {
        next.kept.loading = false;
        this.running--;
        this.pump();
      });
    }
  }

  private async load(ground: Ground, kept: Kept): Promise<void> {
    const { level, column, row } = kept.tile;
    const due = kept.due;
    try {
      const answer = await this.fetch(`${ground.element.id}/${level}/${column}/${row}`, kept.etag);
      const version = Number(answer.headers.get("Playhouse-Version") ?? 0);
      if (answer.status !== 304) {
        if (!answer.ok) throw new Error(`the ground answers ${answer.status}`);
        const bitmap = answer.status === 204 ? undefined : await createImageBitmap(await answer.blob());
        if (this.gone) return bitmap?.close();
        if (bitmap) this.take(kept, bitmap);
        else this.drop(kept);
        kept.answered = true;
        kept.etag = answer.headers.get("ETag") ?? "";
      }
      kept.version = version || due;
      // A server that is behind its own log is asked once more.
      if (kept.version < kept.due) kept.retryAt = Date.now() + 300;
      this.changed();
    } catch {
      kept.retryAt = Date.now() + retryMs;
      setTimeout(() => !this.gone && this.changed(), retryMs + 50);
    }
  }

  private take(kept: Kept, bitmap: ImageBitmap): void {
    const bytes = bitmap.width * bitmap.height * 4;
    kept.held = this.painter.keep(bitmap, kept.held);
    this.bytes += bytes - kept.bytes;
    kept.bytes = bytes;
    this.trim();
  }

  /** trim lets go of what was not looked at for longest. */
  private trim(): void {
    if (this.bytes <= this.budget) return;
    const all = [...this.grounds.values()].flatMap((ground) => [...ground.tiles].map(([key, kept]) => ({ ground, key, kept })));
    for (const { ground, key, kept } of all.toSorted((a, b) => a.kept.used - b.kept.used)) {
      if (this.bytes <= this.budget * 0.85 || kept.used === this.clock) return;
      this.drop(kept);
      ground.tiles.delete(key);
    }
  }

  private drop(kept: Kept): void {
    if (kept.held) this.painter.free(kept.held);
    this.bytes -= kept.bytes;
    kept.held = undefined;
    kept.bytes = 0;
  }

  private forget(key: string, ground: Ground): void {
    for (const kept of ground.tiles.values()) this.drop(kept);
    this.grounds.delete(key);
  }

  private async ask(ground: Ground, key: string): Promise<void> {
    try {
      const answer = await this.fetch(ground.element.id, "");
      if (!answer.ok) throw new Error(`the ground answers ${answer.status}`);
      ground.info = (await answer.json()) as Info;
      this.changed();
    } catch {
      setTimeout(() => {
        if (!this.gone && this.grounds.get(key) === ground) void this.ask(ground, key);
      }, retryMs);
    }
  }

  private async fetch(path: string, etag: string): Promise<Response> {
    const bearer = await playhouse.auth.bearer();
    return fetch(`/tables/${this.sessionId}/ground/${path}${this.asDisplay ? "?display=1" : ""}`, {
      headers: { ...(bearer && { Authorization: `Bearer ${bearer}` }), ...(etag && { "If-None-Match": etag }) },
      // The store is the cache: what is fetched again has to come from the server.
      cache: etag ? "no-store" : "default",
    });
  }
}

function moved(a: MapPlacement, b: MapPlacement): boolean {
  return a.at?.x !== b.at?.x || a.at?.y !== b.at?.y || a.width !== b.width || a.height !== b.height || a.rotation !== b.rotation;
}
