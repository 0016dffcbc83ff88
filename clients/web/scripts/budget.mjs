// Fails the build when it has become too heavy: the shell (what every visitor
// loads first, scripts and styles) over 200 kB gzip, a game over 80 kB: all that
// the game's folder brings, its lazy parts included, on top of shell and frame.
// Afterwards the manifest is removed: the server need not serve it.
import { readFileSync, rmSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const limits = { shell: 200_000, game: 80_000 };
const manifestFile = new URL("assets/manifest.json", dist);
const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));

const weigh = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

/** closure is every file that loading an entry brings with it, without what `known` has already. */
function closure(key, known = new Set(), files = new Set()) {
  const chunk = manifest[key];
  if (known.has(chunk.file) || files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) if (!known.has(css)) files.add(css);
  for (const imported of chunk.imports ?? []) closure(imported, known, files);
  return files;
}

/** family is an entry and every chunk that its own folder loads later. */
function family(key, known, folder, files = new Set()) {
  closure(key, known, files);
  for (const next of manifest[key].dynamicImports ?? []) if (next.startsWith(folder)) closure(next, known, files);
  return files;
}

const sum = (files) => [...files].reduce((total, file) => total + weigh(file), 0);
const shell = closure("index.html");
const frame = new Set(shell);
for (const key of Object.keys(manifest)) if (key.startsWith("src/pages/")) closure(key, new Set(), frame);
const report = [["shell", sum(shell), limits.shell]];
for (const key of Object.keys(manifest)) {
  const game = /^src\/games\/([^/]+)\/index\.ts$/.exec(key)?.[1];
  if (game) report.push([game, sum(family(key, frame, `src/games/${game}/`)), limits.game]);
}
if (report.length < 2) throw new Error("no game was found in the build's manifest");

let heavy = false;
for (const [name, bytes, limit] of report) {
  const over = bytes > limit;
  heavy ||= over;
  console.log(`${over ? "TOO HEAVY" : "ok"}  ${name}: ${(bytes / 1000).toFixed(1)} kB gzip of ${limit / 1000} kB`);
}
rmSync(manifestFile);
if (heavy) process.exit(1);
