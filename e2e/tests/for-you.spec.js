// The list as a person shapes it: questions, the dial, filters, rows, what one more word would change.

import AxeBuilder from "@axe-core/playwright";
import { CRIME } from "../support/app.js";
import { expect, test } from "../support/test.js";

test("questions teach the list, one tap each, and every answer can be taken back", async ({ page, app }) => {
  await app.open();
  await app.shelf.getByRole("button", { name: "Ask me one by one" }).click();
  const asked = page.getByRole("region", { name: "Have you seen this?" });
  const title = asked.getByRole("heading");
  const say = async (text) => {
    const before = await title.textContent();
    await asked.getByRole("button", { name: text }).click();
    await expect(title).not.toHaveText(before);
    return before;
  };
  await expect(title).not.toHaveText("…");
  await expect(title).toBeFocused();
  const loved = await say("Loved it");
  await expect(app.row(loved).getByRole("button", { name: "Loved" })).toHaveAttribute("aria-pressed", "true");
  await expect(app.cards).toHaveCount(20);
  const unseen = await say("Haven’t seen it");
  await expect(app.row(unseen)).toHaveCount(0);
  const skipped = await say("Skip");
  const disliked = await say("Not for me");
  expect(new Set([loved, unseen, skipped, disliked]).size).toBe(4);
  await expect(asked).toContainText("4 answers so far");
  await expect(app.row(disliked)).toBeVisible();

  for (const before of [disliked, skipped, unseen, loved]) {
    await asked.getByRole("button", { name: "Back" }).click();
    await expect(title).toHaveText(before);
  }
  await expect(app.mine.getByRole("button", { name: /^Remove / })).toHaveCount(0);

  // With the keyboard alone; who has not seen a show is not asked again.
  await asked.getByRole("button", { name: "Haven’t seen it" }).focus();
  await page.keyboard.press("Enter");
  await expect(title).not.toHaveText(loved);
  await expect(asked.getByRole("button", { name: "Haven’t seen it" })).toBeFocused();
  await page.reload();
  await app.ready();
  await app.shelf.getByRole("button", { name: "Ask me one by one" }).click();
  await expect(title).not.toHaveText("…");
  await expect(title).not.toHaveText(loved);
  await asked.getByRole("button", { name: "Enough questions" }).click();
  await expect(asked).toHaveCount(0);
});

test.describe("with three shows named", () => {
  test.beforeEach(async ({ app }) => {
    await app.open();
    await app.pickAll(CRIME);
  });

  test("the dial goes to the adventurous, is kept, and comes back", async ({ page, app }) => {
    const familiar = await app.listed();
    await app.dial.focus();
    await page.keyboard.press("End");
    const adventurous = await app.changedFrom(familiar);
    await expect(app.dial).toHaveAttribute("aria-valuetext", "Adventurous");
    expect(adventurous.filter((title) => !familiar.includes(title)).length).toBeGreaterThanOrEqual(4);
    for (const name of CRIME) expect(adventurous).not.toContain(name);
    await expect(app.cards).toHaveCount(20);

    await page.reload();
    await app.ready();
    await expect(app.dial).toHaveValue("100");
    await expect.poll(() => app.listed()).toEqual(adventurous);
    await app.dial.focus();
    await page.keyboard.press("Home");
    await expect.poll(() => app.listed()).toEqual(familiar);
  });

  /** What the page of the first show in the list says. */
  async function first(app) {
    await app.titles.first().getByRole("link").click();
    await expect(app.dialog.getByRole("heading", { name: "More like this" })).toBeVisible();
    const text = await app.dialog.textContent();
    await app.dialog.getByRole("button", { name: "Close" }).click();
    return text;
  }

  for (const { name, option, says } of [
    { name: "Made in", option: /^Japan \(/, says: /Country.*Japan/ },
    { name: "Language", option: /^Danish \(/, says: /Language.*Danish/ },
    { name: "First shown on", option: /^BBC Two \(/, says: /Shown on.*BBC Two/ },
    { name: "Episodes of at most", option: "25 minutes", says: /(\d|1\d|2[0-5]) minutes each/ },
    { name: "Seasons at most", option: "1", says: /1 season\b/ },
    { name: "Finished or running", option: "running", says: /since \d{4}/ },
  ]) {
    test(`a filter: ${name}`, async ({ app }) => {
      const before = await app.listed();
      await app.filters.click();
      const field = app.list.getByRole("combobox", { name });
      const label = await field.getByRole("option", { name: option, exact: true }).first().textContent();
      await field.selectOption({ label });
      const after = await app.changedFrom(before);
      await expect(app.filters).toHaveText(/1$/);
      expect(after.length).toBeGreaterThan(0);
      expect(await first(app)).toMatch(says);
      await app.list.getByRole("button", { name: "Clear filters" }).first().click();
      await expect.poll(() => app.listed()).toEqual(before);
    });
  }

  test("content notes are kept out by their degree", async ({ page, app }) => {
    const before = await app.listed();
    await app.filters.click();
    await app.list.getByText("Keep out shows with").click();
    await app.list.getByRole("combobox", { name: "Violence", exact: true }).selectOption("any of it");
    const after = await app.changedFrom(before);
    await expect(app.cards).toHaveCount(20);
    expect(await first(app)).not.toMatch(/Violence \(/);
    // What is chosen is seen, and found again.
    await page.reload();
    await app.ready();
    await expect.poll(() => app.listed()).toEqual(after);
    await expect(app.filters).toHaveText(/1$/);
  });

  test("one of several services is taken back alone", async ({ app }) => {
    const before = await app.listed();
    await app.filters.click();
    const field = app.list.getByRole("combobox", { name: "First shown on" });
    for (const service of [/^HBO \(/, /^FX \(/]) {
      await field.selectOption({ label: await field.getByRole("option", { name: service }).textContent() });
    }
    await expect(app.filters).toHaveText(/2$/);
    const both = await app.changedFrom(before);
    await app.list.getByRole("button", { name: "Remove FX from the filter" }).click();
    await app.changedFrom(both);
    await expect(app.filters).toHaveText(/1$/);
    expect(await first(app)).toMatch(/Shown on.*HBO/);
  });

  test("dislikes can be ignored, and still keep the show out", async ({ app }) => {
    const before = await app.listed();
    const ignore = app.list.getByRole("checkbox", { name: "Ignore my dislikes" });
    await expect(ignore).toBeHidden();
    await app.mark(before[0], "Seen it");
    const seen = await app.changedFrom(before);
    await app.undo.click();
    await expect.poll(() => app.listed()).toEqual(before);
    await app.mark(before[0], "Not for me");
    await app.changedFrom(before);
    await expect.poll(() => app.listed()).not.toEqual(seen);
    await ignore.check();
    // As if it had only been seen: it and its sequels stay away, and it says nothing of the others.
    await expect.poll(() => app.listed()).toEqual(seen);
  });

  test("one rating is left out of the ranking, and says so", async ({ page, app }) => {
    const before = await app.listed();
    const leaveOut = app.dialog.getByRole("checkbox", { name: "Leave my rating out of the ranking" });
    await app.row("The Wire").getByRole("link", { name: "The Wire" }).click();
    await leaveOut.check();
    await app.dialog.getByRole("button", { name: "Close" }).click();
    const without = await app.changedFrom(before);
    await expect(app.row("The Wire")).toContainText("left out");
    expect(without).not.toContain("The Wire");
    await page.reload();
    await app.ready();
    await expect.poll(() => app.listed()).toEqual(without);
    // The same as if it had never been named, but for the show itself.
    await app.row("The Wire").getByRole("link", { name: "The Wire" }).click();
    await leaveOut.uncheck();
    await app.dialog.getByRole("button", { name: "Close" }).click();
    await expect.poll(() => app.listed()).toEqual(before);
  });

  test("rows: because of a loved show, something different, short and finished", async ({ page, app }) => {
    await app.row("The Sopranos").getByRole("button", { name: "Loved" }).click();
    const listed = await app.listed();
    await app.list.getByRole("button", { name: "Rows" }).click();
    const row = (name) => app.list.getByRole("region", { name });
    const shows = (name) => row(name).getByRole("listitem").allTextContents();
    await expect(row("Because you loved The Sopranos").getByRole("listitem")).toHaveCount(10);
    await expect(app.cards).toHaveCount(0);
    const different = await shows("Something different");
    expect(different).toHaveLength(10);
    expect(different.filter((title) => listed.includes(title))).toEqual([]);
    const all = [
      ...(await shows("Because you loved The Sopranos")),
      ...(await shows(/^Because you liked/)),
      ...different,
      ...(await shows("Short and finished")),
    ];
    expect(all).toHaveLength(40);
    expect(new Set(all).size).toBe(40);
    for (const name of CRIME) expect(all).not.toContain(name);
    await row("Short and finished").getByRole("link").first().click();
    await expect(app.dialog).toContainText(/[12] seasons?\b/);
    await app.dialog.getByRole("button", { name: "Close" }).click();

    await page.reload();
    await app.ready();
    await expect(row("Short and finished").getByRole("listitem")).toHaveCount(10);
    await app.list.getByRole("button", { name: "List", exact: true }).click();
    await expect.poll(() => app.listed()).toEqual(listed);
  });

  test("what one more word would change is what it changes", async ({ page, app }) => {
    const before = await app.listed();
    const card = app.cards.nth(1);
    await card.getByText("What would it change?").click();
    const told = card.getByText(`If you dislike ${before[1]}:`);
    await expect(told).toBeVisible();
    await expect(card.getByText(`If you love ${before[1]}:`)).toBeVisible();
    const [, come, go] = /: (.*?) would come up(?:, (.*) would fall back)?\./.exec(await told.textContent()) ?? [];
    await app.mark(before[1], "Not for me");
    const after = (await app.changedFrom(before)).slice(0, 10);
    const names = (text) => (text ? before.concat(after).filter((title) => text.includes(title)) : []);
    for (const title of names(come)) expect(after).toContain(title);
    for (const title of names(go)) expect(after).not.toContain(title);
    // Only one card at a time is asked about.
    await app.cards.nth(0).getByText("What would it change?").click();
    await expect(page.getByText(/^If you love/)).toHaveCount(1);
  });

  test("a message is gone on another page", async ({ page, app }) => {
    await app.mark((await app.listed())[0], "Seen it");
    await expect(app.undo).toBeVisible();
    await page.getByRole("link", { name: "About this model" }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: "About this model" })).toBeVisible();
    await expect(app.undo).toBeHidden();
  });
});

for (const colorScheme of ["light", "dark"]) {
  for (const [screen, viewport] of Object.entries({ phone: { width: 320, height: 640 }, desktop: { width: 1280, height: 900 } })) {
    test.describe(`${screen}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, reducedMotion: "reduce", hasTouch: screen === "phone" });

      test.beforeEach(async ({ app }) => {
        await app.open();
      });

      const check = async (page) => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3)}`)).toEqual([]);
        const overhang = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
        expect(overhang).toBeLessThanOrEqual(0);
      };

      test("axe finds nothing in the questions", async ({ page, app }) => {
        await app.shelf.getByRole("button", { name: "Ask me one by one" }).click();
        await expect(page.getByRole("region", { name: "Have you seen this?" }).getByRole("heading")).not.toHaveText("…");
        await check(page);
      });

      test("axe finds nothing around the list", async ({ page, app }) => {
        test.slow();
        await app.pickAll(CRIME);
        await app.mark((await app.listed())[0], "Not for me");
        await app.filters.click();
        await app.list.getByText("Keep out shows with").click();
        const field = app.list.getByRole("combobox", { name: "Made in" });
        await field.selectOption({ label: await field.getByRole("option", { name: /^United States \(/ }).textContent() });
        await app.cards.first().getByText("What would it change?").click();
        await expect(page.getByText(/^If you love/)).toBeVisible();
        await check(page);
      });

      test("axe finds nothing in rows and on a show's page", async ({ page, app }) => {
        test.slow();
        await app.pickAll(CRIME);
        await app.list.getByRole("button", { name: "Rows" }).click();
        await expect(app.list.getByRole("region", { name: "Something different" })).toBeVisible();
        await check(page);
        await app.row("The Wire").getByRole("link", { name: "The Wire" }).click();
        await expect(app.dialog.getByRole("heading", { name: "Where it sits in your taste" })).toBeVisible();
        await check(page);
      });
    });
  }
}
