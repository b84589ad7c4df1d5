// What is not needed for the first answer is a file of its own: the other pages, the details of a show, the filters.

import { expect, test } from "../support/faulty.js";

const isLater = ({ path }) => /^later-.*\.wasm$/.test(path);
const about = (page) => page.getByRole("heading", { name: "About this model" });
const open = (page) => page.getByRole("link", { name: "About this model" }).first().click();

/** It is on its way until what this returns is called. */
function held(host) {
  let arrive;
  const arrived = new Promise((resolve) => (arrive = resolve));
  host.spoil = async (answer) => {
    if (isLater(answer)) await arrived;
    return answer;
  };
  return arrive;
}

test("the list does not wait for it, and a page that does gets the focus when it is drawn", async ({ page, host, faulty: app }) => {
  const arrive = held(host);
  await app.open();
  await app.pick("the wire");
  await expect(app.cards).toHaveCount(20);
  await open(page);
  await expect(page.getByRole("main").getByText("Setting the type …")).toBeVisible();
  arrive();
  await expect(about(page)).toBeFocused();
  await page.goBack();
  await expect(app.cards).toHaveCount(20);
});

test("an address of another page draws it at once, without waiting for a list", async ({ page, host, faulty: app }) => {
  host.spoil = async (answer) => (/^model-/.test(answer.path) ? new Promise(() => {}) : answer);
  await page.goto(`${app.address}#/library`);
  await expect(page.getByRole("heading", { level: 1, name: "Library" })).toBeVisible();
});

test("what did not arrive says so, and comes when it is asked for again", async ({ page, host, faulty: app }) => {
  host.spoil = (answer) => (isLater(answer) ? { ...answer, status: 503, headers: {}, body: Buffer.from("busy") } : answer);
  await app.open();
  await app.pick("the wire");
  await expect(app.cards).toHaveCount(20);
  await open(page);
  await expect(page.getByText("This part of the page did not arrive.")).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("This part of the page did not arrive.")).toBeVisible();
  host.heal();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(about(page)).toBeFocused();
});

test("what unfolds in a card waits for it", async ({ page, host, faulty: app }) => {
  const arrive = held(host);
  await app.open();
  await app.pick("the wire");
  await expect(app.cards).toHaveCount(20);
  const card = app.cards.first();
  await card.getByText("Why exactly?").click();
  await expect(card.getByText("Setting the type …")).toBeVisible();
  arrive();
  await expect(card.getByRole("table")).toBeVisible();
  await card.getByText("What would it change?").click();
  await expect(card.getByText(/^If you love/)).toBeVisible();
});

test("who wants to be asked before it is here is asked once it is", async ({ page, host, faulty: app }) => {
  const arrive = held(host);
  await app.open();
  await page.getByRole("button", { name: "Ask me one by one" }).click();
  await expect(page.getByRole("main").getByText("Setting the type …")).toBeVisible();
  arrive();
  const question = page.getByRole("region", { name: "Have you seen this?" }).getByRole("heading");
  await expect(question).toBeFocused();
  await expect(question).not.toHaveText("…");
});

test("an address of a show opens its page as soon as it is here", async ({ page, host, faulty: app }) => {
  const arrive = held(host);
  await page.goto(`${app.address}#/show/the-wire`);
  await expect(app.dialog).toBeVisible();
  await expect(app.dialog.getByText("Setting the type …")).toBeVisible();
  arrive();
  await expect(app.dialog.getByRole("heading", { level: 2, name: "The Wire" })).toBeVisible();
});

test("a damaged one is refused, and fetched anew", async ({ page, host, faulty: app }) => {
  let damaged = 0;
  host.spoil = (answer) => {
    // The cache would keep it for a year.
    if (!isLater(answer) || damaged > 0) return answer;
    damaged += 1;
    const body = Buffer.from(answer.body);
    body[body.length >> 1] ^= 0x55;
    return { ...answer, body };
  };
  await app.open(`#/about`);
  await expect(about(page)).toBeVisible();
  expect(damaged).toBe(1);
});

test("a file that is dropped before it is here is imported once it is", async ({ page, host, faulty: app }) => {
  const arrive = held(host);
  await app.open();
  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['Title,Date\n"Dark: Season 1: Secrets","1/2/24"\n'], "NetflixViewingHistory.csv", { type: "text/csv" }));
    return data;
  });
  await page.dispatchEvent("body", "drop", { dataTransfer: dropped });
  await expect(page.getByRole("main").getByText("Setting the type …")).toBeVisible();
  arrive();
  await expect(page.getByRole("heading", { level: 1, name: "Bring your shows" })).toBeFocused();
  await expect(page.getByText("NetflixViewingHistory.csv is from Netflix")).toBeVisible();
});
