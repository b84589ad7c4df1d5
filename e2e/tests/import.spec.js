// Bringing shows from elsewhere: whatever a service gives out, and whatever else somebody may choose by mistake or on purpose.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { CRIME } from "../support/app.js";
import { expect, test as base } from "../support/test.js";

const FILES = join(import.meta.dirname, "../../importers/tests/files");

class Import {
  constructor(page, app) {
    this.page = page;
    this.app = app;
    this.field = page.getByLabel("Choose files, or drop them anywhere on the page");
    this.found = page.getByRole("region", { name: /^Found/ });
    this.unsure = page.getByRole("region", { name: /^Not certain/ });
    this.missing = page.locator("details").filter({ hasText: /^Not found/ });
    this.problems = page.locator("details").filter({ hasText: /^What was left out/ });
    this.add = page.getByRole("button", { name: /^Add [\d,]+ shows?$/ });
  }

  async open() {
    await this.app.open("#/import");
  }

  async choose(name, content) {
    await this.field.setInputFiles(content === undefined ? join(FILES, name) : { name, mimeType: "", buffer: Buffer.from(content) });
  }

  async chosen(name, content) {
    await this.choose(name, content);
    await expect(this.found).toBeVisible();
  }

  /** What a found show gets. */
  mark(title) {
    return this.found.getByLabel(`Your word on ${title}`, { exact: true });
  }

  /** The text of a file that the page saves. */
  async saved(click) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), click()]);
    return readFile(await download.path(), "utf8");
  }
}

const test = base.extend({
  form: async ({ page, app }, use) => use(new Import(page, app)),
});

test("a history that is dropped on the list is looked through, added and taken back", async ({ page, app, form }) => {
  await app.open();
  const text = await readFile(join(FILES, "netflix-history.csv"), "utf8");
  const dropped = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "NetflixViewingHistory.csv", { type: "text/csv" }));
    return data;
  }, text);
  await page.dispatchEvent("body", "drop", { dataTransfer: dropped });
  await expect(page.getByText("NetflixViewingHistory.csv is from Netflix: 18 rows of 7 shows, and of 5 titles that are probably films.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Bring your shows" })).toBeFocused();
  await expect(form.mark("The Crown")).toHaveValue("4");
  await form.missing.locator("summary").click();
  await expect(form.missing).toContainText("Kill Bill: Vol. 2");
  await form.problems.locator("summary").click();
  await expect(form.problems).toContainText("NetflixViewingHistory.csv:18: 31/02/2023");
  const before = Number((await form.add.textContent()).match(/\d+/)[0]);
  await form.mark("The Crown").selectOption("Loved");
  await form.mark("Dark").selectOption("Leave it out");
  await expect(form.add).toHaveText(`Add ${before - 1} shows`);
  await page.getByLabel(/^counts as liked from/).fill("2");
  await page.keyboard.press("Tab");
  await expect(form.mark("Black Mirror")).toHaveValue("1");
  await page.getByLabel(/^Nothing: leave it out/).check();
  await expect(form.add).toHaveText("Add 1 show");
  await page.getByLabel(/^Seen: kept out/).check();
  await expect(form.add).toHaveText(`Add ${before - 1} shows`);
  await form.add.click();
  await expect(page.getByRole("status")).toHaveText(new RegExp(`^${before - 1} shows added`));
  await page.getByRole("link", { name: "See what to watch next" }).click();
  await expect(app.row("The Crown").getByRole("button", { name: "Loved" })).toHaveAttribute("aria-pressed", "true");
  await expect(app.cards).toHaveCount(20);
  await page.goBack();
  await app.undo.click();
  await expect(form.mark("The Crown")).toHaveValue("0");
  await page.goBack();
  await expect(app.row("The Crown")).toHaveCount(0);
});

test("every format is recognized by itself", async ({ page, form }) => {
  test.slow();
  const names = (await readdir(FILES)).sort();
  expect(names.length).toBeGreaterThan(20);
  await form.open();
  const services = new Set();
  for (const name of names) {
    await form.chosen(name);
    const told = await page.getByText(/ is from .+ rows? of /).textContent();
    expect(told).toContain(name);
    services.add(/ is from (.+):/.exec(told)[1]);
    await page.getByRole("button", { name: "Choose other files" }).click();
  }
  expect([...services].sort()).toEqual(["IMDb", "Letterboxd", "MyAnimeList", "Netflix", "TMDB", "TV Time", "Trakt", "canihasashowplz"]);
  // Several at once are one import.
  await form.field.setInputFiles(["trakt-history.json", "trakt-ratings-shows.json"].map((name) => join(FILES, name)));
  await expect(page.getByText(/ is from Trakt/)).toHaveCount(2);
});

test("of a household's file the person is chosen, stars become words, and what was said here stays", async ({ page, app, form }) => {
  await form.open();
  await form.chosen("netflix-activity.csv");
  const whose = page.getByLabel("Whose shows does the file hold?");
  await expect(whose).toHaveValue("1");
  await expect(form.mark("Dark")).toBeVisible();
  await whose.selectOption("Ada (1 row)");
  await expect(form.mark("Dark")).toHaveCount(0);
  await expect(form.mark("The Crown")).toBeVisible();

  await app.open();
  await app.pickAll(CRIME);
  await app.row("The Wire").getByRole("button", { name: "Not for me" }).click();
  await form.open();
  await form.chosen("imdb-ratings-latin-1.csv");
  // Nine of ten from somebody who gives ten: liked, not loved.
  await expect(form.mark("Chernobyl")).toHaveValue("1");
  await expect(form.mark("The Wire")).toHaveValue("3");
  await page.getByLabel(/^The file counts more than/).check();
  await expect(form.mark("The Wire")).toHaveValue("0");
});

test("what is not certain waits for a choice", async ({ form }) => {
  await form.open();
  await form.chosen("trakt.json", JSON.stringify([{ rating: 10, type: "show", show: { title: "Braking Bad", year: 2008 } }]));
  await expect(form.add).toBeDisabled();
  await form.unsure.getByLabel(/^Breaking Bad, 2008–2013 \(similar name\)/).check();
  await expect(form.add).toHaveText("Add 1 show");
  await form.unsure.getByLabel("None of these").check();
  await expect(form.add).toBeDisabled();
});

test("a copy brings everything back: every mark, every moment, everybody", async ({ page, app, form }) => {
  await app.open();
  await app.pickAll(CRIME);
  for (const mark of ["Seen it", "Not interested", "Want to watch"]) {
    const [first] = await app.listed();
    await app.titles.first().getByRole("link").click();
    await app.dialog.getByRole("button", { name: mark }).click();
    await page.keyboard.press("Escape");
    await expect.poll(() => app.listed()).not.toContain(first);
  }
  await app.row("The Wire").getByRole("button", { name: "Loved" }).click();
  await app.open("#/together");
  const people = page.getByRole("region", { name: "Who is watching?" });
  await people.getByRole("textbox", { name: "Add a person" }).fill("Sam");
  await page.keyboard.press("Enter");
  await expect(people.getByText("Sam", { exact: true })).toBeVisible();
  await app.open("#/library");
  const save = page.getByRole("button", { name: "Save a copy" });
  const copy = await form.saved(() => save.click());
  expect(JSON.parse(copy).shows.map(({ mark }) => mark).sort()).toEqual(["hidden", "liked", "liked", "loved", "seen", "want"]);

  // A browser that knows nothing.
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
    localStorage.clear();
  });
  await page.reload();
  await app.ready();
  await form.open();
  await form.chosen("copy.json", copy);
  await expect(form.add).toHaveText("Add 6 shows");
  await form.add.click();
  await page.getByRole("link", { name: "See your library" }).click();
  expect(await form.saved(() => save.click())).toBe(copy);
  // Once more: there is nothing to add.
  await form.open();
  await page.getByRole("button", { name: "Choose other files" }).click();
  await form.chosen("copy.json", copy);
  await expect(form.add).toHaveText("Add 0 shows");
  await expect(form.add).toBeDisabled();
});

test("what is not a list says so, and how to go on", async ({ page, form }) => {
  await form.open();
  for (const [name, content, told] of [
    ["holiday.jpg", "\xff\xd8\xff\xe0", /^holiday\.jpg: This is not a file that can be read here\. Choose the one that Netflix/],
    ["empty.csv", "", /^empty\.csv: The file is empty\. Download it again\./],
    ["broken.zip", "PK\x03\x04 and no more", /^broken\.zip: The archive is damaged or cut short\./],
  ]) {
    await form.choose(name, content);
    await expect(page.getByRole("listitem").filter({ hasText: told })).toBeVisible();
    await expect(form.field).toBeVisible();
  }
  // The good one of two is read.
  await form.field.setInputFiles([
    { name: "x.bin", mimeType: "", buffer: Buffer.from("x") },
    { name: "h.csv", mimeType: "", buffer: Buffer.from("Title,Date\nDark: Season 1: Secrets,1/30/22\n") },
  ]);
  await expect(page.getByRole("listitem").filter({ hasText: /^x\.bin: / })).toBeVisible();
  await expect(form.mark("Dark")).toBeVisible();
});

test("hostile text stays text, on the page and in a spreadsheet", async ({ page, form }) => {
  await form.open();
  const titles = ["<img src=x onerror=document.title='broken'>: Season 1: A", "=HYPERLINK(\"\"http://example.com\"\"): Season 1: B", "@QXZW-77(1): Season 1: C"];
  await form.chosen("<b>x.csv", `Title,Date\n${titles.map((title) => `"${title}",1/30/22\n`).join("")}`);
  await form.missing.locator("summary").click();
  await expect(form.missing).toContainText("<img src=x onerror=document.title='broken'>");
  await expect(page.getByText(/^<b>x\.csv is from Netflix/)).toBeVisible();
  const table = await form.saved(() => page.getByRole("button", { name: "Save this list as CSV" }).click());
  const rows = table.trim().split("\r\n").slice(1);
  expect(rows).toHaveLength(3);
  for (const row of rows) expect(row).toMatch(/^(<img|"'=|"'@)/);
  await expect(page).toHaveTitle(/^Bring your shows/);
});

test("a file of 100 MB is read while the page goes on, and can be given up", async ({ page, form }, info) => {
  test.slow();
  const file = info.outputPath("large.csv");
  const row = (number) => `"Some Series ${number % 500}: Season ${(number >> 9) % 9}: Episode ${number}","1/${1 + (number % 28)}/22"\n`;
  const rows = Array.from({ length: 20_000 }, (_, number) => row(number)).join("");
  await writeFile(file, `Title,Date\n${rows.repeat(Math.ceil(1e8 / rows.length))}`);
  await form.open();
  await page.evaluate(() => {
    let last = performance.now();
    globalThis.longest = 0;
    setInterval(() => {
      globalThis.longest = Math.max(globalThis.longest, performance.now() - last);
      last = performance.now();
    }, 10);
  });
  await form.field.setInputFiles(file);
  await expect(page.getByText(/^Reading large\.csv: \d+ MB of 10\d MB/)).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(form.field).toBeVisible();
  await form.field.setInputFiles(file);
  await expect(page.getByText(/^large\.csv is from Netflix: [\d,]+ rows of 500 shows\./)).toBeVisible({ timeout: 90_000 });
  const longest = await page.evaluate(() => globalThis.longest);
  info.annotations.push({ type: "longest pause of the page", description: `${Math.round(longest)} ms` });
  expect(longest).toBeLessThan(1000);
});

test("importing works without a connection", async ({ page, app, form, site }) => {
  await app.open();
  await app.kept();
  // Once the page has settled, what reads files is fetched as well.
  const reader = () => page.evaluate(async () => {
    const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().filter(({ url }) => /\/reader[^/]*$/.test(url)).length;
  });
  await expect.poll(reader, { timeout: 20_000 }).toBe(3);
  await site.stop();
  await page.reload();
  await app.ready();
  await form.open();
  await form.chosen("netflix-history.csv");
  await expect(form.mark("The Crown")).toBeVisible();
});

test("files that are shared to the installed app, or opened with it, are read", async ({ page, app, form }) => {
  await app.open();
  await app.kept();
  await page.reload();
  await app.ready();
  // Only a page that the service worker controls reaches it by script; the system does in any case.
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  // What the system sends.
  const to = await page.evaluate(async () => {
    const body = new FormData();
    body.append("files", new File(["Title,Date\nDark: Season 1: Secrets,1/30/22\n"], "Süß & 50%.csv", { type: "text/csv" }));
    return (await fetch("share", { method: "POST", body })).url;
  });
  // Where it leads; a script is not told what follows the #.
  expect(to).toBe(app.address);
  await page.goto("about:blank");
  await app.open("#/import/shared");
  await expect(page.getByText(/^Süß & 50%\.csv is from Netflix: 1 row/)).toBeVisible();
  expect(page.url()).toMatch(/#\/import$/);
  await page.reload();
  await app.ready();
  await expect(form.field).toBeVisible();

  await page.addInitScript(() => {
    // The browser's own cannot be assigned to.
    const setConsumer = (consume) => {
      const file = new File(["Title,Date\nThe Crown: Season 1: Gold,1/30/22\n"], "opened.csv");
      setTimeout(() => consume({ files: [{ getFile: async () => file }] }));
    };
    Object.defineProperty(globalThis, "launchQueue", { value: { setConsumer } });
  });
  await page.reload();
  await expect(form.mark("The Crown")).toBeVisible();
});

test("the reader is not loaded before somebody imports", async ({ page, app, form, context }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await app.open();
  await app.pickAll(CRIME);
  await form.open();
  expect(asked.filter((url) => /\/reader/.test(url))).toEqual([]);
  await form.chosen("own.json");
  expect(asked.concat(context.serviceWorkers().map((worker) => worker.url())).length).toBeGreaterThan(0);
});

for (const [screen, viewport] of Object.entries({ phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } })) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${screen}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, reducedMotion: "reduce", hasTouch: screen === "phone" });

      test("axe finds nothing", async ({ page, form }) => {
        test.slow();
        const check = async (state) => {
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(" | ")}`), state).toEqual([]);
        };
        await form.open();
        await form.choose("x.bin", "x");
        await expect(page.getByText(/^x\.bin: /).last()).toBeVisible();
        await check("refused");
        await form.chosen("netflix-history.csv");
        for (const details of [form.missing, form.problems]) await details.locator("summary").click();
        await check("review");
        await form.add.click();
        await expect(page.getByRole("link", { name: "See your library" })).toBeVisible();
        await check("done");
        await page.setViewportSize({ width: 320, height: 640 });
        expect(await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      });
    });
  }
}
