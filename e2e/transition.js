// What it would cost to open a show's page in a View Transition: the time from a click on a card's title until the page of the
// show is painted, as it is, and with `showModal` wrapped in `document.startViewTransition`. `node transition.js` opens twelve
// shows each way, twice in turn, at the machine's own speed and with the processor four times slower, on the site in `dist/`.

import { chromium } from "@playwright/test";
import { App, CRIME } from "./support/app.js";
import { launchOptions } from "./support/browser.js";
import { quantile } from "./support/quantile.js";
import { Site } from "./support/site.js";

const SHOWS = 12;
const ROUNDS = 2;

/** Runs in the page before anything else. */
function prepare(inTransition) {
  const { showModal } = HTMLDialogElement.prototype;
  if (inTransition) {
    HTMLDialogElement.prototype.showModal = function () {
      document.startViewTransition(() => showModal.call(this));
    };
  }
  // Milliseconds from the next click until a frame with the show in it was painted.
  globalThis.painted = () =>
    new Promise((resolve) => {
      let clicked;
      addEventListener("click", ({ timeStamp }) => (clicked = timeStamp), { capture: true, once: true });
      const look = () => {
        if (!document.querySelector("dialog[open] .sheet-head")) return requestAnimationFrame(look);
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - clicked)));
      };
      look();
    });
}

async function measure(browser, site, inTransition, rate) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.addInitScript(prepare, inTransition);
  const app = new App(page, site.address);
  await app.open();
  await app.pickAll(CRIME);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  const times = [];
  for (let at = 0; at < SHOWS; at += 1) {
    const link = app.titles.nth(at).getByRole("link");
    await link.scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    await link.evaluate(() => void (globalThis.shown = globalThis.painted()));
    await link.click();
    times.push(await page.evaluate(() => globalThis.shown));
    await page.waitForTimeout(300);
    await page.keyboard.press("Escape");
    await page.waitForTimeout(300);
  }
  await context.close();
  return times;
}

const browser = await chromium.launch(launchOptions);
const site = await new Site().start();
try {
  for (const rate of [1, 4]) {
    const times = { "as it is": [], "in a transition": [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [name, all] of Object.entries(times)) all.push(...(await measure(browser, site, name !== "as it is", rate)));
    }
    for (const [name, all] of Object.entries(times)) {
      const sorted = all.toSorted((a, b) => a - b);
      const told = [0.5, 0.9].map((share) => quantile(sorted, share).toFixed(0));
      console.log(`processor ${rate} × slower, ${name}: median ${told[0]} ms, 90th percentile ${told[1]} ms`);
    }
  }
} finally {
  await browser.close();
  await site.end();
}
