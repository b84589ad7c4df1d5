// Without a connection, after an update, and when files are damaged.

import { createHash } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CRIME } from "../support/app.js";
import { expect, test } from "../support/test.js";

for (const prefix of ["/", "/some/sub/path/"]) {
  test.describe(`below ${prefix}`, () => {
    test.use({ prefix });

    test("all of it works without a connection", async ({ page, context, app, site }) => {
      await app.open();
      await app.pickAll(CRIME);
      const before = await app.listed();
      await app.kept();

      await site.stop();
      await context.setOffline(true);
      await page.reload();
      await app.ready();
      await expect.poll(() => app.listed()).toEqual(before);
      await app.pick("fargo");
      await expect(app.row("Fargo")).toBeVisible();
      await app.changedFrom(before);
      await app.titles.first().getByRole("link").click();
      await expect(app.dialog.getByRole("heading", { name: "More like this" })).toBeVisible();
    });
  });
}

test("a page behind the # is found again without a connection", async ({ page, context, app, site }) => {
  await app.open("#/about");
  await app.kept();
  await site.stop();
  await context.setOffline(true);
  for (const hash of ["#/about", "#/together", "?from=elsewhere#/about"]) {
    await page.goto(app.address + hash);
    await page.reload();
    await app.ready();
    await expect(page.locator("main h1[tabindex]")).toBeVisible();
  }
});

/** Makes another version of the site: another page, and the service worker that belongs to it. */
async function release(folder, { honest = true } = {}) {
  const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
  const page = join(folder, "index.html");
  const worker = join(folder, "sw.js");
  const old = await readFile(page);
  const fresh = Buffer.from(old.toString().replace('name="description" content="', 'name="description" content="2 '));
  const text = (await readFile(worker, "utf8"))
    .replace(sha256(old), honest ? sha256(fresh) : "0".repeat(64))
    .replace(/version: "/, 'version: "2');
  await writeFile(page, fresh);
  await writeFile(worker, text);
}

// What tells the versions apart. (The title will not do: the app writes it.)
const version = (page) => page.locator('meta[name="description"]').getAttribute("content");

const cacheNames = (page) => page.evaluate(async () => (await caches.keys()).sort());

test("a new version waits for the person, and does not fetch the model again", async ({ page, app, site }) => {
  await site.copy();
  await app.open();
  await app.pickAll(CRIME);
  await app.kept();
  const [, model] = await cacheNames(page);
  const first = await version(page);

  await release(site.folder);
  // If it were fetched, installing would fail.
  await rm(await site.file(/^model-.*\.bin$/));
  await page.reload();
  await app.ready();
  expect(await version(page)).toBe(first);
  await expect(page.getByText("A new version is ready.")).toBeVisible();
  await page.getByRole("button", { name: "Reload" }).click();
  await expect.poll(() => version(page)).toBe(`2 ${first}`);
  await app.ready();
  for (const name of CRIME) await expect(app.row(name)).toBeVisible();
  const after = await cacheNames(page);
  expect(after).toHaveLength(2);
  expect(after).toContain(model);
});

test("a version that did not arrive whole changes nothing", async ({ page, context, app, site, watch }) => {
  watch.allow(/is not the file of this version/);
  await site.copy();
  await app.open();
  await app.kept();
  const before = await cacheNames(page);
  const first = await version(page);

  await release(site.folder, { honest: false });
  const failed = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const found = new Promise((resolve) => registration.addEventListener("updatefound", resolve, { once: true }));
    await registration.update();
    await found;
    const worker = registration.installing;
    if (worker && worker.state === "installing") {
      await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
    }
    return registration.waiting === null;
  });
  expect(failed).toBe(true);
  expect(await cacheNames(page)).toEqual(before);

  await site.stop();
  await context.setOffline(true);
  await page.reload();
  await app.ready();
  expect(await version(page)).toBe(first);
});

test("other sites' caches on the same origin are left alone", async ({ page, app, site, watch }) => {
  watch.allow(/favicon\.ico/); // which the browser asks for beside a text file
  await page.goto(site.address + "robots.txt");
  await page.evaluate(() => caches.open("canihasashowplz http://127.0.0.1/other/ app 1"));
  await app.open();
  await app.kept();
  expect(await cacheNames(page)).toContain("canihasashowplz http://127.0.0.1/other/ app 1");
});

test.describe("broken files", () => {
  // What the service worker keeps is checked; here is what a visit without one may meet.
  test.beforeEach(async ({ site }) => {
    await site.copy();
    await rm(join(site.folder, "sw.js"));
    // Which would stand in for a damaged model, as bare-host.spec.js shows.
    await rm(await site.file(/^model-.*\.bin\.gz$/));
  });

  for (const [name, breakIt, words] of [
    ["is missing", (file) => rename(file, `${file}.away`), /not where it should be/],
    ["is damaged", damage, /not as it was written/],
    ["is no model at all", (file) => writeFile(file, "<!doctype html><p>Hello</p>"), /not as it was written/],
    ["is cut short", async (file) => writeFile(file, (await readFile(file)).subarray(0, 5000)), /not as it was written/],
  ]) {
    test(`a model that ${name} says why, and trying again recovers`, async ({ page, app, site, watch }) => {
      watch.allow(/404/);
      const file = await site.file(/^model-.*\.bin$/);
      const whole = await readFile(file);
      await breakIt(file);
      await page.goto(app.address);
      await expect(page.getByRole("alert")).toContainText(words);
      await writeFile(file, whole);
      await page.getByRole("button", { name: "Try again" }).click();
      await app.ready();
      await app.pick("the wire");
      await expect(app.cards).toHaveCount(20);
    });
  }

  test("a worker that does not load is noticed, and trying again recovers", async ({ page, app, site, watch }) => {
    watch.allow(/404|worker/i);
    const file = await site.file(/^worker-.*\.js$/);
    await rename(file, `${file}.away`);
    await page.goto(app.address);
    await expect(page.getByRole("alert")).toContainText("does not answer", { timeout: 30_000 });
    await rename(`${file}.away`, file);
    await page.getByRole("button", { name: "Try again" }).click();
    await app.ready();
  });
});

/** Changes one byte in the middle. */
async function damage(file) {
  const bytes = await readFile(file);
  bytes[bytes.length >> 1] ^= 0x55;
  await writeFile(file, bytes);
}
