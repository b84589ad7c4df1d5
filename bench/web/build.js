// The pages, each in a folder of its own with all that it fetches, bundled and minified, and compressed as a good host would.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import * as esbuild from "esbuild";
import { ranking } from "./graph.js";

const here = import.meta.dirname;
const packages = join(here, "node_modules");

/** The server adds the other header of a cross-origin isolated page, which has a finer clock. */
const HEADERS = "/*\n  Cross-Origin-Opener-Policy: same-origin\n";

const LOW_RANK = ["inputs.i8", "input-scales.f32", "outputs.i8", "output-scales.f32", "bias.i16"];
// Of each sparse part, by its number.
const SPARSE = (part) => [`sparse-steps-${part}.u8`, `sparse-ends-${part}.u32`, `sparse-scales-${part}.f32`];
const DENSE = (part) => [`sparse-matrix-${part}.i8`, `sparse-scales-${part}.f32`];

const TENSORFLOW = "tfjs-backend-wasm-simd.wasm";

/** The pages by name: `code` and `data` are the files that each fetches. */
export const PAGES = {
  "model-core": { title: "model-core", script: "model-core.js", code: ["plain_bg.wasm"], data: ["model.bin"] },
  "onnx-sparse": { title: "ONNX Runtime Web, sparse", script: "onnx.js", code: ["ort.wasm"], data: ["model.onnx", "weights.bin"] },
  "onnx-matrix": { title: "ONNX Runtime Web, matrix", script: "onnx.js", isDense: true, code: ["ort.wasm"], data: ["model.onnx"] },
  "tensorflow-sparse": { title: "TensorFlow.js, sparse", script: "tensorflow-wasm.js", code: [TENSORFLOW], data: ["weights.bin"] },
  "tensorflow-matrix": { title: "TensorFlow.js, matrix", script: "tensorflow-wasm.js", isDense: true, code: [TENSORFLOW], data: ["weights.bin"] },
  "tensorflow-cpu": { title: "TensorFlow.js in plain JavaScript, sparse", script: "tensorflow-cpu.js", code: [], data: ["weights.bin"] },
};

/** Makes them below `out`: `weights` is what trainer/examples/weights.rs wrote, `module` what wasm-bindgen did. */
export async function build(weights, module, out) {
  const about = JSON.parse(await readFile(join(weights, "weights.json"), "utf8"));
  const parts = about.sparseGains.map((_, part) => part);
  const array = (name) => readFileSync(join(weights, name));
  const cache = `${out}-compressed`;
  await rm(out, { recursive: true, force: true });
  await mkdir(cache, { recursive: true });
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "_headers"), HEADERS);
  const links = Object.entries(PAGES).map(([name, { title }]) => `<p><a href="${name}/">${title}</a>\n`);
  await writeFile(join(out, "index.html"), `<!doctype html>\n<title>The same ranking</title>\n${links.join("")}`);
  for (const [name, page] of Object.entries(PAGES)) {
    const folder = join(out, name);
    await mkdir(folder);
    const { isDense = false } = page;
    const known = { isDense, shows: about.shows, rank: about.rank, knots: about.knots, sparseGains: about.sparseGains };
    if (name === "model-core") {
      await copyFile(join(module, "plain_bg.wasm"), join(folder, "plain_bg.wasm"));
      await copyFile(join(weights, "model.bin"), join(folder, "model.bin"));
    } else if (page.script === "onnx.js") {
      await copyFile(join(packages, "onnxruntime-web/dist/ort-wasm-simd-threaded.wasm"), join(folder, "ort.wasm"));
      await writeFile(join(folder, "model.onnx"), ranking(about, array, isDense));
      if (!isDense) known.layout = await joined(parts.flatMap(SPARSE), array, join(folder, "weights.bin"));
    } else {
      for (const wasm of page.code) await copyFile(join(packages, "@tensorflow/tfjs-backend-wasm/wasm-out", wasm), join(folder, wasm));
      const names = [...parts.flatMap(isDense ? DENSE : SPARSE), ...LOW_RANK];
      known.layout = await joined(names, array, join(folder, "weights.bin"));
      known.biasScales = about.biasScales;
      known.lowRankGains = about.lowRankGains;
    }
    await bundle(page.script, folder, known, module);
    await writeFile(join(folder, "index.html"), html(page));
    for (const file of [...page.code, ...page.data, "page.js", "index.html"]) await compress(join(folder, file), cache);
  }
  const section = array("section.bin");
  return { about, section: [section.length, (await brotli(section)).length] };
}

/** Writes arrays into one file and says where each is. */
async function joined(names, array, path) {
  const layout = [];
  const parts = [];
  let at = 0;
  for (const name of names) {
    const content = array(name);
    layout.push([name, at, content.length]);
    const padding = -content.length & 3;
    parts.push(content, Buffer.alloc(padding));
    at += content.length + padding;
  }
  await writeFile(path, Buffer.concat(parts));
  return layout;
}

async function bundle(script, folder, about, module) {
  await esbuild.build({
    entryPoints: [join(here, "pages", script)],
    outfile: join(folder, "page.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
    // What only Node.js has stands in branches that no browser takes.
    external: ["node:*", "module", "worker_threads", "perf_hooks", "fs", "path", "os", "url"],
    plugins: [
      {
        name: "what the page knows",
        setup(build) {
          build.onResolve({ filter: /^MODULE$/ }, () => ({ path: join(module, "plain.js") }));
          build.onResolve({ filter: /^ABOUT$/ }, () => ({ path: "about", namespace: "about" }));
          build.onLoad({ filter: /.*/, namespace: "about" }, () => ({ contents: JSON.stringify(about), loader: "json" }));
          // As TensorFlow.js does for bundles of chosen kernels: without gradients and what registers all operations.
          build.onResolve({ filter: /^@tensorflow\/tfjs-core$/ }, () => ({ path: join(packages, "@tensorflow/tfjs-core/dist/base.js") }));
        },
      },
    ],
  });
}

/** All that the page needs is asked for at once, whatever order the engine has. */
function html({ title, code, data }) {
  const links = [...code, ...data].map((name) => `<link rel="preload" as="fetch" crossorigin href="${name}">`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
${links.join("\n")}
<script type="module" src="page.js"></script>
<p>${title}
`;
}

function brotli(content) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
  const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: content.length };
  return promisify(brotliCompress)(content, { params });
}

/** Beside the file. Kept by content, since the largest take half a minute. */
async function compress(path, cache) {
  const content = await readFile(path);
  const kept = join(cache, `${createHash("sha256").update(content).digest("hex")}.br`);
  if (!existsSync(kept)) {
    await writeFile(`${kept}.new`, await brotli(content));
    await rename(`${kept}.new`, kept);
  }
  await copyFile(kept, `${path}.br`);
}
