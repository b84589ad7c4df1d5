// What answers from a model in chunks cost in a browser, as the catalogue grows: bytes, requests, time, memory.
//
//     node large.js MODULE SHOWS=FOLDER...
//
// MODULE is the folder that wasm-bindgen wrote, each FOLDER one that `scale -- chunks --shows SHOWS` wrote. docs/scale.md has
// all commands. Every catalogue is measured in a worker of its own (support/large-worker.js), on pages that the project's own
// server serves, from this machine: what the network would add is told by bytes, requests and rounds.

import { copyFile, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "@playwright/test";
import { launchOptions } from "./support/browser.js";
import { quantile } from "./support/quantile.js";
import { Site } from "./support/site.js";

const NAMED = [1, 5, 20, 200];

const [module, ...catalogues] = process.argv.slice(2);
if (!module || catalogues.length === 0) throw new Error("usage: node large.js MODULE SHOWS=FOLDER...");

const folder = await mkdtemp(join(tmpdir(), "large-"));
await writeFile(join(folder, "index.html"), "<!doctype html><title>Large catalogues</title>");
// Isolated, since a browser's clock is 20 times coarser otherwise, and its memory cannot be measured.
await writeFile(join(folder, "_headers"), "/*\n  Cross-Origin-Opener-Policy: same-origin\n");
for (const name of ["chunked.js", "chunked_bg.wasm"]) await copyFile(join(module, name), join(folder, name));
await copyFile(join(import.meta.dirname, "support/large-worker.js"), join(folder, "worker.js"));

const site = new Site({ isolated: true });
site.folder = folder;
const browser = await chromium.launch(launchOptions);
try {
  const rows = [];
  for (const catalogue of catalogues) {
    const [shows, where] = catalogue.split("=");
    await symlink(resolve(where), join(folder, shows));
    if (rows.length === 0) await site.start();
    const page = await browser.newPage();
    await page.goto(site.address);
    const found = await page.evaluate(run, Number(shows));
    await page.close();
    rows.push([Number(shows).toLocaleString("en"), found]);
    console.error(`${shows} shows: measured`);
  }
  print(rows, browser.version());
} finally {
  await browser.close();
  await site.end();
  await rm(folder, { recursive: true });
}

/** Runs in the page. */
async function run(shows) {
  if (!crossOriginIsolated) throw new Error("the page is not isolated");
  const worker = new Worker("worker.js", { type: "module" });
  const { found, error } = await new Promise((done) => {
    worker.onmessage = ({ data }) => done(data);
    worker.onerror = ({ message }) => done({ error: message });
    worker.postMessage({ folder: String(shows), shows });
  });
  if (error) throw new Error(error);
  const { breakdown, bytes } = await performance.measureUserAgentSpecificMemory();
  const inWorker = breakdown.filter(({ attribution }) => attribution.some(({ scope }) => scope === "DedicatedWorkerGlobalScope"));
  return { ...found, all: bytes, inWorker: inWorker.reduce((sum, part) => sum + part.bytes, 0) };
}

function print(rows, version) {
  const header = ["", ...rows.map(([shows]) => shows)];
  const table = [header, header.map(() => "---")];
  const row = (name, value) => table.push([name, ...rows.map(([, found]) => value(found))]);
  row("root, bytes", ({ root }) => thousands(root));
  for (const named of NAMED) {
    row(`first answer of a session, ${named} named: bytes, median (most)`, ({ first }) => spread(first[named], "bytes"));
    row("its requests; rounds", ({ first }) => `${spread(first[named], "requests")}; ${spread(first[named], "rounds")}`);
  }
  for (const named of NAMED) {
    row(`later answer, other ${named} named: bytes, median (most)`, ({ later }) => spread(later[named], "bytes"));
    row("its requests; rounds", ({ later }) => `${spread(later[named], "requests")}; ${spread(later[named], "rounds")}`);
    row("its computing, ms, p50; p99", ({ later }) => times(later[named].map(({ computed }) => computed)));
  }
  for (const named of NAMED) {
    row(`warm answer, ${named} named: ms, p50; p99`, ({ warm }) => times(warm[named]));
    row("complete", ({ complete, warm }) => `${complete[named]} of ${warm[named].length}`);
  }
  row("a title typed letter by letter: bytes, median (most)", ({ typed }) => spread(typed, "bytes"));
  row("its requests", ({ typed }) => spread(typed, "requests"));
  row("a letter, warm: ms, p50; p99", ({ letters }) => times(letters));
  row("memory of the WebAssembly instance at the end, bytes", ({ memory }) => thousands(memory));
  row("of it chunks", ({ kept }) => thousands(kept));
  row("JavaScript's memory of the worker, bytes", ({ inWorker }) => thousands(inWorker));
  console.log(`\nChromium ${version}\n`);
  for (const cells of table) console.log(`| ${cells.join(" | ")} |`);
}

function spread(costs, what) {
  const sorted = costs.map((cost) => cost[what]).sort((a, b) => a - b);
  return `${thousands(quantile(sorted, 0.5))} (${thousands(sorted.at(-1))})`;
}

function times(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.5, 0.99].map((share) => quantile(sorted, share).toFixed(2)).join("; ");
}

function thousands(number) {
  return number.toLocaleString("en");
}
