// What the model is, and whether it works for somebody.

import { CRIME } from "../support/app.js";
import { expect, test } from "../support/test.js";

test("the model is tried on one's own shows", async ({ page, app }) => {
  await app.open("#/about");
  const start = page.getByRole("button", { name: "Try it on my shows" });
  await expect(start).toBeDisabled();
  await app.open();
  await app.pickAll(CRIME);
  await app.open("#/about");
  await start.click();
  // Three that go together: each is what the other two lead to.
  const result = page.getByText(/^Of 3 shows \d came back among the first 20/);
  await expect(result).toBeVisible();
  expect(Number(/shows (\d)/.exec(await result.textContent())[1])).toBeGreaterThanOrEqual(2);
  await page.getByText("Where each hidden show came back").first().click();
  await expect(page.getByRole("rowheader", { name: "The Wire" })).toBeVisible();
});
