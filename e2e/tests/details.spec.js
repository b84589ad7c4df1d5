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

test("the page says where a show sits in one's taste, why others are like it, and leads out without a trace", async ({ app }) => {
  await app.open("#/show/the-shield");
  await expect(app.dialog.getByRole("heading", { level: 2 })).toHaveText("The Shield");
  await expect(app.dialog.getByText("Where it sits in your taste")).toBeHidden();
  await app.dialog.getByRole("button", { name: "Close" }).click();
  await app.pickAll(CRIME);
  const listed = await app.listed();
  for (const place of [0, 4]) {
    await app.titles.nth(place).getByRole("link").click();
    await expect(app.dialog).toContainText(`Number ${place + 1} of `);
    await expect(app.dialog).toContainText(/Because you liked .*(Breaking Bad|The Wire|The Sopranos)/);
    await expect(app.dialog.getByRole("heading", { level: 2 })).toHaveText(listed[place]);
    await app.dialog.getByRole("button", { name: "Close" }).click();
  }
  // What is said there moves the others, and the page stays where it is.
  await app.row("The Wire").getByRole("link", { name: "The Wire" }).click();
  await expect(app.dialog).toContainText(/Because you liked .*(Breaking Bad|The Sopranos)/);
  await expect(app.dialog).not.toContainText(/Because you liked .*The Wire/);
  const like = app.dialog.locator("section").filter({ has: app.page.getByRole("heading", { name: "More like this" }) });
  for (const text of await like.getByRole("listitem").allTextContents()) {
    expect(text).toMatch(/Also by|Liked by the same people|[A-Z][a-z ]+/);
  }
  await expect(like.getByRole("listitem")).toHaveCount(8);
  const out = app.dialog.getByRole("link", { name: /Wikipedia/ });
  await expect(out).toHaveAttribute("href", "https://en.wikipedia.org/w/index.php?search=The%20Wire%202002%20television%20series");
  await expect(out).toHaveAttribute("rel", "noreferrer noopener");
  await expect(out).toHaveAttribute("referrerpolicy", "no-referrer");
});

test("an address of a show that this catalogue does not have", async ({ app }) => {
  await app.open("#/show/no-such-show-anywhere");
  await expect(app.dialog).toContainText("This catalogue has no such show.");
});
