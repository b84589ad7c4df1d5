// The whole loop: browsers contribute, the collector exports, the trainer trains, compares and publishes, and the
// browsers are offered the new model; a model that is worse is refused, and nobody notices.
//
// The catalogue has four groups of shows that nothing but what people like tells apart. The first model has learned from
// people who like anything; those who contribute like one group each.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { App } from "../support/app.js";
import { Collector } from "../support/collector.js";
import { Site } from "../support/site.js";
import { expect, test as base } from "../support/test.js";

const root = join(import.meta.dirname, "../..");
const program = process.env.TRAINER ?? join(root, "target/native/trainer");

const GROUPS = ["Amber", "Birch", "Coral", "Delta"];
const NOUNS = [
  "Harbour", "Lantern", "Meadow", "Orchard", "Parade", "Quarry", "Signal", "Tavern", "Voyage", "Willow", "Bridge", "Castle",
  "Garden", "Market", "Mirror", "Needle", "Palace", "Tunnel",
];
const SHOWS = GROUPS.flatMap((group) => NOUNS.map((noun) => ({ id: `${group}-${noun}`.toLowerCase(), title: `${group} ${noun}`, group })));
/** So many people contribute besides the browsers, and so many shows each of them names. */
const PEOPLE = 300;
const NAMED = 13;

/** A small generator (mulberry32): the same people in every run. */
function numbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function drawn(shows, count, random) {
  const rest = [...shows];
  return Array.from({ length: count }, () => rest.splice(Math.floor(random() * rest.length), 1)[0]);
}

const likesOneGroup = (group, random) => drawn(SHOWS.filter((show) => show.group === group), NAMED, random);
const likesAnything = (random) => drawn(SHOWS, NAMED, random);

/** Simulated people with their tokens. The collector keeps some apart by the hash of the token, for measuring. */
const people = Array.from({ length: PEOPLE }, (_, number) => {
  const bytes = createHash("sha256").update(`person ${number}`).digest();
  const isKeptApart = createHash("sha256").update(bytes).digest()[31] % 5 === 0;
  return { token: bytes.toString("base64url"), isKeptApart, group: GROUPS[number % GROUPS.length] };
});

const test = base.extend({
  collector: async ({}, use) => {
    const collector = await new Collector().reserve();
    await use(collector);
    await collector.end();
  },
  site: async ({ collector }, use) => {
    const site = await new Site({ contribute: collector.address }).start();
    await use(site);
    await site.end();
  },
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "loop-"));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

test("contribute, export, retrain, compare, publish, use; and a worse model is refused", async ({ browser, collector, site, folder }) => {
  test.setTimeout(300_000);
  const trainer = async (...words) => (await promisify(execFile)(program, words, { maxBuffer: 1 << 24 })).stdout;
  const at = (name) => join(folder, name);
  const contribute = async ({ token }, shows) => {
    const ratings = shows.map(({ id }) => ({ show: id, mark: "loved" }));
    const body = JSON.stringify({ version: 1, token, catalogue: "loop", ratings });
    const answer = await fetch(`${collector.address}/v1/contributions`, { method: "POST", headers: { "Content-Type": "application/json" }, body });
    expect(answer.status, await answer.text()).toBe(200);
  };

  // What the owner begins with.
  const random = numbers(1);
  await writeFile(at("shows.csv"), ["id,title", ...SHOWS.map(({ id, title }) => `${id},${title}`)].join("\n") + "\n");
  const lines = people.flatMap((_, number) => likesAnything(random).map(({ id }) => `${number},${id},loved`));
  await writeFile(at("first.csv"), ["user,item,rating", ...lines].join("\n") + "\n");
  // Empty: the usual settings, and none are searched for.
  await writeFile(at("settings.toml"), "");
  const data = ["--shows", at("shows.csv"), "--settings", at("settings.toml")];
  await trainer("train", ...data, "--ratings", at("first.csv"), "--out", at("first.bin"));
  await trainer("publish", "--site", site.folder, "--model", at("first.bin"));
  const published = () => readFile(join(site.folder, "model.json"), "utf8");
  const first = await published();
  await collector.start(new URL(site.address).origin, at("shows.csv"));

  /** A browser of its own, which uses the published model. */
  const visit = async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const app = new App(page, site.address);
    await app.open();
    await app.kept();
    await take(page, app);
    return { context, page, app };
  };
  const notice = (page) => page.getByRole("complementary").getByText("A newer model is ready.");
  const take = async (page, app) => {
    await expect(notice(page)).toBeVisible({ timeout: 30_000 });
    await page.getByRole("button", { name: "Use it" }).click();
    await page.waitForLoadState();
    await app.ready();
    await expect(notice(page)).toBeHidden();
  };

  // People contribute: two with browsers, the others as browsers would.
  const visitors = [];
  for (const group of ["Amber", "Coral"]) {
    const visitor = await visit();
    const { page, app } = visitor;
    for (const noun of NOUNS.slice(0, 3)) await app.pick(`${group} ${noun}`);
    for (const noun of NOUNS.slice(0, 3)) await app.row(`${group} ${noun}`).getByRole("button", { name: "Loved" }).click();
    await page.getByRole("link", { name: "Contribute" }).first().click();
    await page.getByRole("switch", { name: "Contribute my ratings" }).click();
    await expect(page.locator("#contribution")).toHaveText("Sent just now: 3 ratings.");
    visitors.push({ ...visitor, group });
  }
  for (const person of people) await contribute(person, likesOneGroup(person.group, random));

  const watchOnce = async () => {
    await collector.exportTo(at("ratings.csv"), { keepApart: true });
    return trainer("watch", "--once", "--site", site.folder, "--state", at("state"), ...data, "--ratings", at("ratings.csv"), "--every", "1s", "--least-people", "30");
  };
  const exported = async () => (await readFile(at("ratings.csv"), "utf8")).trim().split("\n").length - 1;

  // The new model is better, and everybody gets it.
  expect(await watchOnce()).toMatch(/^published: model-[0-9a-f]{16}\.bin/m);
  expect(await exported()).toBe(PEOPLE * NAMED + 2 * 3);
  const second = await published();
  expect(JSON.parse(second).file).not.toBe(JSON.parse(first).file);
  for (const { page, app, group } of visitors) {
    await page.goto(app.address);
    await page.reload();
    await app.ready();
    await take(page, app);
    await expect(app.cards).toHaveCount(20);
    const top = (await app.listed()).slice(0, 10);
    expect(top.filter((title) => title.startsWith(group)), `${group}: ${top.join(", ")}`).toHaveLength(10);
  }

  // Somebody pours in nonsense: from now on all but those kept apart for measuring like anything.
  for (const person of people.filter((person) => !person.isKeptApart)) await contribute(person, likesAnything(random));
  expect(await watchOnce()).toMatch(/^refused, and the site is as it was/m);
  expect(await published()).toBe(second);
  for (const { context, page, app, group } of visitors) {
    await page.reload();
    await app.ready();
    // Longer than the page waits before it looks.
    await page.waitForTimeout(6000);
    await expect(notice(page)).toBeHidden();
    const top = (await app.listed()).slice(0, 10);
    expect(top.filter((title) => title.startsWith(group))).toHaveLength(10);
    await context.close();
  }
});
