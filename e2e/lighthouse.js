// Lighthouse on the finished site as a phone on slow 4G would meet it. `cargo xtask lighthouse` runs this.
//
// Five runs of each method, the median of each number. Then what Lighthouse does not measure: with the network and the
// processor slowed down for real (for the page's workers as well), how long until a person can type, until what is typed is
// found, and until there are answers, on the first visit and on the second.

import { chromium } from "@playwright/test";
import * as launcher from "chrome-launcher";
import lighthouse from "lighthouse";
import { App } from "./support/app.js";
import { launchOptions } from "./support/browser.js";
import { Site } from "./support/site.js";
import { SlowNetwork } from "./support/slow.js";
import { times, watchVisits } from "./support/visit.js";

const RUNS = 5;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const AUDITS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index", "interactive"];
// Lighthouse's own idea of slow 4G on a phone of the middle class.
const SLOW = { latency: 150, rate: (1.6 * 1024 * 1024) / 8 };
const SLOWER_PROCESSOR = 4;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

// How Lighthouse slows the phone down. `simulate`, its usual way, loads the page at full speed and works out how long all that
// arrived before a paint would have taken on that network; `devtools` slows network and processor down for real.
const METHODS = ["simulate", "devtools"];

async function inspect(address, throttlingMethod) {
  const chrome = await launcher.launch({
    chromePath: launchOptions.executablePath,
    chromeFlags: ["--headless=new", ...launchOptions.args],
  });
  try {
    const { lhr } = await lighthouse(address, { port: chrome.port, output: "json", logLevel: "error", throttlingMethod });
    return lhr;
  } finally {
    await chrome.kill();
  }
}

function print(reports, method) {
  console.log(`\nLighthouse ${reports[0].lighthouseVersion}, mobile, ${method}, median of ${RUNS}\n`);
  for (const name of CATEGORIES) {
    const scores = reports.map((report) => Math.round(report.categories[name].score * 100));
    console.log(`${name.padEnd(34)}${String(median(scores)).padStart(8)}   (${scores.join(", ")})`);
  }
  for (const name of AUDITS) {
    const values = reports.map((report) => report.audits[name].numericValue);
    const unit = name === "cumulative-layout-shift" ? "" : " ms";
    console.log(`${name.padEnd(34)}${median(values).toFixed(unit ? 0 : 3).padStart(8)}${unit}`);
  }
  const lost = new Set();
  for (const report of reports) {
    for (const { auditRefs } of Object.values(report.categories)) {
      for (const { id, weight } of auditRefs) {
        const { score, title } = report.audits[id];
        if (weight > 0 && score !== null && score < 0.9) lost.add(`${id}: ${title}`);
      }
    }
  }
  for (const line of lost) console.log(`below 90: ${line}`);
}

const site = await new Site({ compressed: true }).start();
try {
  for (const method of METHODS) {
    const reports = [];
    for (let run = 0; run < RUNS; run += 1) reports.push(await inspect(site.address, method));
    print(reports, method);
  }

  const runs = { first: [], second: [] };
  const network = await new SlowNetwork(SLOW).start(site.address);
  const browser = await chromium.launch(launchOptions);
  for (let run = 0; run < RUNS; run += 1) {
    const context = await browser.newContext({ viewport: { width: 412, height: 823 }, isMobile: true, hasTouch: true });
    await watchVisits(context, "the w");
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER_PROCESSOR });
    const app = new App(page, network.address);
    for (const visit of ["first", "second"]) {
      await page.goto(network.address, { waitUntil: "commit" });
      runs[visit].push(await times(page));
      await app.kept();
      await page.goto("about:blank");
    }
    await context.close();
  }
  await browser.close();
  network.end();
  console.log(`\nslow 4G and a processor ${SLOWER_PROCESSOR} times slower, median of ${RUNS} (milliseconds)\n`);
  for (const [visit, visits] of Object.entries(runs)) {
    const of = (what) => median(visits.map((times) => times[what])).toFixed(0).padStart(8);
    console.log(`${visit} visit: search can be typed into after${of("typed")}, finds after${of("found")}, answers after${of("answers")}`);
  }
} finally {
  await site.end();
}
