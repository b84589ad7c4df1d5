// Every show as a point, and the same as a list.

import AxeBuilder from "@axe-core/playwright";
import { CRIME } from "../support/app.js";
import { expect, test } from "../support/test.js";

const map = (page) => ({
  canvas: page.getByRole("application", { name: /^Map of shows/ }),
  find: page.getByRole("searchbox", { name: "Find a show on the map" }),
  chosen: (title) => page.getByRole("region", { name: title }),
});

/** How many pixels of the canvas have more of red than of green, as only what the person likes does in the light theme. */
const reds = (canvas) =>
  canvas.evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] > 200 && data[at] - data[at + 1] > 90) count += 1;
    }
    return count;
  });

test("a show is found, chosen, and its neighbours lead on", async ({ page, app }) => {
  await app.open("#/map");
  const { find, chosen } = map(page);
  await find.fill("the wire");
  await page.getByRole("button", { name: "The Wire (2002)" }).click();
  const wire = chosen("The Wire");
  await expect(wire.getByRole("heading", { level: 2 })).toHaveText("The Wire");
  const neighbours = wire.getByRole("listitem").getByRole("button");
  await expect(neighbours.first()).toBeVisible();
  const next = await neighbours.first().textContent();
  await neighbours.first().click();
  await expect(chosen(next)).toBeVisible();
  await page.getByRole("link", { name: "All about it" }).click();
  await expect(app.dialog.getByRole("heading", { level: 2, name: next, exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(chosen(next)).toBeVisible();
});

test("what is under the finger is chosen", async ({ page, app }) => {
  await app.open("#/map");
  const { canvas, find, chosen } = map(page);
  await find.fill("fleabag");
  await page.keyboard.press("Enter");
  await expect(chosen("Fleabag")).toBeVisible();
  // It lies in the middle now. Somewhere else is nothing, and the middle is it again.
  for (let step = 0; step < 8; step += 1) await page.getByRole("button", { name: "Zoom in" }).click();
  const box = await canvas.boundingBox();
  const middle = { x: box.width / 2, y: box.height / 2 };
  await page.getByRole("button", { name: "Show the whole map" }).click();
  await canvas.click({ position: { x: 3, y: box.height - 3 } });
  await expect(page.getByText(/^Choose a show/)).toBeVisible();
  await find.fill("fleabag");
  await page.keyboard.press("Enter");
  await canvas.click({ position: middle });
  await expect(chosen("Fleabag")).toBeVisible();
  // Dragged by a hundred pixels it lies there.
  await page.mouse.move(box.x + middle.x, box.y + middle.y);
  await page.mouse.down();
  await page.mouse.move(box.x + middle.x - 100, box.y + middle.y, { steps: 4 });
  await page.mouse.up();
  await expect(chosen("Fleabag")).toBeVisible();
  await canvas.click({ position: { x: middle.x - 100, y: middle.y } });
  await expect(chosen("Fleabag")).toBeVisible();
});

test("one's own shows light up, and a word said on the map counts", async ({ page, app }) => {
  await app.open("#/map");
  const { canvas, find, chosen } = map(page);
  await expect.poll(() => canvas.evaluate((canvas) => canvas.width)).toBeGreaterThan(100);
  expect(await reds(canvas)).toBe(0);
  await find.fill("the wire");
  await page.keyboard.press("Enter");
  await chosen("The Wire").getByRole("button", { name: "Loved" }).click();
  await expect.poll(() => reds(canvas)).toBeGreaterThan(20);
  await page.getByRole("link", { name: "Back to the list" }).click();
  await expect(app.row("The Wire")).toBeVisible();
  await expect(app.cards).toHaveCount(20);
});

test("recommendations are marked in the list of neighbours too", async ({ page, app }) => {
  await app.open();
  await app.pickAll(CRIME);
  const [first] = await app.listed();
  await app.open("#/map");
  const { find, chosen } = map(page);
  await find.fill("the wire");
  await page.getByRole("button", { name: "The Wire (2002)" }).click();
  await expect(chosen("The Wire").getByText("recommended").first()).toBeVisible();
  expect(first).toBeTruthy();
});

test("the keyboard moves and zooms", async ({ page, app }) => {
  await app.open("#/map");
  const { canvas } = map(page);
  // A canvas that nobody has drawn on yet is 300 wide.
  await expect.poll(() => canvas.evaluate((canvas) => canvas.width)).toBeGreaterThan(300);
  const picture = () => canvas.evaluate((canvas) => canvas.toDataURL());
  await canvas.focus();
  const whole = await picture();
  await page.keyboard.press("+");
  await expect.poll(picture).not.toBe(whole);
  const closer = await picture();
  await page.keyboard.press("ArrowRight");
  await expect.poll(picture).not.toBe(closer);
  await page.keyboard.press("0");
  await expect.poll(picture).toBe(whole);
});

test("an address names a show", async ({ page, app }) => {
  await app.open("#/map/fleabag");
  await expect(map(page).chosen("Fleabag")).toBeVisible();
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 844 } });

    test("axe finds nothing on the map, and nothing runs off the side", async ({ page, app }) => {
      await app.open("#/map/the-wire");
      await expect(map(page).chosen("The Wire")).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      const overhang = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
      expect(overhang).toBeLessThanOrEqual(0);
    });
  });
}
