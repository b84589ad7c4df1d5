// On a slow network things come one by one: what is painted first waits for nothing, and what needs titles alone does not wait for
// the weights.

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

test.describe("the page alone", () => {
  test.use({ locale: "de", colorScheme: "dark" });

  test("is painted as it will be, in its language and colours, before any file beside it has come", async ({ page, host, faulty }) => {
    await page.addInitScript(() => localStorage.setItem("canihasashowplz.theme", "light"));
    let go;
    const rest = new Promise((resolve) => (go = resolve));
    host.pace = (path) => (path === "index.html" ? undefined : rest);
    await page.goto(faulty.address, { waitUntil: "commit" });
    const painted = () => performance.getEntriesByName("first-contentful-paint").length;
    await expect.poll(() => page.evaluate(painted)).toBe(1);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Nenne ein paar/);
    const places = () =>
      ["h1", "#search", ".masthead nav", ".strip"].map((name) => {
        const { x, y, width, height } = document.querySelector(name).getBoundingClientRect();
        return [name, x, y, width, height];
      });
    const before = await page.evaluate(places);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe("rgb(247, 240, 225)");
    go();
    await expect(page.locator("#search")).toBeEnabled();
    expect(await page.evaluate(places), "nothing of it moves").toEqual(before);
  });
});

test("where a host still says the policy of another version, the page has its styles nevertheless", async ({ page, host, faulty }) => {
  host.spoil = (answer) => {
    const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
    return { ...answer, headers: { ...answer.headers, "Content-Security-Policy": policy } };
  };
  await faulty.open();
  await expect(page.locator(".masthead")).toHaveCSS("display", "flex");
  await faulty.pick(CRIME[0]);
  await expect(faulty.cards).toHaveCount(20);
});

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
