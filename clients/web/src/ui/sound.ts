/** A few short sounds, made on the spot: nothing to download. Silent until the user turns them up. */
let volume = 0;
let context: AudioContext | undefined;

/** setVolume takes 0 (off) to 1. */
export function setVolume(next: number): void {
  volume = next;
}

const tunes = {
  turn: [[523, 0, 0.12], [784, 0.11, 0.2]],
  step: [[180, 0, 0.05]],
  hit: [[120, 0, 0.14], [70, 0.03, 0.18]],
  found: [[660, 0, 0.09], [880, 0.08, 0.09], [1175, 0.16, 0.18]],
  won: [[392, 0, 0.16], [523, 0.14, 0.16], [659, 0.28, 0.34]],
  lost: [[330, 0, 0.2], [262, 0.2, 0.2], [196, 0.4, 0.4]],
} satisfies Record<string, [number, number, number][]>;

/** play sounds a tune at the user's volume. */
export function play(tune: keyof typeof tunes): void {
  if (volume <= 0 || typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  const now = context.currentTime;
  for (const [pitch, start, length] of tunes[tune]) {
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.type = pitch < 200 ? "triangle" : "sine";
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0.0001, now + start);
    gain.gain.exponentialRampToValueAtTime(0.25 * volume, now + start + 0.012);
    gain.gain.exponentialRampToValueAtTime(0.0001, now + start + length);
    tone.connect(gain).connect(context.destination);
    tone.start(now + start);
    tone.stop(now + start + length + 0.02);
  }
}
