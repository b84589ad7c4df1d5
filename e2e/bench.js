// How quick the finished site is, measured in a headless browser. `cargo xtask bench` runs this.
//
// The times of an answer are those that the site itself writes with User Timing: `answer-compute` is the arithmetic in
// the worker, `answer-roundtrip` is from the question to the answer in the page. Both are given twice: with the page at
// rest, when the page's own last question is sent to its worker again and again, so that nothing but the message, the
// arithmetic and the reading of the answer is timed; and after a click, when the page also draws. The other rows are
// measured here, from the event that a person causes to the frame in which the page shows it. A click is timed twice: at
// once after the frame of the one before, when the page is still drawing that one's cards out of sight, and a fifth of a
// second later, as the quickest person clicks.
//
// All of it is done twice: at the machine's own speed, and with the page's thread slowed four times (the browser cannot
// slow its worker). The map is dragged and zoomed for some seconds; a frame is the time between two calls of
// requestAnimationFrame. The last table is the browser's own Event Timing of everything that was clicked and typed:
// interaction to next paint.

import { chromium } from "@playwright/test";
import { App } from "./support/app.js";
import { launchOptions } from "./support/browser.js";
import { quantile } from "./support/quantile.js";
import { Site } from "./support/site.js";

const SHOWS = 20;
const ANSWERS = 400;
const ALONE = 100;
const PAUSE = 200;
const WARM_UP = 50;
const SLOWER = 4;
const FRAMES = 240;
const TYPED = ["breaking bad", "the wier", "sopranos", "atack on titan", "dr who", "fleabag", "simpsons", "the office"];
const NAMED = ["the wire", "fargo", "dark", "seinfeld", "lost", "friends", "house"];

// Isolated, since a browser's clock is 20 times coarser otherwise (100 microseconds).
const site = await new Site({ isolated: true }).start();
const browser = await chromium.launch(launchOptions);
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.addInitScript(keepLastQuestion);
  await page.addInitScript(watchInteractions);
  const app = new App(page, site.address);
  const cdp = await context.newCDPSession(page);

  const start = performance.now();
  await app.open();
  const opened = performance.now() - start;
  const edition = await page.getByText(/^This edition:/).textContent();
  const { names, typed } = await words(page, app);
  await nameShows(app, names);

  console.log(`\n${/[\d,]+ shows/.exec(edition)} in the catalogue, ${SHOWS} named, Chromium ${browser.version()}, milliseconds`);
  for (const [speed, rate] of [["at the machine's own speed", 1], [`with the page ${SLOWER} times slower`, SLOWER]]) {
    await cdp.send("Emulation.setCPUThrottlingRate", { rate });
    const rows = await measure(page, app, typed);
    rows.push(["map: frame while dragging and zooming", await dragMap(page, app)]);
    rows.push(["interaction to next paint (by 8)", await interact(page, app)]);
    print(speed, rows);
  }
  console.log(`\nfirst visit until it can be used: ${opened.toFixed(0)} ms`);
} finally {
  await browser.close();
  await site.end();
}

function print(speed, rows) {
  console.log(`\n${line([speed, "p50", "p99", "most", "times"])}`);
  for (const [name, times] of rows) {
    const sorted = times.toSorted((a, b) => a - b);
    const numbers = [0.5, 0.99, 1].map((share) => quantile(sorted, share).toFixed(3));
    console.log(line([name, ...numbers, String(times.length)]));
  }
}

/** What is typed: real titles where the catalogue has them, and those of the shelf with a slip in them elsewhere. */
async function words(page, app) {
  await app.tiles.first().waitFor();
  await app.search.fill(NAMED[0]);
  const note = page.getByText("No show by that name");
  await app.suggestions.first().or(note).first().waitFor();
  const isReal = (await app.suggestions.count()) > 0;
  await app.search.fill("");
  if (isReal) return { names: NAMED, typed: TYPED };
  const titles = await app.tiles.evaluateAll((tiles) => tiles.map((tile) => tile.querySelector("b, span")?.textContent ?? tile.textContent));
  const slip = (title) => title.slice(0, 2) + title.slice(3);
  return { names: titles, typed: titles.slice(0, TYPED.length).map((title, at) => (at % 2 ? slip(title) : title)) };
}

/** Names shows as a person does, by tapping the shelf and by searching. */
async function nameShows(app, names) {
  const named = () => app.mine.getByRole("button", { name: /^Remove / }).count();
  for (const tile of await app.tiles.all()) await tile.click();
  for (const name of names) {
    if ((await named()) < SHOWS) await app.pick(name);
  }
  if ((await named()) < SHOWS) console.log(`only ${await named()} shows could be named`);
}

/** Runs in the page before anything else: remembers what was sent to the worker last. */
function keepLastQuestion() {
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    globalThis.lastQuestion = { worker: this, message };
    return send.call(this, message, ...rest);
  };
}

/** Runs in the page before anything else: what each tap and key took until the next frame. The browser rounds to eights. */
function watchInteractions() {
  globalThis.interactions = [];
  const longest = new Map();
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (!interactionId) continue;
      if (!longest.has(interactionId)) globalThis.interactions.push(duration);
      longest.set(interactionId, Math.max(duration, longest.get(interactionId) ?? 0));
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
}

/** Clicks and types as a person does, which alone the browser counts: what it says of each. */
async function interact(page, app) {
  await page.evaluate(() => globalThis.interactions.splice(0));
  const row = app.mine.getByRole("listitem").first();
  for (let time = 0; time < 10; time += 1) {
    for (const name of ["Loved", "Not for me"]) await row.getByRole("button", { name }).click();
    await app.search.pressSequentially("th");
    await app.search.press("Escape");
    await app.search.press("Escape");
  }
  await page.waitForTimeout(500);
  return page.evaluate(() => globalThis.interactions.splice(0));
}

/** Drags the map to and fro and zooms in and out, with the person's shows alight. */
async function dragMap(page, app) {
  await page.goto(`${app.address}#/map`);
  const canvas = page.getByRole("application", { name: /^Map of shows/ });
  await canvas.waitFor();
  await page.waitForTimeout(1500);
  const frames = await canvas.evaluate(async (canvas, count) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const at = (share) => ({ clientX: left + width * (0.5 + 0.3 * Math.sin(share * 12)), clientY: top + height * (0.5 + 0.3 * Math.cos(share * 9)) });
    const send = (type, share) =>
      canvas.dispatchEvent(new PointerEvent(type, { ...at(share), pointerId: 1, isPrimary: true, button: 0, buttons: 1, bubbles: true }));
    const times = [];
    let last;
    send("pointerdown", 0);
    for (let frame = 0; frame < count; frame += 1) {
      const now = await new Promise(requestAnimationFrame);
      if (last !== undefined) times.push(now - last);
      last = now;
      send("pointermove", frame / count);
      const wheel = { ...at(frame / count), deltaY: frame % 120 < 60 ? -30 : 30, bubbles: true, cancelable: true };
      if (frame % 4 === 0) canvas.dispatchEvent(new WheelEvent("wheel", wheel));
    }
    send("pointerup", 1);
    return times;
  }, FRAMES);
  await page.goto(`${app.address}#/`);
  await app.cards.first().waitFor();
  return frames;
}

async function measure(page, app, typed) {
  const field = await app.search.elementHandle();
  const options = await page.locator("[role=listbox]").first().elementHandle();
  const row = app.mine.getByRole("listitem").first();
  const buttons = [
    await row.getByRole("button", { name: "Loved" }).elementHandle(),
    await row.getByRole("button", { name: "Not for me" }).elementHandle(),
  ];
  return page.evaluate(
    async ({ buttons, field, options, answers, warmUp, alone, pause, typed }) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const times = (name) => performance.getEntriesByName(name).map((entry) => entry.duration);
      const until = async (done) => {
        for (let frames = 0; !done(); frames += 1) {
          if (frames > 600) throw new Error("no answer within ten seconds");
          await frame();
        }
      };

      const rate = async (at) => {
        const before = performance.getEntriesByName("answer-roundtrip").length;
        const start = performance.now();
        buttons[at % 2].click();
        await until(() => performance.getEntriesByName("answer-roundtrip").length > before);
        return performance.now() - start;
      };
      const shown = [];
      for (let at = 0; at < warmUp + answers; at += 1) {
        if (at === warmUp) {
          performance.clearMeasures();
          shown.length = 0;
        }
        shown.push(await rate(at));
      }

      const painted = { compute: times("answer-compute"), roundtrip: times("answer-roundtrip") };

      const shownAlone = [];
      for (let at = 0; at < alone; at += 1) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        shownAlone.push(await rate(at));
      }

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
        ["a click by itself until that frame", shownAlone],
        ["letter until suggestions", suggested],
      ];
    },
    { buttons, field, options, answers: ANSWERS, warmUp: WARM_UP, alone: ALONE, pause: PAUSE, typed },
  );
}

function line([name, ...numbers]) {
  return name.padEnd(38) + numbers.map((number) => number.padStart(10)).join("");
}
