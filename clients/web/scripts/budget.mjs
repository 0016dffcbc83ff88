// Fails the build when it has become too heavy: the shell (what every visitor
// loads first, scripts and styles) over 200 kB gzip, a way into a game (its table,
// its set-up, each page of its own) over 80 kB: what one loads before it is there, on
// top of shell and frame. What it fetches later, when somebody asks for it, may
// weigh half of that again. Afterwards the manifest is removed: the server need not serve it.
import { readFileSync, rmSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const limits = { shell: 200_000, way: 80_000, later: 40_000 };
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

/** later is every chunk that an entry's own folder loads when it is asked for. */
function later(key, known, folder) {
  const files = new Set();
  for (const next of manifest[key].dynamicImports ?? []) if (next.startsWith(folder)) closure(next, known, files);
  return files;
}

const sum = (files) => [...files].reduce((total, file) => total + weigh(file), 0);
const shell = closure("index.html");
const frame = new Set(shell);
for (const key of Object.keys(manifest)) if (key.startsWith("src/pages/")) closure(key, new Set(), frame);
const report = [["shell", sum(shell), limits.shell]];
for (const key of Object.keys(manifest)) {
  const folder = /^src\/games\/[^/]+\//.exec(key)?.[0];
  if (key !== `${folder}index.ts`) continue;
  for (const way of manifest[key].dynamicImports ?? []) {
    const name = way.slice("src/games/".length).replace(/\.tsx?$/, "");
    const eager = closure(key, frame);
    closure(way, frame, eager);
    const lazy = later(way, new Set([...frame, ...eager]), folder);
    report.push([name, sum(eager), limits.way]);
    if (lazy.size > 0) report.push([`${name}, later`, sum(lazy), limits.later]);
  }
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
