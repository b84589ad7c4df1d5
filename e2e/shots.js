// Screenshots for people to look at: phone, tablet and desktop, light and dark, first visit and full page; and the two
// that the manifest shows (`manifest-*.jpg`: copy them to public/screenshots/ when the page has changed).
// `cargo xtask shots` runs this; its argument is the folder for the pictures.

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { chromium, expect } from "@playwright/test";
import { App, COMEDY, CRIME } from "./support/app.js";
import { launchOptions } from "./support/browser.js";
import { Site } from "./support/site.js";

const SCREENS = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 900 } },
};

const MANIFEST = { phone: "narrow", desktop: "wide" };

const folder = process.argv[2] ?? "shots";
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

// Nobody answers there.
const site = await new Site({ contribute: "http://127.0.0.1:9" }).start();
const browser = await chromium.launch(launchOptions);
try {
  await showForManifest();
  for (const [screen, options] of Object.entries(SCREENS)) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ ...options, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      const app = new App(page, site.address);
      const shot = async (state, fullPage = false) => {
        // Pictures below the fold are loaded when they come near.
        await page.waitForLoadState("networkidle");
        await page.screenshot({ path: join(folder, `${screen}-${colorScheme}-${state}.png`), fullPage });
      };
      await app.open();
      await expect(app.tiles.first()).toBeVisible();
      await shot("empty", true);
      await app.shelf.getByRole("button", { name: "Ask me one by one" }).click();
      await expect(page.getByRole("region", { name: "Have you seen this?" }).getByRole("heading")).not.toHaveText("…");
      await shot("questions");
      await page.getByRole("button", { name: "Enough questions" }).click();
      await expect(app.shelf.getByRole("button", { name: "Ask me one by one" })).toBeFocused();
      await app.search.focus();
      await page.keyboard.type("the s");
      await expect(app.suggestions.first()).toBeVisible();
      await shot("search");
      await app.search.fill("");
      await app.pickAll(CRIME);
      await app.shelf.getByRole("button", { name: /^Done/ }).click();
      await shot("full");
      await shot("full-page", true);
      await app.list.getByRole("button", { name: "Rows" }).click();
      await expect(app.list.getByRole("region", { name: "Something different" })).toBeVisible();
      await shot("rows", true);
      await app.list.getByRole("button", { name: "List", exact: true }).click();
      await app.filters.click();
      await app.cards.first().getByText("What would it change?").click();
      await expect(page.getByText(/^If you love/)).toBeVisible();
      await shot("filters", true);
      await app.filters.click();
      await app.titles.first().getByRole("link").click();
      await expect(app.dialog.getByRole("heading", { name: "More like this" })).toBeVisible();
      await shot("details");
      await app.dialog.getByRole("button", { name: "Close" }).click();
      await app.open("#/about");
      await shot("about", true);
      await app.open("#/library");
      await expect(page.getByRole("img", { name: /^Countries/ })).toBeVisible();
      await shot("library", true);
      await app.open("#/import");
      await shot("import");
      const file = join(import.meta.dirname, "../importers/tests/files/netflix-history.csv");
      await page.getByLabel("Choose files, or drop them anywhere on the page").setInputFiles(file);
      await expect(page.getByRole("heading", { name: /^Found/ })).toBeVisible();
      await shot("import-review", true);
      await page.getByRole("button", { name: "Choose other files" }).click();
      await app.open("#/map");
      await page.getByRole("searchbox", { name: "Find a show on the map" }).fill("the wire");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { level: 2, name: "The Wire" })).toBeVisible();
      await shot("map", true);
      await app.open("#/together");
      const people = page.getByRole("region", { name: "Who is watching?" });
      await shot("together-alone");
      await people.getByRole("textbox", { name: "Add a person" }).fill("Sam");
      await page.keyboard.press("Enter");
      await people.getByRole("button", { name: "Name shows: Sam" }).click();
      for (const show of COMEDY) await app.pick(show);
      await shot("naming");
      await page.getByRole("button", { name: /^Together/ }).click();
      const common = page.getByRole("region", { name: "What you can all live with" });
      await expect(common.getByRole("heading", { level: 3 }).first()).toBeVisible();
      await shot("together");
      await people.getByLabel("Edit: Sam").click();
      await common.getByRole("button", { name: /^Veto: / }).first().click();
      await common.getByRole("button", { name: /^This one tonight: / }).first().click();
      await expect(page.getByRole("region", { name: /^Tonight / })).toBeVisible();
      await shot("tonight");
      await shot("together-page", true);
      await app.open("#/share");
      await expect(page.getByRole("img", { name: "The link as a QR code" })).toBeVisible();
      await shot("share", true);
      await page.goto(await page.getByRole("textbox", { name: "Link" }).inputValue());
      await expect(page.getByRole("button", { name: "Watch together now" })).toBeVisible();
      await shot("with", true);
      await app.open("#/contribute");
      await expect(page.getByRole("switch", { name: "Contribute my ratings" })).toBeEnabled();
      await shot("contribute", true);
      await context.setOffline(true);
      await page.getByRole("switch", { name: "Contribute my ratings" }).click();
      await expect(page.getByText("Waiting for a network").first()).toBeVisible();
      await shot("contribute-waiting", true);
      await context.setOffline(false);
      await app.open("#/with/x");
      await expect(page.getByRole("heading", { name: "This link cannot be read" })).toBeVisible();
      await shot("with-fault");
      await context.close();
    }
  }
} finally {
  await browser.close();
  await site.end();
}

/** What a browser shows of the site before it installs it: a list, on a site that contributes to nobody. */
async function showForManifest() {
  const plain = await new Site().start();
  for (const [screen, name] of Object.entries(MANIFEST)) {
    const context = await browser.newContext({ ...SCREENS[screen], colorScheme: "light", reducedMotion: "reduce" });
    const page = await context.newPage();
    const app = new App(page, plain.address);
    await app.open();
    await app.pickAll(CRIME);
    await app.shelf.getByRole("button", { name: /^Done/ }).click();
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: join(folder, `manifest-${name}.jpg`), quality: 35, scale: "css" });
    await context.close();
  }
  await plain.end();
}
