// Bad connections, bad hosts, full disks, killed tabs, wrong clocks: nothing is lost, and all comes right again.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { App, CRIME } from "../support/app.js";
import { expect, test } from "../support/faulty.js";
import { Host } from "../support/host.js";
import { folder } from "../support/site.js";

// What reads files comes when the page has settled, at no certain moment: import.spec.js looks after it.
const LATER = /^reader/;

/** All that is kept for the time without a connection, by the hash of what it holds. */
const kept = async (page) => {
  const all = await page.evaluate(async () => {
    const found = {};
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const content = await (await cache.match(request)).arrayBuffer();
        const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
        found[new URL(request.url).pathname.replace("/some/path/", "")] = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
      }
    }
    return found;
  });
  return Object.fromEntries(Object.entries(all).filter(([path]) => !LATER.test(path)));
};

/** What should be kept, from the site's own service worker. */
async function promised() {
  const text = await readFile(join(folder, "sw.js"), "utf8");
  const found = {};
  for (const [, path, hash] of text.matchAll(/\["([^"]+)", "([0-9a-f]{64})"\]/g)) {
    if (!LATER.test(path)) found[path === "index.html" ? "" : path] = hash;
  }
  return found;
}

/** After whatever happened: a visit on which all goes well, and which leaves everything in order. */
async function recovers(page, app) {
  await page.goto("about:blank");
  // The page may begin again by itself, once it has fetched a damaged file anew.
  await expect(() => app.open()).toPass();
  await app.pick("the wire");
  await expect(app.cards).toHaveCount(20);
  await app.kept();
  expect(await kept(page)).toEqual(await promised());
}

test.describe("the network is cut during the first download", () => {
  let whole;
  test.beforeAll(async ({ browser }) => {
    const host = await new Host().start();
    const page = await browser.newPage();
    const app = new App(page, host.address);
    await app.open();
    await app.kept();
    whole = host.sent;
    await page.close();
    await host.end();
  });

  for (let tenth = 1; tenth <= 9; tenth += 1) {
    test(`after ${tenth} tenths`, async ({ page, host, faulty: app }) => {
      host.limit = Math.floor((whole * tenth) / 10);
      await page.goto(app.address);
      // Enough has come for the page's shape, whatever else is missing.
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect.poll(() => host.sent).toBeGreaterThanOrEqual(host.limit);
      const now = await kept(page);
      const right = await promised();
      for (const [path, hash] of Object.entries(now)) expect(hash, path).toBe(right[path]);
      host.heal();
      await recovers(page, app);
    });
  }
});

const FILES = {
  "the style sheet": /^style-/,
  "the module of the page and the worker": /^app_bg-/,
  "the worker's script": /^worker-/,
  "what comes after the first answer": /^later-.*wasm$/,
  "the styles of that": /^later-.*css$/,
};

const FAULTS = {
  "with an error": (answer) => ({ ...answer, status: 503, headers: {}, body: Buffer.from("busy") }),
  "cut short": (answer) => ({ ...answer, length: answer.body.length, body: answer.body.subarray(0, answer.body.length >> 1) }),
  // The bad ones may stay in the browser's cache for a year.
  "with one wrong byte": (answer) => {
    const body = Buffer.from(answer.body);
    body[body.length >> 1] ^= 0x55;
    return { ...answer, body };
  },
  "swapped for the page": async (answer) => ({ ...answer, body: await readFile(join(folder, "index.html")) }),
};

for (const [what, pattern] of Object.entries(FILES)) {
  test(`${what} is sent with an error, cut short, damaged, swapped; and then rightly`, async ({ page, host, faulty: app }) => {
    test.slow();
    for (const [how, fault] of Object.entries(FAULTS)) {
      await test.step(how, async () => {
        let met = 0;
        host.spoil = (answer) => {
          if (!pattern.test(answer.path)) return answer;
          met += 1;
          return fault(answer);
        };
        await page.goto(app.address);
        await expect.poll(() => met).toBeGreaterThan(0);
        await page.waitForLoadState();
        host.heal();
        await recovers(page, app);
        await forget(page);
      });
    }
  });
}

/** As if the page had never been visited. */
async function forget(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await session.detach();
  await page.evaluate(async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.goto("about:blank");
}

test("a new version with a damaged model does not replace the good one", async ({ page, context, host, faulty: app }) => {
  await app.open();
  await app.kept();
  const before = await kept(page);
  const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
  const old = Object.entries(before).find(([path]) => path.startsWith("model-"));
  // The new service worker tells of a new model, but its bytes are others than promised.
  host.spoil = (answer) => {
    if (answer.path === "sw.js") {
      const text = answer.body.toString().replaceAll(old[0], "model-0000000000000000.bin").replace(old[1], sha256("new"));
      return { ...answer, body: Buffer.from(text.replace('version: "', 'version: "2')) };
    }
    return answer.path.startsWith("model-000") ? { ...answer, status: 200, body: Buffer.from("damaged") } : answer;
  };
  const failed = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const found = new Promise((resolve) => registration.addEventListener("updatefound", resolve, { once: true }));
    await registration.update();
    await found;
    const worker = registration.installing;
    while (worker.state === "installing") {
      await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
    }
    return worker.state;
  });
  expect(failed).toBe("redundant");
  expect(await kept(page)).toEqual(before);
  await context.setOffline(true);
  await page.reload();
  await app.ready();
});

test("a host that gives an old page with a new service worker changes nothing", async ({ page, host, faulty: app }) => {
  await app.open();
  await app.kept();
  const before = await kept(page);
  // Half of the new version has arrived at the host: the service worker is new, the page is still the old one.
  host.spoil = (answer) => {
    if (answer.path !== "sw.js") return answer;
    const text = answer.body.toString().replace(before[""], "1".repeat(64)).replace('version: "', 'version: "2');
    return { ...answer, body: Buffer.from(text) };
  };
  await page.reload();
  await app.ready();
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()).catch(() => {}));
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.ready.then((all) => all.installing === null && all.waiting === null))).toBe(true);
  expect(await kept(page)).toEqual(before);
  await expect(page.getByText("A new version is ready.")).toBeHidden();
});

test("a full disk: the page works, and says what it could not keep", async ({ page, context, host, faulty: app }) => {
  const cdp = await context.newCDPSession(page);
  await cdp.send("Storage.overrideQuotaForOrigin", { origin: new URL(host.address).origin, quotaSize: 1 });
  await app.open();
  await app.pick("the wire");
  await expect(app.cards).toHaveCount(20);
  await expect(page.getByText("Your browser could not keep the last change.").first()).toBeVisible();
  expect(Object.keys(await kept(page))).toEqual([]);
  await cdp.send("Storage.overrideQuotaForOrigin", { origin: new URL(host.address).origin });
  await app.pick("fargo");
  await recoversKept(page, app, ["Fargo"]);
});

async function recoversKept(page, app, titles) {
  await expect(async () => {
    await page.reload();
    await app.ready();
    for (const title of titles) await expect(app.row(title)).toBeVisible({ timeout: 1000 });
  }).toPass();
}

test("two tabs during an update: the other goes on, and is offered the new version too", async ({ page, context, host, faulty: app }) => {
  test.slow();
  await app.open();
  await app.pickAll(CRIME);
  await app.kept();
  // The tab of the very first visit began without a service worker, and is offered nothing.
  await page.reload();
  const other = new App(await context.newPage(), host.address);
  await other.open();
  await expect(other.cards).toHaveCount(20);

  const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
  const fresh = (body) => Buffer.from(body.toString().replace('name="description" content="', 'name="description" content="2 '));
  const old = await readFile(join(folder, "index.html"));
  host.spoil = (answer) => {
    if (answer.path === "index.html") return { ...answer, body: fresh(answer.body) };
    if (answer.path !== "sw.js") return answer;
    const text = answer.body.toString().replace(sha256(old), sha256(fresh(old))).replace('version: "', 'version: "2');
    return { ...answer, body: Buffer.from(text) };
  };
  const isNew = async ({ page }) => (await page.locator('meta[name="description"]').getAttribute("content")).startsWith("2 ");
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
  await page.getByRole("button", { name: "Reload" }).click();
  await expect.poll(() => isNew(app).catch(() => false)).toBe(true);
  await app.ready();
  await expect(app.cards).toHaveCount(20);

  expect(await isNew(other)).toBe(false);
  const before = await other.listed();
  await other.pick("fargo");
  await other.changedFrom(before);
  await expect(app.row("Fargo")).toBeVisible();
  await other.page.getByRole("button", { name: "Reload" }).click();
  await expect.poll(() => isNew(other).catch(() => false)).toBe(true);
  await other.ready();
  await expect(other.row("Fargo")).toBeVisible();
});

test("a clock that is set back a year", async ({ page, host, faulty: app }) => {
  await app.open();
  await app.pickAll(CRIME);
  await app.kept();
  await page.clock.setFixedTime(Date.now() - 365 * 24 * 3600 * 1000);
  await app.pick("fargo");
  await app.row("The Wire").getByRole("button", { name: "Loved" }).click();
  await expect.poll(() => written(page)).toMatchObject({ fargo: "liked", "the-wire": "loved" });
  await page.reload();
  await app.ready();
  for (const name of [...CRIME, "Fargo"]) await expect(app.row(name)).toBeVisible();
  await expect(app.row("The Wire").getByRole("button", { name: "Loved" })).toHaveAttribute("aria-pressed", "true");
  expect(await kept(page)).toEqual(await promised());
});

/** What the browser's database holds: ids and marks. */
const written = (page) =>
  page.evaluate(async () => {
    const request = indexedDB.open("canihasashowplz" + new URL(".", location.href).pathname.replace(/\/$/, ""));
    const database = await new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }));
    const records = database.transaction("marks").objectStore("marks").getAll();
    await new Promise((resolve) => (records.onsuccess = resolve));
    database.close();
    return Object.fromEntries(records.result.map(({ id, mark }) => [id, mark]));
  });

/** How often a tab is killed: `KILLS=100` is the long form. */
const KILLS = Number(process.env.KILLS ?? 10);

test("a tab that is killed while it writes loses nothing that was written", async ({ context, host, faulty: app }) => {
  test.setTimeout(60_000 + KILLS * 20_000);
  await app.open();
  await app.pick("the wire");
  // Only what was written is promised: so the first word must be, before its tab is closed.
  await expect.poll(() => written(app.page)).toMatchObject({ "the-wire": "liked" });
  await app.page.close();
  let before = "Liked";
  let writtenBefore = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const page = await context.newPage();
    const now = new App(page, host.address);
    await now.open();
    const pressed = () => now.row("The Wire").getByRole("button", { pressed: true });
    await expect(pressed()).toHaveText(before);

    // Other tabs are told once it is written: that is listened to in the same page, since the others live on.
    let written = false;
    await page.exposeBinding("written", () => (written = true));
    await page.evaluate(() => {
      const channel = new BroadcastChannel(`canihasashowplz${new URL(".", document.baseURI).pathname.slice(0, -1)}`);
      channel.onmessage = () => globalThis.written();
    });
    const mark = before === "Loved" ? "Not for me" : "Loved";
    const gone = page.waitForEvent("crash");
    const session = await context.newCDPSession(page);
    await now.row("The Wire").getByRole("button", { name: mark }).evaluate((button) => button.click());
    await new Promise((resolve) => setTimeout(resolve, (kill * 41) % 300));
    session.send("Page.crash").catch(() => {});
    await gone;
    const wasWritten = written;
    writtenBefore += Number(wasWritten);
    await page.close();

    const after = new App(await context.newPage(), host.address);
    await after.open();
    const found = await after.row("The Wire").getByRole("button", { pressed: true }).textContent();
    if (wasWritten) expect(found, `kill ${kill}`).toBe(mark);
    else expect([before, mark], `kill ${kill}`).toContain(found);
    before = found;
    await after.page.close();
  }
  expect(writtenBefore, "some were killed after the writing").toBeGreaterThan(0);
});
