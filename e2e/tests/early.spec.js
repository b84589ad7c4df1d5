// On a slow network the weights take their time: what needs titles alone does not wait for them.

import { CRIME } from "../support/app.js";
import { expect, test } from "../support/faulty.js";

const MODEL = /^model-[0-9a-f]+\.bin$/;

/** Sends the model's first pieces at once and the others slowly, until `go` is called. */
function slowly(host, quick) {
  let go;
  const rest = new Promise((resolve) => (go = resolve));
  host.pace = (path, at) => {
    if (!MODEL.test(path) || at < quick) return undefined;
    return Promise.race([rest, new Promise((resolve) => setTimeout(resolve, 200))]);
  };
  return go;
}

test("shows are searched, tapped and named while the weights are on their way", async ({ page, host, faulty }) => {
  const go = slowly(host, 500_000);
  await page.goto(host.address);
  await expect(faulty.tiles).toHaveCount(18);
  await faulty.pick("the wrie");
  await expect(faulty.row("The Wire")).toBeVisible();
  const tile = faulty.tiles.first();
  const name = await tile.textContent();
  await tile.click();
  await expect(tile).toHaveAttribute("aria-pressed", "true");
  await expect(faulty.row(name)).toBeVisible();
  await faulty.search.fill("xyzzy");
  await expect(page.getByText("No show by that name")).toBeVisible();
  await faulty.search.fill("");
  // The list says how far its weights are, and what needs them is not offered yet.
  await expect(page.getByRole("progressbar", { name: "Catalogue" })).toBeVisible();
  await expect(faulty.cards).toHaveCount(0);
  await expect(faulty.shelf.getByRole("button", { name: "Ask me one by one" })).toBeHidden();

  const tiles = await faulty.tiles.allTextContents();
  go();
  await faulty.ready();
  await expect(faulty.cards).toHaveCount(20);
  await expect(page.getByRole("progressbar", { name: "Catalogue" })).toHaveCount(0);
  expect(await faulty.tiles.allTextContents(), "no tile moves away under a finger").toEqual(tiles);
  await expect(tile).toHaveAttribute("aria-pressed", "true");
});

test("what was typed before the titles came is found when they do", async ({ page, host, faulty }) => {
  const go = slowly(host, 0);
  await page.goto(host.address);
  await faulty.search.fill(CRIME[1]);
  await expect(page.getByText("the catalogue is still arriving")).toBeVisible();
  go();
  await expect(faulty.suggestions.first()).toContainText(CRIME[1]);
});
