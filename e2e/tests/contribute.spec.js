// Contributing: off until it is switched on, what is shown is what is sent, and all of it can be taken back. Against the
// real collector.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { CRIME } from "../support/app.js";
import { Collector } from "../support/collector.js";
import { Site } from "../support/site.js";
import { expect, test as base } from "../support/test.js";

const LOVED = ["breaking-bad,loved", "the-sopranos,loved", "the-wire,loved"];

const test = base.extend({
  collector: async ({}, use) => {
    const collector = await new Collector().reserve();
    await use(collector);
    await collector.end();
  },
  /** A site that names that collector. */
  site: async ({ collector, prefix }, use) => {
    const site = await new Site({ prefix, contribute: collector.address }).start();
    await collector.start(new URL(site.address).origin, await site.file(/^model-.*\.bin$/));
    await use(site);
    await site.end();
  },
  /** The page about contributing. */
  form: async ({ page, app, collector, watch, context }, use) => {
    watch.allow(new RegExp(`^a request left for ${collector.address}/v1/contributions$`));
    const sent = [];
    context.on("request", (request) => {
      if (request.url().startsWith(collector.address)) sent.push(request);
    });
    await use(new Form(page, app, sent));
  },
});

class Form {
  constructor(page, app, sent) {
    this.page = page;
    this.app = app;
    /** The requests to the collector. */
    this.sent = sent;
    this.payload = page.getByRole("region", { name: "What is sent, word for word" });
    this.switch = page.getByRole("switch", { name: "Contribute my ratings" });
    this.state = page.locator("#contribution");
    this.takeBack = page.getByRole("button", { name: "Take back everything I sent" });
    this.sendNow = page.getByRole("button", { name: "Send now" });
    this.tryNow = page.getByRole("button", { name: "Try now" });
  }

  /** From the list, as a person would. */
  async open() {
    await this.page.getByRole("link", { name: "Contribute" }).first().click();
    await expect(this.page.getByRole("heading", { level: 1, name: /^Contribute/ })).toBeFocused();
  }

  async home() {
    await this.page.getByRole("link", { name: "Back to the list" }).click();
  }

  /** The person leaves the page for another program: nothing waits any longer. */
  async leave() {
    await this.page.evaluate(() => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    });
  }
}

/** Names three shows and loves them. */
async function loveThree(app, page) {
  await app.open();
  await app.pickAll(CRIME);
  for (const title of CRIME) await app.row(title).getByRole("button", { name: "Loved" }).click();
  await expect(page.getByText("Worked out on this device: nothing you enter leaves it.")).toBeVisible();
}

test("nothing is sent until it is switched on, and what is shown is what is sent", async ({ page, app, form, collector }) => {
  await app.open();
  await form.open();
  await expect(form.payload).toHaveText("Nothing: name a show first.");
  await expect(form.switch).toBeDisabled();
  await form.home();
  await loveThree(app, page);
  await form.open();
  await expect(form.state).toHaveText("Off: nothing is sent.");
  const shown = await form.payload.textContent();
  const { token, version, ratings } = JSON.parse(shown);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect([version, ratings.length]).toEqual([1, 3]);
  await form.leave();
  await page.waitForTimeout(1000);
  expect(form.sent).toEqual([]);

  await form.switch.click();
  await expect(form.state).toHaveText("Sent just now: 3 ratings.");
  const posts = form.sent.filter((request) => request.method() === "POST");
  expect(posts).toHaveLength(1);
  expect(posts[0].postData()).toBe(shown);
  for (const request of form.sent) {
    expect(request.url()).toBe(`${collector.address}/v1/contributions`);
    const headers = await request.allHeaders();
    expect([headers.cookie, headers.referer]).toEqual([undefined, undefined]);
  }
  expect(await collector.ratings()).toEqual(LOVED);
  await form.home();
  await expect(page.getByText("Worked out on this device. You contribute your ratings.")).toBeVisible();
  // The same again is not sent again.
  await page.reload();
  await app.ready();
  await form.leave();
  await page.waitForTimeout(1000);
  expect(form.sent.filter((request) => request.method() === "POST")).toHaveLength(1);
});

test("a change is sent as a whole, in the same place", async ({ page, app, form, collector }) => {
  await loveThree(app, page);
  await form.open();
  await form.switch.click();
  await expect(form.state).toContainText("3 ratings");
  await form.home();
  await app.row("The Wire").getByRole("button", { name: "Not for me" }).click();
  await app.row("Breaking Bad").getByRole("button", { name: "Remove" }).click();
  await form.open();
  await expect(form.state).toHaveText("To be sent in a moment.");
  await form.sendNow.click();
  await expect(form.state).toHaveText("Sent just now: 2 ratings.");
  await expect(form.state).toBeFocused();
  expect(await collector.ratings()).toEqual(["the-sopranos,loved", "the-wire,disliked"]);
});

test("sending waits for a network, through a restart", async ({ page, context, app, form, collector, watch }) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED/);
  await loveThree(app, page);
  await app.kept();
  await form.open();
  await context.setOffline(true);
  await form.switch.click();
  await expect(form.state).toHaveText("To be sent. Waiting for a network.");
  await page.reload();
  await app.ready();
  await expect(form.state).toHaveText("To be sent. Waiting for a network.");
  expect(form.sent).toEqual([]);
  await context.setOffline(false);
  await expect(form.state).toHaveText("Sent just now: 3 ratings.");
  expect(await collector.ratings()).toEqual(LOVED);
});

test("a collector that does not answer is tried again, through a restart", async ({ page, context, app, form, collector, watch }) => {
  watch.allow(/ERR_CONNECTION_REFUSED/);
  await collector.stop();
  await loveThree(app, page);
  await form.open();
  await form.switch.click();
  await expect(form.state).toContainText("To be sent. The collector does not answer; trying again");
  // The pause holds also for whoever comes back.
  await page.close();
  const later = await context.newPage();
  const count = form.sent.length;
  await later.goto(`${app.address}#/contribute`);
  const again = new Form(later, app, form.sent);
  await expect(again.state).toContainText("To be sent. The collector does not answer; trying again");
  expect(form.sent).toHaveLength(count);
  await collector.start();
  await again.tryNow.click();
  await expect(again.state).toHaveText("Sent just now: 3 ratings.");
  expect(await collector.ratings()).toEqual(LOVED);
});

test("what is refused is told, and is not sent for ever", async ({ page, context, app, form, collector, watch, site }) => {
  watch.allow(/422|503/);
  // A collector with other shows, as the only one who knows what it says.
  await collector.stop();
  const shows = join(site.folder, "shows.csv");
  await writeFile(shows, "id,title\nsomething-else,Something else\n");
  const other = await new Collector().reserve();
  try {
    await other.start(new URL(site.address).origin, shows);
    const busy = { status: 503, headers: { "Access-Control-Allow-Origin": "*" }, body: "" };
    let answer = () => busy;
    // Asks the other one in its place.
    await context.route(`${collector.address}/**`, async (route) => {
      const given = answer();
      if (given) return route.fulfill(given);
      const response = await route.fetch({ url: route.request().url().replace(collector.address, other.address) });
      return route.fulfill({ response, headers: { ...response.headers(), "Access-Control-Allow-Origin": "*" } });
    });
    await loveThree(app, page);
    await form.open();
    await form.switch.click();
    await expect(form.state).toContainText("To be sent. The collector does not answer; trying again");
    answer = () => undefined;
    await form.tryNow.click();
    await expect(form.state).toContainText("Refused: 3 of the shows are not in this server's catalogue");
    const count = form.sent.length;
    await page.reload();
    await app.ready();
    await expect(form.state).toContainText("Refused: ");
    await form.leave();
    await page.waitForTimeout(1000);
    expect(form.sent).toHaveLength(count);
  } finally {
    await other.end();
  }
});

test("everything is taken back at any later moment", async ({ page, context, app, form, collector, watch }) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED/);
  await loveThree(app, page);
  await app.kept();
  await form.open();
  await expect(form.takeBack).toBeHidden();
  await form.switch.click();
  await expect(form.state).toContainText("3 ratings");
  const { token } = JSON.parse(await form.payload.textContent());
  // Switching off alone sends nothing and takes nothing back.
  await form.switch.click();
  await expect(form.state).toHaveText("Off. The collector has what was sent just now: 3 ratings.");
  expect(await collector.ratings()).toEqual(LOVED);

  await context.setOffline(true);
  await page.reload();
  await app.ready();
  await form.takeBack.click();
  await expect(form.state).toHaveText("To be taken back. Waiting for a network.");
  await expect(form.state).toBeFocused();
  await page.reload();
  await app.ready();
  await context.setOffline(false);
  await expect(form.state).toHaveText("Everything was taken back just now.");
  await expect(form.takeBack).toBeHidden();
  expect(await collector.ratings()).toEqual([]);
  const erasure = form.sent.find((request) => request.method() === "DELETE");
  expect(erasure.url()).toBe(`${collector.address}/v1/contributions`);
  expect((await erasure.allHeaders())["erasure-token"]).toBe(token);
  // Who begins again is somebody else.
  expect(JSON.parse(await form.payload.textContent()).token).not.toBe(token);
  await form.switch.click();
  await expect(form.state).toContainText("Sent just now: 3 ratings.");
  expect(await collector.ratings()).toEqual(LOVED);
});

test("what was sent goes with the person, and with all shows", async ({ page, app, form, collector }) => {
  await loveThree(app, page);
  await form.open();
  await form.switch.click();
  await expect(form.state).toContainText("3 ratings");
  await app.open("#/together");
  const people = page.getByRole("region", { name: "Who is watching?" });
  await people.getByRole("textbox", { name: "Add a person" }).fill("Sam");
  await page.keyboard.press("Enter");
  await people.getByRole("button", { name: "Name shows: Sam" }).click();
  await app.pick("Fleabag");
  await form.open();
  await expect(form.switch).not.toBeChecked();
  await form.switch.click();
  await expect(form.state).toHaveText("Sent just now: 1 rating.");
  expect(await collector.ratings()).toEqual(["breaking-bad,loved", "fleabag,liked", "the-sopranos,loved", "the-wire,loved"]);

  await app.open("#/together");
  await people.getByLabel("Edit: Sam").click();
  await people.getByRole("button", { name: "Remove Sam" }).click();
  await expect(page.getByText(/What was contributed is taken back as well/).first()).toBeVisible();
  await form.leave();
  await expect.poll(() => collector.ratings()).toEqual(LOVED);

  await app.open();
  await page.getByRole("button", { name: "Clear all" }).click();
  await form.leave();
  await expect.poll(() => collector.ratings()).toEqual([]);
});

base("a site without a collector has none of it", async ({ page, app, watch }) => {
  // `watch` fails the test if a request goes anywhere else.
  expect(watch).toBeTruthy();
  await app.open();
  await app.pickAll(CRIME);
  await expect(page.getByRole("link", { name: "Contribute" })).toHaveCount(0);
  await app.open("#/contribute");
  await expect(page.getByRole("heading", { level: 1, name: /^Name a few shows/ })).toBeVisible();
  await expect(page.getByRole("switch")).toHaveCount(0);
  await app.open("#/about");
  await expect(page.getByText("collector")).toHaveCount(0);
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(databases.filter((name) => /contributions/.test(name))).toEqual([]);
});

for (const [screen, viewport] of Object.entries({ phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } })) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${screen}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, reducedMotion: "reduce", hasTouch: screen === "phone" });

      test("axe finds nothing", async ({ page, app, form, context }) => {
        test.slow();
        const check = async (state) => {
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(" | ")}`), state).toEqual([]);
        };
        await app.open();
        await form.open();
        await check("nothing to send");
        await form.home();
        await loveThree(app, page);
        await form.open();
        await check("off");
        await context.setOffline(true);
        await form.switch.click();
        await expect(form.state).toContainText("Waiting for a network");
        await check("waiting");
        await context.setOffline(false);
        await expect(form.takeBack).toBeVisible();
        await check("sent");
      });
    });
  }
}

test("by keyboard alone, and told to a screen reader", async ({ page, app, form }) => {
  await loveThree(app, page);
  await form.open();
  for (const stop of [form.payload, form.switch]) {
    await page.keyboard.press("Tab");
    await expect(stop).toBeFocused();
  }
  await page.keyboard.press("Space");
  await expect(form.switch).toBeChecked();
  await expect(page.getByRole("status")).toHaveText(/^Sent just now: 3 ratings\.\s*$/);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await page.keyboard.press("Tab");
  await expect(form.takeBack).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText(/^Everything was taken back just now\.\s*$/);
});
