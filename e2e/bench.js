// How quick the finished site is, measured in a headless browser. `cargo xtask bench` runs this.
//
// The times of an answer are those that the site itself writes with User Timing: `answer-compute` is the arithmetic in
// the worker, `answer-roundtrip` is from the question to the answer in the page. Both are given twice: with the page at
// rest, when the page's own last question is sent to its worker again and again, so that nothing but the message, the
// arithmetic and the reading of the answer is timed; and after a click, when the page also draws. The other rows are
// measured here, from the event that a person causes to the frame in which the page shows it.

import { chromium } from "@playwright/test";
import { App } from "./support/app.js";
import { launchOptions } from "./support/browser.js";
import { Site } from "./support/site.js";

const SHOWS = 20;
const ANSWERS = 400;
const WARM_UP = 50;
const TYPED = ["breaking bad", "the wier", "sopranos", "atack on titan", "dr who", "fleabag", "simpsons", "the office"];

// Isolated, since a browser's clock is 20 times coarser otherwise (100 microseconds).
const site = await new Site({ isolated: true }).start();
const browser = await chromium.launch(launchOptions);
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.addInitScript(keepLastQuestion);
  const app = new App(page, site.address);

  const start = performance.now();
  await app.open();
  const opened = performance.now() - start;
  await nameShows(page, app);
  const rows = await measure(page, app);

  console.log(`\n${SHOWS} shows named, Chromium ${browser.version()} (milliseconds)\n`);
  console.log(line(["", "p50", "p99", "most", "times"]));
  for (const [name, times] of rows) {
    const sorted = times.toSorted((a, b) => a - b);
    const numbers = [0.5, 0.99, 1].map((share) => quantile(sorted, share).toFixed(3));
    console.log(line([name, ...numbers, String(times.length)]));
  }
  console.log(`\nfirst visit until it can be used: ${opened.toFixed(0)} ms`);
} finally {
  await browser.close();
  await site.end();
}

/** Names shows as a person does, by tapping the shelf and by searching. */
async function nameShows(page, app) {
  const named = () => app.mine.getByRole("button", { name: /^Remove / }).count();
  await app.tiles.first().waitFor();
  for (const tile of await app.tiles.all()) await tile.click();
  for (const name of ["the wire", "fargo", "dark", "seinfeld", "lost", "friends", "house"]) {
    if ((await named()) < SHOWS) await app.pick(name);
  }
  if ((await named()) < SHOWS) throw new Error(`only ${await named()} shows could be named`);
}

/** Runs in the page before anything else: remembers what was sent to the worker last. */
function keepLastQuestion() {
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    globalThis.lastQuestion = { worker: this, message };
    return send.call(this, message, ...rest);
  };
}

async function measure(page, app) {
  const field = await app.search.elementHandle();
  const options = await page.locator("[role=listbox]").first().elementHandle();
  const row = app.mine.getByRole("listitem").first();
  const buttons = [
    await row.getByRole("button", { name: "Loved" }).elementHandle(),
    await row.getByRole("button", { name: "Not for me" }).elementHandle(),
  ];
  return page.evaluate(
    async ({ buttons, field, options, answers, warmUp, typed }) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const times = (name) => performance.getEntriesByName(name).map((entry) => entry.duration);
      const until = async (done) => {
        for (let frames = 0; !done(); frames += 1) {
          if (frames > 600) throw new Error("no answer within ten seconds");
          await frame();
        }
      };

      const shown = [];
      for (let at = 0; at < warmUp + answers; at += 1) {
        if (at === warmUp) {
          performance.clearMeasures();
          shown.length = 0;
        }
        const before = performance.getEntriesByName("answer-roundtrip").length;
        const start = performance.now();
        buttons[at % 2].click();
        await until(() => performance.getEntriesByName("answer-roundtrip").length > before);
        shown.push(performance.now() - start);
      }

      const painted = { compute: times("answer-compute"), roundtrip: times("answer-roundtrip") };

      // The page drops an answer that it does not wait for, but reads it first, and before this listener hears of it.
      const { worker, message } = globalThis.lastQuestion;
      const resting = [];
      for (let at = 0; at < warmUp + answers; at += 1) {
        if (at === warmUp) {
          performance.clearMeasures();
          resting.length = 0;
        }
        const start = performance.now();
        await new Promise((resolve) => {
          worker.addEventListener("message", resolve, { once: true });
          worker.postMessage(message);
        });
        resting.push(performance.now() - start);
      }
      const restingCompute = times("answer-compute");

      const suggested = [];
      for (const name of typed) {
        for (let length = 1; length <= name.length; length += 1) {
          const start = performance.now();
          const changed = new Promise((resolve, reject) => {
            const observer = new MutationObserver(() => (observer.disconnect(), resolve()));
            observer.observe(options.parentElement, { childList: true, subtree: true, characterData: true });
            setTimeout(() => (observer.disconnect(), reject(new Error(`no suggestion for ${name}`))), 2000);
          });
          field.value = name.slice(0, length);
          field.dispatchEvent(new InputEvent("input", { bubbles: true }));
          // The same suggestions as before are an answer too, but nothing shows when it came.
          await changed.then(() => suggested.push(performance.now() - start), () => {});
        }
        field.value = "";
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await frame();
      }
      return [
        ["at rest: computed in the worker", restingCompute],
        ["at rest: there and back", resting],
        ["after a click: computed in the worker", painted.compute],
        ["after a click: there and back", painted.roundtrip],
        ["click until the next frame with it", shown],
        ["letter until suggestions", suggested],
      ];
    },
    { buttons, field, options, answers: ANSWERS, warmUp: WARM_UP, typed: TYPED },
  );
}

function quantile(sorted, share) {
  if (sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

function line([name, ...numbers]) {
  return name.padEnd(38) + numbers.map((number) => number.padStart(10)).join("");
}
