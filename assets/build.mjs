// Bundles the browser side into KOROB_DIST: content-hash names, a .br and .gz beside every text file, and
// manifest.json, from which packaging/build/assets.rs makes the table that is embedded. Run by cargo, not by hand.
//
// KOROB_DIST           where to write; emptied first
// KOROB_NODE_MODULES   where npm installed the packages of package-lock.json
// KOROB_MINIFY         "1" for small files, anything else for readable ones
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const dist = process.env.KOROB_DIST;
const modules = process.env.KOROB_NODE_MODULES;
if (!dist || !modules) throw new Error("KOROB_DIST and KOROB_NODE_MODULES say where to write and where the packages are");
const minify = process.env.KOROB_MINIFY === "1";
const esbuild = createRequire(join(modules, "resolve-from-here.js"))("esbuild");

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

/** Logical name -> hashed file name. */
const files = new Map();

await bundle();
put("icons.svg", iconSprite());
for (const image of readdirSync(join(here, "images")).sort()) put(image, readFileSync(join(here, "images", image)));
put("manifest.webmanifest", webManifest());
compress();
writeManifest();

/** TypeScript entry points and the stylesheet, with the fonts it names. */
async function bundle() {
  const result = await esbuild.build({
    entryPoints: [join(here, "src/app.ts"), join(here, "css/korob.css")],
    outdir: dist,
    absWorkingDir: here,
    nodePaths: [modules],
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    supported: { nesting: true },
    minify,
    legalComments: "none", // `korob version --licenses` shows them in full
    charset: "utf8",
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".woff2": "file" },
    metafile: true,
    logLevel: "warning",
  });
  for (const [path, output] of Object.entries(result.metafile.outputs)) {
    const file = basename(path);
    const source = output.entryPoint ?? (path.endsWith(".js") ? file : Object.keys(output.inputs)[0]);
    files.set(output.entryPoint ? basename(source).replace(/\.ts$/, ".js") : basename(source), file);
  }
}

/** Every file of icons/ as a symbol `i-NAME`, so that one cached file serves all pages. */
function iconSprite() {
  const symbols = readdirSync(join(here, "icons")).sort().map((file) => {
    const svg = readFileSync(join(here, "icons", file), "utf8");
    const inner = /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 24 24">(.+)<\/svg>\s*$/s.exec(svg);
    if (!inner) throw new Error(`icons/${file} must be one <svg> on a 24 x 24 grid without other attributes`);
    return `<symbol id="i-${basename(file, ".svg")}" viewBox="0 0 24 24">${inner[1].trim()}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

/** Lets a phone put Korob on its home screen. */
function webManifest() {
  const icon = (name, size) => ({ src: `/assets/${files.get(name)}`, sizes: size, type: TYPES[extname(name)] });
  return JSON.stringify({
    name: "Korob",
    short_name: "Korob",
    start_url: "/",
    display: "standalone",
    background_color: "#f5f3f1",
    theme_color: "#f5f3f1",
    icons: [icon("icon-192.png", "192x192"), icon("icon-512.png", "512x512"), icon("favicon.svg", "any")],
  });
}

function put(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10).toUpperCase();
  const file = name.replace(/(\.[^.]+)$/, `-${hash}$1`);
  writeFileSync(join(dist, file), content);
  files.set(name, file);
  return file;
}

/** Best compression once, here, instead of fair compression at every request. Fonts and pictures are packed already. */
function compress() {
  for (const file of files.values()) {
    if ([".woff2", ".png"].includes(extname(file))) continue;
    const plain = readFileSync(join(dist, file));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
    writeFileSync(join(dist, `${file}.br`), brotliCompressSync(plain, { params }));
    writeFileSync(join(dist, `${file}.gz`), gzipSync(plain, { level: 9 }));
  }
}

function writeManifest() {
  const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, file]) => {
    const type = TYPES[extname(file)];
    if (!type) throw new Error(`no media type is known for ${file}`);
    return { name, file, type };
  });
  writeFileSync(join(dist, "manifest.json"), JSON.stringify(entries, null, 1));
}
