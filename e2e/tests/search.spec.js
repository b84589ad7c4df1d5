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

test("where a keyboard makes the page shorter, the way to the list stands above it, and suggestions have the room", async ({ page, app }) => {
  // Headless browsers have no keyboard: the page is as high as one leaves it where `interactive-widget` is known.
  await page.setViewportSize({ width: 390, height: 844 });
  await app.open();
  await expect(page.locator("meta[name=viewport]")).toHaveAttribute("content", /interactive-widget=resizes-content/);
  await app.search.click();
  await page.setViewportSize({ width: 390, height: 508 });
  await app.pick("The Wire");
  const way = page.getByRole("button", { name: /^See your list/ });
  await expect(way).toBeInViewport({ ratio: 1 });
  await expect(app.search).toBeFocused();
  const before = await app.search.boundingBox();
  await page.keyboard.type("the s");
  await expect(app.suggestions.first()).toBeInViewport({ ratio: 1 });
  await expect(way).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(way).toBeVisible();
  expect(await app.search.boundingBox()).toEqual(before);
  await way.click();
  await expect(page.getByRole("heading", { name: "What to watch next", exact: true })).toBeFocused();
});
