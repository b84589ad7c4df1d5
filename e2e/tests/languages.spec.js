// In the languages that people have: from the first paint to a list with reasons, and without a connection.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { CRIME } from "../support/app.js";
import { expect, test } from "../support/test.js";

const LOCALES = { de: "de-DE", es: "es-ES", fr: "fr-FR" };

const source = (code) => readFile(join(import.meta.dirname, `../../app/locales/${code}.ftl`), "utf8");

/** The texts of a language by name: those that are one line without anything to put in. */
async function texts(code) {
  const lines = (await source(code)).matchAll(/^([a-z][a-z0-9-]*) = ([^{\n]+)$/gm);
  return Object.fromEntries([...lines].map(([, name, text]) => [name, text]));
}

/** Patterns of all that the interface may say in a language: each text, and each form of a sentence. */
async function sentences(code) {
  const forms = (await source(code)).matchAll(/^(?:[a-z][a-z0-9-]*|\s+\*?\[[a-z]+\])(?: =)? (.+)$/gm);
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return [...forms]
    .map(([, text]) => text.split(/\{[^}]*\}?/))
    .filter((parts) => /\p{L}{2}/u.test(parts.join("")))
    .map((parts) => ({ text: parts.join("…"), pattern: new RegExp(`^${parts.map(escaped).join(".+")}$`, "u") }));
}

/** Everything that the page says, to eyes and to ears, but for what it marks as English itself: the trainer's words. */
const said = (page) =>
  page.evaluate(() => {
    const all = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.parentElement.closest("[lang=en]")) all.add(node.textContent.trim());
    }
    for (const name of ["aria-label", "placeholder", "title", "aria-valuetext"]) {
      for (const element of document.querySelectorAll(`[${name}]`)) all.add(element.getAttribute(name).trim());
    }
    return [...all, document.title].filter(Boolean);
  });

/** A person of whom nothing is known but the language. */
class Visit {
  constructor(page, address, words) {
    Object.assign(this, { page, address, words });
    this.foot = page.getByRole("contentinfo");
    this.language = this.foot.getByRole("combobox");
    this.search = page.getByRole("combobox", { name: words.search });
    this.list = page.getByRole("region", { name: words.list });
    this.cards = this.list.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) });
    this.dialog = page.getByRole("dialog");
  }

  async open(hash = "") {
    await this.page.goto(this.address + hash);
    await this.ready();
  }

  async ready() {
    await expect(this.foot).toContainText(/\d/);
  }

  async pick(name) {
    await this.search.fill(name);
    await expect(this.page.getByRole("listbox", { name: this.words["search-results"] }).getByRole("option").first()).toBeVisible();
    await this.page.keyboard.press("Enter");
    await expect(this.search).toHaveValue("");
  }

  async pickAll(names) {
    for (const name of names) await this.pick(name);
    await expect(this.cards).toHaveCount(20);
  }
}

test.describe("a German browser", () => {
  test.use({ locale: "de-DE" });

  test("sees German from the first paint, and nothing jumps", async ({ page, site }) => {
    await page.addInitScript(() => {
      window.seen = new Set();
      window.shift = 0;
      const look = () => {
        for (const place of ["h1", "nav a", "#search", "h2"]) {
          const element = document.querySelector(place);
          if (element) window.seen.add(element.placeholder ?? element.textContent);
        }
        requestAnimationFrame(look);
      };
      look();
      new PerformanceObserver((list) => {
        for (const { hadRecentInput, value } of list.getEntries()) window.shift += hadRecentInput ? 0 : value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    // So that the painted page stays for a while.
    let go;
    const held = new Promise((resolve) => (go = resolve));
    await page.route(/app_bg-.*\.wasm/, (route) => held.then(() => route.continue()));
    const words = await texts("de");
    await page.goto(site.address, { waitUntil: "commit" });
    await expect(page.getByText(words.privacy)).toBeVisible();
    await expect(page).toHaveTitle(words.title);
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    const english = await texts("en");
    for (const name of ["privacy", "about", "map-title", "together", "library-link", "search"]) {
      await expect(page.getByText(words[name], { exact: true }).first()).toBeVisible();
      await expect(page.getByText(english[name], { exact: true })).toHaveCount(0);
    }
    go();
    await expect(page.getByRole("contentinfo")).toContainText("Diese Ausgabe");
    await expect(page.getByRole("region", { name: words.shelf }).getByRole("button").nth(5)).toBeVisible();
    const { seen, shift } = await page.evaluate(() => ({ seen: [...window.seen], shift: window.shift }));
    expect(seen.filter((text) => /Name a|Your shows|About this/.test(text))).toEqual([]);
    expect(seen).toContain(words.about);
    expect(shift).toBeLessThan(0.05);
  });

  test("comes to a list with reasons, chooses French, and keeps it without a connection", async ({ page, context, site }) => {
    const words = await texts("de");
    const visit = new Visit(page, site.address, words);
    await visit.open();
    // Thousands as Germans write them.
    await expect(visit.foot).toContainText(/^Diese Ausgabe: \d\.\d{3} Serien\b/);
    await visit.pickAll(CRIME);
    await expect(visit.cards.first()).toContainText(/Weil du .*(Breaking Bad|The Wire|The Sopranos).* magst/);
    const before = await visit.cards.getByRole("heading", { level: 3 }).allTextContents();

    // Days, too.
    await visit.open("#/library");
    await expect(page.getByRole("listitem").filter({ hasText: "The Wire" }).first()).toContainText(/\d{1,2}\.\d{1,2}\.20\d{2}/);
    await visit.open();
    await expect(visit.language).toHaveValue("de");
    await expect(visit.language).toHaveAccessibleName("Sprache");
    await visit.language.selectOption("Français");
    const french = new Visit(page, site.address, await texts("fr"));
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    await expect(french.foot).toContainText(/^Cette édition\u202f: \d\u202f\d{3} séries\b/);
    await expect(french.cards).toHaveCount(20);
    await expect(french.cards.first()).toContainText("Parce que tu as aimé");
    expect(await french.cards.getByRole("heading", { level: 3 }).allTextContents()).toEqual(before);

    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await site.stop();
    await context.setOffline(true);
    await page.reload();
    await expect(french.cards).toHaveCount(20);
    await expect(french.foot).toContainText("Cette édition");
    await french.language.selectOption("Español");
    await expect(page.getByRole("contentinfo")).toContainText("Esta edición");
    await page.getByRole("contentinfo").getByRole("combobox").selectOption("English");
    await expect(page.getByRole("contentinfo")).toContainText("This edition");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  });

  test("gets English where the texts cannot be had", async ({ page, app, watch }) => {
    watch.allow(/ERR_FAILED/);
    await page.route(/\/de-.*\.ftl$/, (route) => route.abort());
    await app.open();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await app.pickAll(CRIME);
    await expect(app.cards.first()).toContainText("Because you liked");
  });

  test("filters by genres in its own words", async ({ page, site }) => {
    const visit = new Visit(page, site.address, await texts("de"));
    await visit.open();
    await visit.pickAll(CRIME);
    await visit.list.locator("summary").filter({ hasText: /^Filter/ }).click();
    await visit.list.getByRole("button", { name: "Science-Fiction", exact: true }).click();
    await expect.poll(() => visit.cards.first().getByRole("list").textContent()).toContain("Science-Fiction");
    await visit.list.getByRole("combobox", { name: "Produziert in" }).selectOption({ index: 1 });
    await expect(visit.list.getByRole("button", { name: /aus dem Filter entfernen/ })).toBeVisible();
  });
});

test("a language that the site has not is English", async ({ browser, site }) => {
  const context = await browser.newContext({ locale: "ja-JP" });
  const page = await context.newPage();
  await page.goto(site.address);
  await expect(page.getByText(/^This edition: [\d,]+ shows/)).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await context.close();
});

for (const [code, locale] of Object.entries(LOCALES)) {
  for (const [screen, viewport] of Object.entries({ phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } })) {
    test.describe(`${code}, ${screen}`, () => {
      test.use({ locale, viewport, reducedMotion: "reduce" });

      test("no page has a word of English, or a fault, or runs off the side", async ({ page, site }) => {
        test.setTimeout(300_000);
        const [words, english, ours] = [await texts(code), await sentences("en"), await sentences(code)];
        const visit = new Visit(page, site.address, words);
        const look = async (state) => {
          const left = (await said(page)).filter((text) => english.some(({ pattern }) => pattern.test(text)) && !ours.some(({ pattern }) => pattern.test(text)));
          expect(left, `${state}: in English`).toEqual([]);
          // The roles are the same in each, and everyone.spec.js looks at the phone.
          const { violations } = code === "de" && screen === "desktop" ? await new AxeBuilder({ page }).analyze() : { violations: [] };
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 2)}`), state).toEqual([]);
          expect(await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth), `${state}: too wide`).toBeLessThanOrEqual(0);
        };
        await visit.open();
        await expect(page.getByRole("region", { name: words.shelf }).getByRole("button").nth(5)).toBeVisible();
        await look("first visit");
        await page.getByRole("button", { name: words["ask-me"] }).click();
        await expect(page.getByRole("button", { name: words.skip })).toBeVisible();
        await look("questions");
        await page.getByRole("button", { name: words["interview-done"] }).click();
        // It gets the focus with the next frame: who types before that loses it again.
        await expect(page.getByRole("button", { name: words["ask-me"] })).toBeFocused();
        await visit.pickAll(CRIME);
        await visit.list.locator("details.filters > summary").click();
        await visit.cards.first().getByText(words.why).click();
        await visit.cards.first().getByText(words["what-if"]).click();
        await look("list");
        await visit.cards.first().getByRole("heading").getByRole("link").click();
        await expect(visit.dialog.getByRole("heading", { name: words.similar })).toBeVisible();
        await look("dialog");
        await visit.dialog.getByRole("button", { name: words.close }).click();
        await visit.list.getByRole("button", { name: words["as-rows"], exact: true }).click();
        await look("rows");
        await visit.open("#/library");
        await expect(page.getByRole("heading", { level: 2, name: words["library-statistics"] })).toBeVisible();
        await look("library");
        await visit.open("#/import");
        await look("import");
        const file = join(import.meta.dirname, "../../importers/tests/files/netflix-history.csv");
        await page.getByLabel(words["import-choose"]).setInputFiles(file);
        await expect(page.getByRole("heading", { name: words["import-found"] })).toBeVisible();
        await look("import, review");
        await visit.open("#/map");
        await page.getByRole("searchbox", { name: words["map-find"] }).fill("the wire");
        await page.keyboard.press("Enter");
        await expect(page.getByRole("heading", { level: 2, name: "The Wire" })).toBeVisible();
        await look("map");
        await visit.open("#/about");
        await page.getByRole("button", { name: words["trial-start"] }).click();
        await page.getByText(words["trial-table"]).first().click();
        await expect(page.getByRole("rowheader", { name: "The Wire" })).toBeVisible();
        await look("about");
        await visit.open("#/together");
        await page.getByRole("textbox", { name: words["add-person"] }).fill("Sam");
        await page.keyboard.press("Enter");
        await expect(page.getByText(words["named-none"])).toBeVisible();
        await look("together");
        await visit.open("#/share");
        await expect(page.getByRole("img", { name: words.qr })).toBeVisible();
        await look("share");
      });
    });
  }
}
