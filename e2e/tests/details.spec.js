// A show's details: a dialog with an address.

import { CRIME } from "../support/app.js";
import { expect, test } from "../support/test.js";

test("the dialog opens from the list, and Escape gives the focus back", async ({ page, app }) => {
  await app.open();
  await app.pickAll(CRIME);
  const link = app.titles.nth(2).getByRole("link");
  const title = await link.textContent();
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(app.dialog).toBeVisible();
  await expect(app.dialog.getByRole("heading", { level: 2 })).toHaveText(title);
  await expect(app.dialog.getByRole("heading", { name: "More like this" })).toBeVisible();
  expect(new URL(page.url()).hash).toMatch(/^#\/show\/./);

  await page.keyboard.press("Escape");
  await expect(app.dialog).toBeHidden();
  await expect(link).toBeFocused();
  expect(new URL(page.url()).hash).not.toContain("show");
});

test("Back closes it, Forward opens it again, and its address can be linked", async ({ page, app }) => {
  await app.open();
  await app.pickAll(CRIME);
  await app.titles.first().getByRole("link").click();
  await expect(app.dialog).toBeVisible();
  const address = page.url();
  await page.goBack();
  await expect(app.dialog).toBeHidden();
  await page.goForward();
  await expect(app.dialog).toBeVisible();

  const title = await app.dialog.getByRole("heading", { level: 2 }).textContent();
  await page.goto("about:blank");
  await page.goto(address);
  await expect(app.dialog.getByRole("heading", { level: 2 })).toHaveText(title);
  await app.dialog.getByRole("button", { name: "Close" }).click();
  await expect(app.dialog).toBeHidden();
});

test("the word that it was closed may come when it is open again", async ({ page, app }) => {
  await app.open();
  await app.pickAll(CRIME);
  await app.titles.first().getByRole("link").click();
  await expect(app.dialog).toBeVisible();
  const address = page.url();
  await app.dialog.dispatchEvent("close");
  // The router answers in a task of its own: whatever it would do, it has done after another one.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  await expect(app.dialog).toBeVisible();
  expect(page.url()).toBe(address);
});

test("what is said in the dialog counts", async ({ app }) => {
  await app.open();
  await app.pickAll(CRIME);
  const before = await app.listed();
  await app.titles.first().getByRole("link").click();
  await app.dialog.getByRole("button", { name: "Loved" }).click();
  await app.dialog.getByRole("button", { name: "Close" }).click();
  await expect(app.row(before[0])).toBeVisible();
  expect(await app.changedFrom(before)).not.toContain(before[0]);
});

test("an address of a show that this catalogue does not have", async ({ app }) => {
  await app.open("#/show/no-such-show-anywhere");
  await expect(app.dialog).toContainText("This catalogue has no such show.");
});
