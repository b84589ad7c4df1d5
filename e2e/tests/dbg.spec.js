import { test } from "../support/test.js";
test("dbg", async ({ page, app, watch }) => {
  watch.allow(/.*/s);
  page.on("console", (m) => console.log("C", m.type(), m.text()));
  page.on("pageerror", (e) => console.log("E", e.stack));
  page.on("response", (r) => { if (/later/.test(r.url())) console.log(r.status(), r.url()); });
  await app.open("#/about");
  await page.waitForTimeout(4000);
  console.log(await page.locator("#main").innerText());
});
