// The main path in Firefox as it is installed, driven by WebDriver BiDi: Playwright's own Firefox is a patched one, and another
// browser than people have.

import puppeteer from "puppeteer-core";
import { CRIME, CRIME_NEIGHBOURS } from "../support/app.js";
import { Site } from "../support/site.js";
import { expect, test } from "@playwright/test";

const firefox = process.env.FIREFOX_PATH;

test.describe("Firefox", () => {
  test.skip(!firefox, "there is no Firefox on this machine");
  test.slow();
  let site, browser, page;
  const complaints = [];

  test.beforeEach(async () => {
    site = await new Site({ prefix: "/some/path/" }).start();
    browser = await puppeteer.launch({ browser: "firefox", executablePath: firefox, headless: true });
    page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    complaints.length = 0;
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
  });
  test.afterEach(async () => {
    await browser.close();
    await site.end();
  });

  const ready = () => page.waitForFunction(() => /This edition: [\d,]+ shows/.test(document.body.innerText));
  const listed = () => page.$$eval("#list > li h3", (titles) => titles.map((title) => title.textContent));
  const listOf = (count) => page.waitForFunction((count) => document.querySelectorAll("#list > li").length === count, {}, count);
  const press = (selector) => page.locator(selector).click();
  const says = (text) => page.waitForFunction((text) => document.body.innerText.includes(text), {}, text);

  test("names, list, reason, details, filter, undo, the other pages, a reload, and no connection", async () => {
    await page.goto(site.address);
    await ready();
    for (const name of CRIME) {
      await page.locator("#search").fill(name);
      await page.waitForSelector("[role=option]");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.querySelector("#search").value === "");
    }
    await listOf(20);
    await expect.poll(async () => (await listed()).filter((title) => CRIME_NEIGHBOURS.includes(title)).length).toBeGreaterThanOrEqual(6);
    await says("Because you liked");

    const [first] = await listed();
    await page.locator("#list > li h3 a").click();
    await page.waitForFunction((title) => document.querySelector("dialog[open] h2")?.textContent === title, {}, first);
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));

    await press(`button[aria-label=${JSON.stringify(`Not interested: ${first}`)}]`);
    await expect.poll(async () => (await listed()).includes(first)).toBe(false);
    expect(await listed()).toHaveLength(20);
    await press(".toast ::-p-text(Undo)");
    await expect.poll(async () => (await listed()).includes(first)).toBe(true);

    for (const [address, title] of [
      ["#/library", "library"],
      ["#/together", "What shall we watch?"],
      ["#/map", "Map"],
      ["#/import", "Bring your shows"],
      ["#/about", "About this model"],
    ]) {
      await page.evaluate((address) => (location.hash = address), address);
      await page.waitForFunction((title) => document.querySelector("main h1[tabindex]")?.textContent.toLowerCase().includes(title.toLowerCase()), {}, title);
    }

    await page.goto(site.address);
    await ready();
    await page.reload();
    await ready();
    await listOf(20);
    const before = await listed();

    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await site.stop();
    await page.reload();
    await ready();
    await listOf(20);
    expect(await listed()).toEqual(before);
    // The server is gone: asking for a newer model and a newer service worker fails, and may say so. And Firefox calls it an
    // error when a page that is left still fetches something.
    const expected = /NetworkError|AbortError|ServiceWorker|model\.json|sw\.js/i;
    expect(complaints.filter((text) => !expected.test(text))).toEqual([]);
  });
});
