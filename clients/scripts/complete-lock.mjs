// Names the binaries of every platform in the lock file.
//
// A registry mirror that serves only some platforms makes `npm install` leave
// the others out, and `npm ci` then refuses the lock file everywhere. What a
// package lists as optional dependency is added with its exact version and
// platform; npm fetches it only on that platform. Run by `npm run lock`.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
const { "": root, ...packages } = lock.packages;

/** platform reads what a name like "@oxlint/binding-linux-x64-musl" says. */
function platform(name) {
  const [os, cpu, abi = ""] = name.split("/").pop().replace(/^(binding|buf)-/, "").split("-");
  const libc = abi.startsWith("musl") ? ["musl"] : abi.startsWith("gnu") ? ["glibc"] : undefined;
  return { cpu: [cpu === "armv7" ? "arm" : cpu], dev: true, ...(libc && { libc }), optional: true, os: [os] };
}

let added = 0;
for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const key = `node_modules/${name}`;
    if (packages[key] || packages[`${path}/${key}`] || !/^\d+\.\d+\.\d+/.test(version)) continue;
    packages[key] = { version, ...platform(name) };
    added++;
  }
}
const sorted = Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: { "": root, ...sorted } }, null, 2)}\n`);
console.log(`${added} platform packages added to package-lock.json`);
