// Bundle the editor into the server's static files, with the licences of all that is in it.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const OUTPUT = join(HERE, "../rightsgraph_server/static/editor");

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json")));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  return [`${name} ${version} (${license})`, ...texts].join("\n\n");
}

function licences() {
  const { packages } = JSON.parse(readFileSync(join(HERE, "package-lock.json")));
  const shipped = Object.keys(packages).filter((path) => path && !packages[path].dev);
  const folders = shipped.map((path) => join(HERE, path)).filter(existsSync);
  return folders.map(licence).join(`\n\n${"=".repeat(80)}\n\n`) + "\n";
}

const { outputFiles } = await build({
  absWorkingDir: HERE,
  entryPoints: ["main.js"],
  outdir: OUTPUT,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  chunkNames: "[name]-[hash]",
  logLevel: "warning",
  write: false,
});

// The old bundle goes only now that the new one is made; main.js, which the server looks for, is last.
const isMain = ({ path }) => basename(path) === "main.js";
const written = [...outputFiles].sort((a, b) => isMain(a) - isMain(b));
rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(OUTPUT, { recursive: true });
writeFileSync(join(OUTPUT, "LICENSES.txt"), licences());
for (const { path, contents } of written) writeFileSync(path, contents);
