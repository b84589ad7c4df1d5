// Single keys, the sheet that lists them, and the switch for those whom they disturb.

import AxeBuilder from "@axe-core/playwright";
import { CRIME } from "../support/app.js";
import { expect, test } from "../support/test.js";

const sheet = (page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });
const focused = (page) => page.evaluate(() => document.activeElement.textContent);

test("the list is walked and marked without a mouse", async ({ page, app }) => {
  await app.open();
  await app.pickAll(CRIME);
  await page.keyboard.press("Escape");
  await app.list.getByRole("heading", { level: 2 }).focus();
  const [first, second, third] = await app.listed();
  await page.keyboard.press("j");
  expect(await focused(page)).toBe(first);
  await page.keyboard.press("j");
  expect(await focused(page)).toBe(second);
  await page.keyboard.press("k");
  expect(await focused(page)).toBe(first);

  // Not interested: it goes, and what stands in its place has the focus.
  await page.keyboard.press("7");
  await expect.poll(() => app.listed()).not.toContain(first);
  expect(await app.listed()).toHaveLength(20);
  await page.keyboard.press("u");
  await expect.poll(() => app.listed()).toContain(first);

  await app.card(third).getByRole("link").focus();
  await page.keyboard.press("1");
  await expect(app.row(third).getByRole("button", { name: "Loved" })).toHaveAttribute("aria-pressed", "true");
});

test("letters that are typed stay letters", async ({ page, app }) => {
  await app.open();
  await app.search.focus();
  await page.keyboard.type("jku?1");
  await expect(app.search).toHaveValue("jku?1");
  await expect(sheet(page)).toBeHidden();
});

test("the sheet lists them, and switches them off for good", async ({ page, app }) => {
  await app.open();
  await app.pickAll(CRIME);
  await app.list.getByRole("heading", { level: 2 }).focus();
  await page.keyboard.press("?");
  await expect(sheet(page).getByText("Next show in the list")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await sheet(page).getByRole("checkbox", { name: "Single keys do this" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toBeHidden();
  await expect(app.slash).toBeHidden();

  await page.reload();
  await app.ready();
  await expect(app.cards).toHaveCount(20);
  await app.list.getByRole("heading", { level: 2 }).focus();
  await page.keyboard.press("j");
  expect(await focused(page)).toBe("What to watch next");
  await page.keyboard.press("?");
  await expect(sheet(page)).toBeHidden();

  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await sheet(page).getByRole("checkbox", { name: "Single keys do this" }).check();
  await sheet(page).getByRole("button", { name: "Close" }).click();
  await app.list.getByRole("heading", { level: 2 }).focus();
  await page.keyboard.press("j");
  expect(await focused(page)).toBe((await app.listed())[0]);
  await expect(app.slash).toBeVisible();
});
