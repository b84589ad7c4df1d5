// The same ranking, with the same weights, on plain pages of other engines and of ours, and our whole site: bytes, time until
// an answer is possible, time of an answer. `cargo xtask peers` runs this; docs/performance.md has what came out.
//
// Every page is first held against model-core's own lists (trainer/examples/weights.rs): a page that ranks otherwise ends the
// measurement. Answers and visits are timed in turns, page after page, so that what else the machine does befalls all alike.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium, launchOptions } from "../../e2e/support/browser.js";
import { quantile } from "../../e2e/support/quantile.js";
import { Site } from "../../e2e/support/site.js";
import { SlowNetwork } from "../../e2e/support/slow.js";
import { PAGES, build } from "./build.js";
import { compare, visitSite, weighPage, weighSite } from "./pages.js";

const RUNS = 5;
const ROUNDS = 5;
const ANSWERS = 100;
const WARM_UP = 50;
const LIMIT = 20;
const TIMED = [1, 5, 20];
const PHONE = { viewport: { width: 412, height: 823 }, isMobile: true, hasTouch: true };
// As e2e/lighthouse.js: slow 4G, and a processor four times slower.
const SLOW = { latency: 150, rate: (1.6 * 1024 * 1024) / 8 };
const SLOWER_PROCESSOR = 4;
const PATIENCE = 180_000;

const folder = process.env.PEERS;
if (!folder) throw new Error("PEERS is the folder with weights/ and module/: `cargo xtask peers` makes it");
const questions = JSON.parse(await readFile(join(folder, "weights/questions.json"), "utf8"));
const pages = join(folder, "pages");
const { about, section } = await build(join(folder, "weights"), join(folder, "module"), pages);

const plain = new Site({ isolated: true, compressed: true });
plain.folder = pages;
const site = new Site({ isolated: true, compressed: true });
const slowPlain = new SlowNetwork(SLOW);
const slowSite = new SlowNetwork(SLOW);
let browser;
try {
  await Promise.all([plain.start(), site.start()]);
  await Promise.all([slowPlain.start(plain.address), slowSite.start(site.address)]);
  browser = await chromium.launch(launchOptions);
  const rows = new Map([["site", { title: "the whole site", ...weighSite(site.folder) }]]);
  for (const [name, page] of Object.entries(PAGES)) rows.set(name, { title: page.title, ...weighPage(join(pages, name), page) });

  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, row] of rows) {
      const { noise, ...times } = name === "site" ? await askSite() : await askPage(name);
      row.noise = noise;
      for (const [what, took] of Object.entries(times)) {
        row[what] ??= {};
        for (const size of TIMED) row[what][size] = [...(row[what][size] ?? []), ...took[size]];
      }
      if (round === 0) console.error(`${row.title}: ranks as model-core does`);
    }
  }
  for (const speed of ["full", "slow"]) {
    for (let run = 0; run < RUNS; run += 1) {
      for (const [name, row] of rows) (row[speed] ??= []).push(await visit(name, speed === "slow"));
    }
  }
  print(rows);
} finally {
  await browser?.close();
  slowPlain.end();
  slowSite.end();
  await Promise.all([plain.end(), site.end()]);
}

/** Whether a plain page's lists are right, and how long its answers take. */
async function askPage(name) {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.goto(`${plain.address}${name}/`);
  await page.waitForFunction(() => globalThis.page, undefined, { timeout: PATIENCE });
  const answers = await page.evaluate(async ({ asked, limit }) => {
    if (!crossOriginIsolated) throw new Error("the page is not isolated, so its clock is coarse");
    const answers = [];
    for (const named of asked) answers.push(await globalThis.page.recommend(named, limit));
    return answers;
  }, { asked: questions.map(({ named }) => named), limit: LIMIT });
  const noise = compare(name, questions, answers);
  const times = {};
  for (const size of TIMED) {
    const { named } = questions.find((one) => one.named.length === size);
    times[size] = await page.evaluate(async ({ named, limit, warmUp, answers }) => {
      const times = [];
      for (let at = 0; at < warmUp + answers; at += 1) {
        const start = performance.now();
        await globalThis.page.recommend(named, limit);
        if (at >= warmUp) times.push(performance.now() - start);
      }
      return times;
    }, { named, limit: LIMIT, warmUp: WARM_UP, answers: ANSWERS });
  }
  await context.close();
  return { noise, times };
}

/** The same of the site: a question of each size, named as a person does. */
async function askSite() {
  const times = {};
  const there = {};
  for (const question of questions.filter((one, at) => questions.findIndex((other) => other.named.length === one.named.length) === at)) {
    const size = question.named.length;
    const context = await browser.newContext(PHONE);
    const timed = await visitSite(context, site.address, question, TIMED.includes(size) && { warmUp: WARM_UP, answers: ANSWERS });
    if (timed) [times[size], there[size]] = timed;
    await context.close();
  }
  return { noise: { most: 0, swapped: 0 }, times, there };
}

/** A first visit: how long until an answer is possible, and until the first was there. */
async function visit(name, isSlow) {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  if (name === "site") await page.addInitScript(watchEdition);
  if (isSlow) {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER_PROCESSOR });
  }
  const [{ address }, path] = name === "site" ? [isSlow ? slowSite : site, ""] : [isSlow ? slowPlain : plain, `${name}/`];
  await page.goto(address + path, { waitUntil: "commit" });
  await page.waitForFunction(() => globalThis.page, undefined, { timeout: PATIENCE, polling: 100 });
  const times = await page.evaluate(() => ({ ready: globalThis.page.ready, first: globalThis.page.first }));
  await context.close();
  return times;
}

/** Runs in the site's page: notes when it says which edition it has, which is when it can answer. */
function watchEdition() {
  const timer = setInterval(() => {
    if (!document.body?.textContent.includes("This edition:")) return;
    globalThis.page = { ready: performance.now() };
    clearInterval(timer);
  }, 20);
}

function print(rows) {
  const count = (value) => value.toLocaleString("en");
  const pair = (value) => (value ? `${count(value[0])} / ${count(value[1])}` : "–");
  const middle = (runs, what) => {
    const sorted = runs.map((run) => run[what]).filter(Number.isFinite).toSorted((a, b) => a - b);
    return sorted.length > 0 ? count(Math.round(quantile(sorted, 0.5))) : "–";
  };
  const took = (times) => {
    const sorted = times.toSorted((a, b) => a - b);
    return [0.5, 0.99].map((share) => quantile(sorted, share).toFixed(2)).join(" / ");
  };
  const table = (heads, line) => {
    console.log(`\n| ${["", ...heads].join(" | ")} |\n|${"---|".repeat(heads.length + 1)}`);
    for (const row of rows.values()) console.log(`| ${[row.title, ...line(row)].join(" | ")} |`);
  };

  console.log(`\n${count(about.shows)} shows, Chromium ${browser.version()}; bytes as they are / with brotli 11, milliseconds`);
  table(["code", "data"], ({ code, data }) => [pair(code), pair(data)]);
  console.log(`\nof the model file, the weights: ${pair(section)}`);
  table(["ready", "first answer", "ready, slow", "first answer, slow"], ({ full, slow }) =>
    [full, slow].flatMap((runs) => ["ready", "first"].map((what) => middle(runs, what))));
  table(TIMED.map((size) => `${size} named`), ({ times }) => TIMED.map((size) => took(times[size])));
  console.log(`\nthe site, there and back between page and worker: ${TIMED.map((size) => took(rows.get("site").there[size])).join(", ")}`);
  for (const { title, noise } of rows.values()) {
    console.log(`${title}: scores differ by ${noise.most.toExponential(1)} at most, ${noise.swapped} places differ (ties within that)`);
  }
}
