// The search field forgives, and works as the ARIA practices say.

import { expect, test } from "../support/test.js";

for (const [typed, meant] of [
  ["braking bad", "Breaking Bad"],
  ["sopranoes", "The Sopranos"],
  ["the wier", "The Wire"],
  ["game of trones", "Game of Thrones"],
  ["simpson", "The Simpsons"],
]) {
  test(`"${typed}" means ${meant}`, async ({ page, app }) => {
    await app.open();
    await app.search.focus();
    await page.keyboard.type(typed);
    await expect(app.suggestions.first()).toContainText(meant);
  });
}

test("the list of suggestions is a combobox by the book", async ({ page, app }) => {
  await app.open();
  await app.search.focus();
  await expect(app.search).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.type("the");
  await expect(app.search).toHaveAttribute("aria-expanded", "true");
  await expect(app.suggestions.nth(1)).toBeVisible();

  const isActive = async (at) => {
    const option = app.suggestions.nth(at);
    await expect(option).toHaveAttribute("aria-selected", "true");
    await expect(app.search).toHaveAttribute("aria-activedescendant", await option.getAttribute("id"));
  };
  await page.keyboard.press("ArrowDown");
  await isActive(0);
  await page.keyboard.press("ArrowDown");
  await isActive(1);
  await page.keyboard.press("ArrowUp");
  await isActive(0);
  await expect(app.search).toBeFocused();

  await page.keyboard.press("Escape");
  await expect(app.search).toHaveAttribute("aria-expanded", "false");
  await expect(app.search).toHaveValue("the");
  await page.keyboard.press("Escape");
  await expect(app.search).toHaveValue("");
});

test("a name that nobody has says so", async ({ page, app }) => {
  await app.open();
  await app.search.focus();
  await page.keyboard.type("qqqqzzzzxxxx");
  await expect(page.getByText("No show by that name in this catalogue.").first()).toBeVisible();
});
