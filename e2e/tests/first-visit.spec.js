// What a new person meets, and whether it is still there the next day.

import { CRIME, CRIME_NEIGHBOURS } from "../support/app.js";
import { expect, test } from "../support/test.js";

test("three shows with the keyboard alone, a list that makes sense, and a reason", async ({ page, app }) => {
  await app.open();
  // The page says when the key leads to the field.
  await expect(app.slash).toBeVisible();
  for (const name of CRIME) {
    await page.keyboard.press("Escape");
    if (await app.search.evaluate((field) => field !== document.activeElement)) await page.keyboard.press("/");
    await expect(app.search).toBeFocused();
    await page.keyboard.type(name.toLowerCase());
    await expect(app.suggestions.first()).toContainText(name);
    await page.keyboard.press("Enter");
    await expect(app.row(name)).toBeVisible();
  }
  await expect(app.cards).toHaveCount(20);
  const listed = await app.listed();
  const sensible = listed.filter((title) => CRIME_NEIGHBOURS.includes(title));
  expect(sensible.length, `of ${listed.join(", ")}`).toBeGreaterThanOrEqual(6);
  expect(listed.some((title) => ["The Shield", "Better Call Saul"].includes(title)), listed.join(", ")).toBe(true);
  for (const name of CRIME) expect(listed).not.toContain(name);

  await expect(app.cards.first()).toContainText(/Because you liked .*(Breaking Bad|The Wire|The Sopranos)/);
  await app.cards.first().getByText("Why exactly?").focus();
  await page.keyboard.press("Enter");
  const shares = app.cards.first().getByRole("table");
  await expect(shares).toBeVisible();
  const numbers = await shares.getByRole("cell", { name: /%/ }).allTextContents();
  const sum = numbers.reduce((sum, text) => sum + (Number.parseInt(text, 10) || 0), 0);
  expect(Math.abs(sum - 100), `${numbers} are shares of a whole`).toBeLessThanOrEqual(numbers.length);
});

test("everything is found again after a reload", async ({ page, app }) => {
  await app.open();
  await app.pickAll(CRIME);
  await app.row("The Wire").getByRole("button", { name: "Loved" }).click();
  await app.filters.click();
  await page.getByRole("combobox", { name: "Began in or after" }).selectOption("2000");
  await expect.poll(async () => Math.min(...(await app.years()))).toBeGreaterThanOrEqual(2000);
  const before = await app.listed();

  await page.reload();
  await app.ready();
  for (const name of CRIME) await expect(app.row(name)).toBeVisible();
  await expect(app.row("The Wire").getByRole("button", { name: "Loved" })).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => app.listed()).toEqual(before);
  await app.filters.click();
  await expect(page.getByRole("combobox", { name: "Began in or after" })).toHaveValue("2000");
});

test("the page has its shape before any program runs, and nothing jumps", async ({ page, app }) => {
  await page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) {
        if (shift.hadRecentInput) continue;
        const sources = shift.sources.map(({ node, previousRect, currentRect }) => {
          const name = (node?.outerHTML ?? node?.textContent ?? "").slice(0, 80);
          return `${name} from ${previousRect.x},${previousRect.y} to ${currentRect.x},${currentRect.y}`;
        });
        window.shifts.push({ value: shift.value, sources });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await app.open();
  await expect(app.tiles.first()).toBeVisible();
  const shifts = await page.evaluate(() => window.shifts);
  const total = shifts.reduce((sum, { value }) => sum + value, 0);
  expect(total, JSON.stringify(shifts, undefined, 1)).toBeLessThan(0.05);
});

test("without any script there is at least a word, in every language", async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.address);
  await expect(page.getByText("nothing you enter leaves it")).toBeVisible();
  // Text within noscript is no text to the finder of texts.
  const words = page.locator("noscript p");
  await expect(words).toHaveText([/needs JavaScript/, /braucht dafür JavaScript/, /necesita JavaScript/, /il lui faut JavaScript/]);
  await expect(words.first()).toBeInViewport();
  await context.close();
});

test("taps on the shelf are a start too", async ({ app }) => {
  await app.open();
  await expect(app.tiles).toHaveCount(18);
  await app.tiles.first().click();
  await expect(app.cards).toHaveCount(20);
  await expect(app.mine.getByRole("listitem")).toHaveCount(1);
  await expect(app.tiles.first()).toHaveAttribute("aria-pressed", "true");
  await app.tiles.first().click();
  await expect(app.mine.getByRole("listitem")).toHaveCount(0);
});

test("what was said in the last moment before the page goes is kept", async ({ page, app }) => {
  await app.open();
  await expect(app.tiles).toHaveCount(18);
  const gone = page.waitForEvent("load");
  await app.tiles.evaluateAll(async (tiles) => {
    for (const tile of tiles.slice(0, 8)) {
      tile.click();
      await new Promise((resolve) => setTimeout(resolve));
    }
    setTimeout(() => location.reload());
  });
  await gone;
  await app.ready();
  await expect(app.mine.getByRole("listitem")).toHaveCount(8);
});
