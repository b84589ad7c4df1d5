// For everyone: checked with axe in both themes, on a phone and on a desktop, and without a pointer.

import AxeBuilder from "@axe-core/playwright";
import { CRIME } from "../support/app.js";
import { expect, test } from "../support/test.js";

const SCREENS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

/** A violation in a form that tells what to mend. */
const told = ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).slice(0, 3).join(" | ")}`;

for (const [screen, viewport] of Object.entries(SCREENS)) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${screen}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, reducedMotion: "reduce", hasTouch: screen === "phone" });

      test("axe finds nothing", async ({ page, app }) => {
        const check = async (state) => {
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(told), state).toEqual([]);
        };
        await app.open();
        await expect(app.tiles.first()).toBeVisible();
        await check("first visit");
        await app.search.focus();
        await page.keyboard.type("the");
        await expect(app.suggestions.first()).toBeVisible();
        await check("suggestions");
        await page.keyboard.press("Escape");
        await page.keyboard.press("Escape");
        await app.pickAll(CRIME);
        await app.filters.click();
        await app.cards.first().getByText("Why exactly?").click();
        await check("list");
        await app.titles.first().getByRole("link").click();
        await expect(app.dialog.getByRole("heading", { name: "More like this" })).toBeVisible();
        await check("dialog");
        await app.dialog.getByRole("button", { name: "Close" }).click();
        await app.mark((await app.listed())[0], "Not interested");
        await expect(app.undo).toBeVisible();
        await check("message");
        await page.getByRole("link", { name: "About this model" }).first().click();
        await expect(page.getByRole("heading", { level: 1, name: "About this model" })).toBeVisible();
        await check("about");
      });
    });
  }
}

test("at four hundred per cent nothing runs off the side", async ({ page, app }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const overhang = () => page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
  await app.open();
  await app.pickAll(CRIME);
  await app.filters.click();
  expect(await overhang()).toBeLessThanOrEqual(0);
  await app.titles.first().getByRole("link").click();
  await expect(app.dialog).toBeVisible();
  expect(await overhang()).toBeLessThanOrEqual(0);
  await app.open("#/about");
  expect(await overhang()).toBeLessThanOrEqual(0);
});

test("every stop of the Tab key can be seen", async ({ page, app }) => {
  await app.open();
  await app.pickAll(CRIME);
  await page.evaluate(() => document.activeElement?.blur());
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const ring = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
      return { name: element.outerHTML.slice(0, 120), seen: box.width > 0 && (ring || style.boxShadow !== "none") };
    });
    if (stop) expect(stop.seen, stop.name).toBe(true);
  }
});

test("the chosen colours stay", async ({ page, app }) => {
  await app.open();
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const colours = page.getByRole("button", { name: /^Colours/ });
  const first = await ground();
  for (let press = 0; press < 3 && (await ground()) === first; press += 1) await colours.click();
  const other = await ground();
  expect(other).not.toBe(first);
  await page.reload();
  await app.ready();
  expect(await ground()).toBe(other);
});
