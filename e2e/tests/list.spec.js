// Whatever is said of a show changes the list at once, and can be taken back.

import { CRIME } from "../support/app.js";
import { expect, test } from "../support/test.js";

test.beforeEach(async ({ app }) => {
  await app.open();
  await app.pickAll(CRIME);
});

test("loved and not for me change the list at once", async ({ app }) => {
  const liked = await app.listed();
  await app.row("The Sopranos").getByRole("button", { name: "Not for me" }).click();
  const disliked = await app.changedFrom(liked);
  await app.row("The Sopranos").getByRole("button", { name: "Loved" }).click();
  const loved = await app.changedFrom(disliked);
  expect(loved).toHaveLength(20);
  await app.row("The Sopranos").getByRole("button", { name: "Liked" }).click();
  await expect.poll(() => app.listed()).toEqual(liked);
});

for (const mark of ["Seen it", "Not interested", "Loved", "Not for me", "Want to watch"]) {
  test(`"${mark}" takes a show out, the list stays as long, Undo brings it back`, async ({ app }) => {
    const before = await app.listed();
    await app.mark(before[0], mark);
    const after = await app.changedFrom(before);
    expect(after).not.toContain(before[0]);
    await expect(app.cards).toHaveCount(20);
    await app.undo.click();
    await expect.poll(() => app.listed()).toEqual(before);
  });
}

test("clearing all can be undone", async ({ page, app }) => {
  const before = await app.listed();
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(app.cards).toHaveCount(0);
  await app.undo.click();
  await expect.poll(() => app.listed()).toEqual(before);
});

test("removing a show can be undone", async ({ app }) => {
  const before = await app.listed();
  await app.mine.getByRole("button", { name: "Remove The Wire" }).click();
  await expect(app.row("The Wire")).toHaveCount(0);
  await app.undo.click();
  await expect(app.row("The Wire")).toBeVisible();
  await expect.poll(() => app.listed()).toEqual(before);
});

test("a quick hand ends with the right list", async ({ page, app }) => {
  await expect(app.tiles.nth(8)).toBeVisible();
  // Nine clicks in one task: eight answers are out of date before they are asked for.
  await app.tiles.evaluateAll((tiles) => {
    const free = tiles.filter((tile) => tile.getAttribute("aria-pressed") === "false");
    for (const tile of free.slice(0, 9)) tile.click();
  });
  await expect(app.mine.getByRole("list").first().getByRole("button", { name: /^Remove / })).toHaveCount(12);
  await expect(app.cards).toHaveCount(20);
  // The same shows in a new page have one right list, whatever came in which order here.
  await page.waitForTimeout(500);
  const here = await app.listed();
  await page.reload();
  await app.ready();
  await expect(app.cards).toHaveCount(20);
  await expect.poll(() => app.listed()).toEqual(here);
});

test("a second tab agrees", async ({ context, app }) => {
  const other = await context.newPage();
  const second = new app.constructor(other, app.address);
  await second.open();
  await expect.poll(() => second.listed()).toEqual(await app.listed());
  await second.row("The Wire").getByRole("button", { name: "Loved" }).click();
  await expect(app.row("The Wire").getByRole("button", { name: "Loved" })).toHaveAttribute("aria-pressed", "true");
  await second.mine.getByRole("button", { name: "Remove Breaking Bad" }).click();
  await expect(app.row("Breaking Bad")).toHaveCount(0);
  // Either may still show the list from before the last word.
  await expect(async () => expect(await app.listed()).toEqual(await second.listed())).toPass();
});

test("filters hold back what does not pass, and show more shows more", async ({ page, app }) => {
  await app.filters.click();
  await page.getByRole("button", { name: "Comedy", exact: true }).click();
  // A card has room for three genres, and comedy may be a show's fourth.
  const comedies = async () => (await app.cards.allTextContents()).filter((text) => text.includes("Comedy")).length;
  await expect.poll(comedies).toBeGreaterThanOrEqual(17);
  await expect(app.cards).toHaveCount(20);
  const filtered = await app.listed();
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  const before = await app.changedFrom(filtered);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(app.cards).toHaveCount(40);
  expect((await app.listed()).slice(0, 20)).toEqual(before);
});
