// Everything somebody said: found again, changed one by one or many at once, counted.

import AxeBuilder from "@axe-core/playwright";
import { CRIME } from "../support/app.js";
import { expect, test as base } from "../support/test.js";

class Library {
  constructor(page, app) {
    this.page = page;
    this.app = app;
    this.rows = page.getByRole("list", { name: /library/ }).getByRole("listitem");
    this.titles = this.rows.getByRole("link");
    this.search = page.getByLabel("Search your shows");
    this.order = page.getByLabel("Order");
    this.marks = page.getByRole("group", { name: "Only those that are" });
    this.all = page.getByLabel("Select all");
    this.bulk = page.getByRole("group", { name: "With the selected shows" });
  }

  /** A library of these shows, from a copy. */
  async fill(shows) {
    await this.app.open("#/import");
    const copy = { format: "canihasashowplz ratings", version: 2, people: [{ name: "" }], shows };
    const file = { name: "copy.json", mimeType: "", buffer: Buffer.from(JSON.stringify(copy)) };
    await this.page.getByLabel("Choose files, or drop them anywhere on the page").setInputFiles(file);
    await this.page.getByRole("button", { name: /^Add / }).click();
    await this.page.getByRole("link", { name: "See your library" }).click();
    await expect(this.page.getByRole("heading", { level: 1, name: /^Your library/ })).toBeFocused();
  }

  mark(title) {
    return this.rows.getByLabel(`Your word on ${title}`, { exact: true });
  }
}

const test = base.extend({
  library: async ({ page, app }, use) => use(new Library(page, app)),
});

const show = (id, title, year, genres, mark, at) => ({ person: 0, id, title, year, genres, mark, at: Date.UTC(2026, at, 3) });
const FEW = [
  show("the-wire", "The Wire", 2002, ["crime", "drama"], "loved", 5),
  show("breaking-bad", "Breaking Bad", 2008, ["crime", "drama"], "liked", 3),
  show("seinfeld", "Seinfeld", 1989, ["sitcom"], "meh", 3),
  show("fleabag", "Fleabag", 2016, ["comedy"], "want", 1),
  show("tatort", "Tatort", 1970, ["crime"], "hidden", 0),
];
const MANY = Array.from({ length: 230 }, (_, number) => show(`none-${number}`, `Show ${String(number).padStart(3, "0")}`, 1950 + (number % 70), [["crime", "comedy", "drama"][number % 3]], ["loved", "liked", "seen", "want"][number % 4], number % 12));

test("shows are searched, filtered and put in order", async ({ library }) => {
  await library.fill(FEW);
  await expect(library.titles).toHaveText(["The Wire", "Seinfeld", "Breaking Bad", "Fleabag", "Tatort"]);
  await library.order.selectOption("Title");
  await expect(library.titles).toHaveText(["Breaking Bad", "Fleabag", "Seinfeld", "Tatort", "The Wire"]);
  await library.order.selectOption("Year");
  await expect(library.titles).toHaveText(["Fleabag", "Breaking Bad", "The Wire", "Seinfeld", "Tatort"]);
  await library.order.selectOption("What you said");
  await expect(library.titles.first()).toHaveText("The Wire");
  await library.search.fill("ea");
  await expect(library.titles).toHaveText(["Breaking Bad", "Fleabag"]);
  await library.search.fill("nothing of this name");
  await expect(library.page.getByText("None of your shows is called so, with this mark.")).toBeVisible();
  await library.search.fill("");
  await library.marks.getByRole("button", { name: /^Want to watch/ }).click();
  await expect(library.titles).toHaveText(["Fleabag"]);
});

test("one is changed in its row, many at once, and both can be taken back", async ({ page, app, library }) => {
  await library.fill(FEW);
  await library.mark("Fleabag").selectOption("Loved");
  await expect(library.marks.getByRole("button", { name: /^Loved 2/ })).toBeVisible();
  await library.rows.getByLabel("Select The Wire").check();
  await library.rows.getByLabel("Select Seinfeld").check();
  await expect(library.bulk.first()).toContainText("2 shows selected");
  await library.bulk.getByRole("combobox").selectOption("Not for me");
  await expect(library.mark("Seinfeld")).toHaveValue("3");
  await expect(library.mark("The Wire")).toHaveValue("3");
  await app.undo.click();
  await expect(library.mark("The Wire")).toHaveValue("0");
  await expect(library.mark("Seinfeld")).toHaveValue("2");
  await library.all.check();
  await library.bulk.getByRole("button", { name: "Remove them" }).click();
  await expect(library.rows).toHaveCount(0);
  await app.undo.click();
  await expect(library.rows).toHaveCount(5);
  await library.mark("Tatort").selectOption("Remove from your shows");
  await expect(library.rows).toHaveCount(4);
  await page.reload();
  await app.ready();
  await expect(library.titles).toHaveText(["The Wire", "Seinfeld", "Breaking Bad", "Fleabag"]);
});

test("what is hidden by a search is not changed with the rest", async ({ library }) => {
  await library.fill(FEW);
  await library.all.check();
  await library.search.fill("wire");
  await expect(library.bulk.first()).toContainText("1 show selected");
  await library.bulk.getByRole("combobox").selectOption("Meh");
  await library.search.fill("");
  await expect(library.mark("The Wire")).toHaveValue("2");
  await expect(library.mark("Breaking Bad")).toHaveValue("1");
});

test("statistics are pictures with words, and tables", async ({ page, library }) => {
  await library.fill(FEW);
  await expect(page.getByRole("img", { name: "Decades: 1980s 1, 1990s 0, 2000s 2" })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Genres: .*Crime 2/ })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Countries: United States 3/ })).toBeVisible();
  await expect(page.getByRole("img", { name: "When you said it: Apr 2026 2, May 2026 0, Jun 2026 1" })).toBeVisible();
  await page.getByText("As a table: Decades").click();
  await expect(page.getByRole("row", { name: "2000s 1 1 0 2" })).toBeVisible();
});

test("230 shows are drawn in parts and found at once", async ({ page, library }) => {
  await library.fill(MANY);
  await expect(library.rows).toHaveCount(100);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(library.rows).toHaveCount(200);
  await page.evaluate(() => {
    const field = document.querySelector("input[type=search]");
    field.value = "229";
    const begun = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))).then(() => (globalThis.took = performance.now() - begun));
  });
  await expect(library.titles).toHaveText(["Show 229"]);
  expect(await page.evaluate(() => globalThis.took)).toBeLessThan(500);
  await library.search.fill("");
  await library.all.check();
  await library.bulk.getByRole("combobox").selectOption("Seen it");
  await expect(library.marks.getByRole("button", { name: /^Seen it 230/ })).toBeVisible();
});

test("the table has a row for each show", async ({ page, library }) => {
  await library.fill(FEW);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as CSV" }).click()]);
  expect(download.suggestedFilename()).toBe("canihasashowplz.csv");
  const text = await (await download.createReadStream()).toArray();
  expect(Buffer.concat(text).toString().split("\r\n")[1]).toBe("The Wire,2002,the-wire,loved,2026-06-03");
});

test("a second tab agrees", async ({ context, app, library }) => {
  await library.fill(FEW);
  const other = await context.newPage();
  const second = new app.constructor(other, app.address);
  await second.open("#/library");
  await expect(other.getByRole("combobox", { name: "Your word on The Wire", exact: true })).toHaveValue("0");
  await library.all.check();
  await library.bulk.getByRole("combobox").selectOption("Meh");
  await expect(other.getByRole("combobox", { name: "Your word on The Wire", exact: true })).toHaveValue("2");
});

test("a browser that promises nothing is told of, and may be asked again", async ({ page, library }) => {
  // Chromium decides by itself; here it refuses until the test says otherwise.
  await page.addInitScript(() => {
    globalThis.willing = false;
    navigator.storage.persist = navigator.storage.persisted = async () => globalThis.willing;
  });
  await library.fill(FEW);
  await expect(page.getByText("This browser may throw your shows away")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save a copy" }).first()).toBeVisible();
  await page.evaluate(() => (globalThis.willing = true));
  await page.getByRole("button", { name: "Ask it" }).click();
  await expect(page.getByText("This browser may throw your shows away")).toBeHidden();
});

test("by keyboard alone", async ({ page, app }) => {
  await app.open();
  await app.pickAll(CRIME);
  await page.getByRole("link", { name: "Library" }).first().focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /^Your library/ })).toBeFocused();
  await page.getByLabel("Select all").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("combobox", { name: "With the selected shows" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText(/^3 shows removed/);
  await expect(page.getByText(/^Nothing here yet\./).last()).toBeVisible();
});

for (const [screen, viewport] of Object.entries({ phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } })) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${screen}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, reducedMotion: "reduce", hasTouch: screen === "phone" });

      test("axe finds nothing", async ({ page, app, library }) => {
        test.slow();
        const check = async (state) => {
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(" | ")}`), state).toEqual([]);
        };
        await app.open("#/library");
        await check("empty");
        await library.fill(FEW);
        await library.all.check();
        await page.getByText("As a table: Decades").click();
        await check("full");
        await page.setViewportSize({ width: 320, height: 640 });
        expect(await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      });
    });
  }
}
