/**
 * What sounds at the table, on this device. Off until it is asked for: browsers
 * want a gesture, and people a choice. Each channel is one audio element that is
 * held to where everybody else is.
 */
import { library } from "../client";
import type { Asset, Channel } from "../proto";
import { serverNow, tuned } from "./clock";
import { corrected, faded, heard, startOf } from "./position";

/** Own is what the listener has chosen, for themselves alone. */
export interface Own {
  on: boolean;
  volume: number;
  muted: readonly string[];
}

const key = "playhouse-table-volume";
const tickMs = 250;

function remembered(): number {
  try {
    return Number(localStorage.getItem(key) ?? 0.7) || 0.7;
  } catch {
    return 0.7;
  }
}

class Player {
  readonly element = document.createElement("audio");
  private assetId = "";
  private from = 0;
  channel: Channel;

  constructor(channel: Channel, private readonly assets: Assets) {
    this.channel = channel;
    this.from = channel.volume;
    this.element.preload = "auto";
    this.element.dataset.channel = channel.id;
    document.body.append(this.element);
    // Starting takes a moment that nobody knows before: look again as soon as it sounds.
    this.element.addEventListener("playing", () => this.hold());
    // Addresses are good for a while only: ask for a new one.
    this.element.addEventListener("error", () => {
      assets.forget(this.assetId);
      this.assetId = "";
    });
  }

  become(channel: Channel): void {
    if (channel === this.channel) return;
    this.from = this.volumeNow();
    this.channel = channel;
  }

  private volumeNow(): number {
    const { volume, fadeMs } = this.channel;
    return faded(this.from, volume, { elapsed: serverNow() - startOf(this.channel), ms: fadeMs });
  }

  /** follow does what the channel says: the right track at the right place, as loud as it shall be. */
  follow(loudness: number): void {
    const { element, assets } = this;
    const want = heard(this.channel, serverNow(), (id) => assets.known(id)?.milliseconds ?? 0);
    element.volume = Math.min(1, this.volumeNow() * loudness);
    const url = want && assets.known(want.assetId)?.url;
    if (!url || !want.playing) {
      if (!element.paused) element.pause();
      return;
    }
    if (this.assetId !== want.assetId) {
      this.assetId = want.assetId;
      element.src = url;
      element.currentTime = want.ms / 1000;
    }
    if (element.paused && !element.ended) {
      element.currentTime = want.ms / 1000;
      void element.play().catch(() => undefined);
      return;
    }
    this.correct(want.ms);
  }

  private hold(): void {
    const want = heard(this.channel, serverNow(), () => 0);
    if (want && this.channel.assetIds.length === 1 && !this.channel.loop) this.correct(want.ms);
  }

  private correct(ms: number): void {
    const { element } = this;
    if (element.seeking || element.readyState < 2) return;
    const how = corrected(element.currentTime * 1000 - ms, element.playbackRate);
    if (how.seek) element.currentTime = ms / 1000;
    element.playbackRate = how.seek ? 1 : how.rate;
  }

  end(): void {
    this.element.pause();
    this.element.remove();
  }
}

/** Assets are the sounds that were looked up. */
class Assets {
  private readonly found = new Map<string, Asset | undefined>();
  campaignId = "";

  known(id: string): Asset | undefined {
    if (!this.found.has(id)) {
      this.found.set(id, undefined);
      library.getAsset({ campaignId: this.campaignId, assetId: id }).then(({ asset }) => this.found.set(id, asset), () => this.forget(id));
    }
    return this.found.get(id);
  }

  /** forget has it looked up again, but not before a while: what cannot be played at all is not asked for all the time. */
  forget(id: string): void {
    this.found.set(id, undefined);
    setTimeout(() => this.found.delete(id), 5_000);
  }

  async wait(id: string): Promise<Asset | undefined> {
    const known = this.known(id);
    if (known) return known;
    const { asset } = await library.getAsset({ campaignId: this.campaignId, assetId: id });
    return asset;
  }
}

/** Orchestra plays all channels of the table one is at. */
class Orchestra {
  own: Own = { on: false, volume: remembered(), muted: [] };
  readonly assets = new Assets();
  private readonly players = new Map<string, Player>();
  private channels: Record<string, Channel> = {};
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly listeners = new Set<() => void>();

  /** become takes the table's channels as they are now. */
  become(campaignId: string, channels: Record<string, Channel>): void {
    this.assets.campaignId = campaignId;
    this.channels = channels;
    this.play();
  }

  choose(change: Partial<Own>): void {
    this.own = { ...this.own, ...change };
    try {
      localStorage.setItem(key, String(this.own.volume));
    } catch {
      // Without storage the next visit begins as loud as the first.
    }
    if (change.on) void tuned();
    this.play();
    for (const listener of this.listeners) listener();
  }

  /** once plays a sound of the soundboard. */
  async once(assetId: string, volume: number): Promise<void> {
    const loudness = this.loudness("effects");
    if (loudness <= 0) return;
    const asset = await this.assets.wait(assetId);
    if (!asset) return;
    const sound = new Audio(asset.url);
    sound.volume = Math.min(1, volume * loudness);
    await sound.play().catch(() => undefined);
  }

  /** leave falls silent: the table is no longer looked at. */
  leave(): void {
    this.become(this.assets.campaignId, {});
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private loudness(channel: string): number {
    return this.own.on && !this.own.muted.includes(channel) ? this.own.volume : 0;
  }

  private play(): void {
    const wanted = this.own.on ? Object.values(this.channels).filter((one) => one.assetIds.length > 0) : [];
    for (const [id, player] of this.players) {
      if (wanted.some((one) => one.id === id)) continue;
      player.end();
      this.players.delete(id);
    }
    for (const channel of wanted) {
      const player = this.players.get(channel.id) ?? new Player(channel, this.assets);
      player.become(channel);
      this.players.set(channel.id, player);
    }
    clearInterval(this.timer);
    if (this.players.size === 0) return;
    this.timer = setInterval(() => this.tick(), tickMs);
    this.tick();
  }

  private tick(): void {
    for (const [id, player] of this.players) player.follow(this.loudness(id));
  }
}

export const orchestra = new Orchestra();
