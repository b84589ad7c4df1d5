// A model that is published after the site was built: offered, taken or left, and never in the way of a good one.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { App } from "../support/app.js";
import { expect, hosted } from "../support/faulty.js";

const test = hosted.extend({
  /** The page on that host. */
  app: async ({ page, host, watch }, use) => {
    watch.allow(/^a request left for http:\/\/127\./);
    watch.allow(/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED/);
    await use(new App(page, host.address));
  },
});

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** The site of this host publishes another model from now on. */
function publish(host, bytes, changes = {}, arrives = bytes) {
  const hash = sha256(bytes);
  const file = `model-${hash.slice(0, 16)}.bin`;
  const named = JSON.stringify({ version: 1, file, bytes: bytes.length, sha256: hash, ...changes });
  host.spoil = (answer) => {
    if (answer.path === "model.json") return { ...answer, body: Buffer.from(named) };
    if (answer.path === file) return { ...answer, status: 200, headers: { "Content-Type": "application/octet-stream" }, body: arrives };
    return answer;
  };
  return file;
}

// It has other shows, so that one can see which model answers.
const other = () => readFile(process.env.HOSTILE_MODEL);
const notice = (page) => page.getByRole("complementary").getByText("A newer model is ready.");
const take = (page) => page.getByRole("button", { name: "Use it" }).click();
const edition = (page) => page.getByText(/^This edition: [\d,]+ shows/).textContent();

test("it is offered, taken, and works offline afterwards; going back is the same", async ({ page, context, app, host }) => {
  test.slow();
  await app.open();
  await app.kept();
  const first = await edition(page);
  expect(host.asked.filter((path) => path.endsWith(".bin"))).toHaveLength(1);

  const file = publish(host, await other());
  await page.reload();
  await app.ready();
  expect(await edition(page)).toBe(first);
  await expect(notice(page)).toBeVisible();
  expect(await edition(page), "nobody has agreed yet").toBe(first);
  await take(page);
  await expect(page.getByText(/^This edition: /)).not.toHaveText(first);
  await app.ready();
  const second = await edition(page);

  await context.setOffline(true);
  await page.reload();
  await app.ready();
  expect(await edition(page)).toBe(second);
  await expect(notice(page)).toBeHidden();
  await context.setOffline(false);

  // The site goes back to the model that it was built with.
  host.heal();
  await page.reload();
  await app.ready();
  expect(await edition(page)).toBe(second);
  await expect(notice(page)).toBeVisible();
  await take(page);
  await expect(page.getByText(/^This edition: /)).toHaveText(first);
  await app.ready();
  // The other one is removed once this one is in use.
  const kept = () => page.evaluate(async () => {
    const names = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) names.push(url.split("/").at(-1));
    }
    return names;
  });
  await expect.poll(async () => (await kept()).includes(file)).toBe(false);
});

const BAD = {
  "damaged on the way": async (host) => {
    const bytes = await other();
    const damaged = Buffer.from(bytes);
    damaged[damaged.length >> 1] ^= 1;
    return publish(host, bytes, {}, damaged);
  },
  "cut short": async (host) => {
    const bytes = await other();
    return publish(host, bytes, {}, bytes.subarray(0, 999));
  },
  "no model at all": (host) => publish(host, Buffer.from("<!doctype html><p>Hello")),
  "longer than it says": async (host) => publish(host, await other(), { bytes: 7 }),
};

for (const [what, make] of Object.entries(BAD)) {
  test(`one that is ${what} is not offered`, async ({ page, app, host }) => {
    await app.open();
    await app.kept();
    const file = await make(host);
    await page.reload();
    await app.ready();
    await expect.poll(() => host.asked.includes(file)).toBe(true);
    await page.waitForTimeout(2000);
    await expect(notice(page)).toBeHidden();
    await page.reload();
    await app.ready();
    await app.pick("the wire");
    await expect(app.cards).toHaveCount(20);
  });
}

for (const [what, changes] of Object.entries({
  "another version": { version: 2 },
  "an address in it": { file: "https://example.org/model-0123456789abcdef.bin" },
  "a path in it": { file: "../model-0123456789abcdef.bin" },
  "no hash": { sha256: undefined },
})) {
  test(`a model.json with ${what} changes nothing`, async ({ page, app, host }) => {
    await app.open();
    await app.kept();
    const file = publish(host, await other(), changes);
    const before = host.asked.filter((path) => path === "model.json").length;
    await page.reload();
    await app.ready();
    await expect.poll(() => host.asked.filter((path) => path === "model.json").length).toBeGreaterThan(before);
    await page.waitForTimeout(1000);
    expect(host.asked).not.toContain(file);
    await expect(notice(page)).toBeHidden();
  });
}

test("an accepted model that is lost gives way to the site's own", async ({ page, app, host, watch }) => {
  watch.allow(/404/);
  await app.open();
  await app.kept();
  const first = await edition(page);
  publish(host, await other());
  await page.reload();
  await expect(notice(page)).toBeVisible();
  await take(page);
  await expect(page.getByText(/^This edition: /)).not.toHaveText(first);
  // The browser throws its copy away, and the site does not have the file any more.
  await page.evaluate(async () => {
    for (const name of await caches.keys()) if (name.endsWith(" offered")) await caches.delete(name);
  });
  host.heal();
  await page.reload();
  await expect(page.getByText(/^This edition: /)).toHaveText(first);
});
