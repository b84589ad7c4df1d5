import { chromium, expect } from "@playwright/test";
import { App, CRIME } from "./support/app.js";
import { launchOptions } from "./support/browser.js";
import { Site } from "./support/site.js";
const site = await new Site({}).start();
const browser = await chromium.launch(launchOptions);
const SC = { p: { width: 390, height: 844 }, s: { width: 320, height: 640 }, d: { width: 1280, height: 900 } };
for (const [n, viewport] of Object.entries(SC)) for (const colorScheme of n === "s" ? ["light"] : ["light", "dark"]) {
  const c = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
  const page = await c.newPage();
  const app = new App(page, site.address);
  const shot = async (name, full) => {
    await page.screenshot({ path: `/tmp/look/${n}-${colorScheme}-${name}.png`, fullPage: !!full });
    const o = await page.evaluate(() => {
      const w = window.innerWidth; const over = document.scrollingElement.scrollWidth - w;
      return over <= 0 ? null : [over, ...[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > w + 1 && e.getClientRects().length).slice(0, 6).map((e) => e.tagName + "." + (e.className.baseVal ?? e.className) + " " + Math.round(e.getBoundingClientRect().right))];
    });
    if (o) console.log(n, colorScheme, name, o.join(" | "));
  };
  await app.open();
  await app.pickAll([...CRIME, "Fleabag", "Dark"]);
  await shot("home", false);
  await shot("homefull", true);
  await page.getByRole("radio", { name: "Rows" }).check({ force: true }).catch(() => console.log("no rows radio"));
  await page.waitForTimeout(600);
  await shot("rows", true);
  await app.open("#/map/the-wire"); await page.waitForTimeout(700); await shot("map", true);
  await app.open("#/library"); await page.waitForTimeout(500); await shot("library", true);
  await app.open("#/import"); await page.waitForTimeout(300); await shot("import", true);
  await app.open("#/about"); await page.getByRole("button", { name: "Try it on my shows" }).click(); await page.waitForTimeout(500); await shot("about", true);
  await app.open("#/show/the-shield"); await page.waitForTimeout(600); await shot("show", false);
  await c.close();
}
await browser.close(); await site.end();
