// What a browser needs to offer the site for installation.

import { expect, test } from "../support/test.js";

for (const prefix of ["/", "/some/sub/path/"]) {
  test.describe(`below ${prefix}`, () => {
    test.use({ prefix });

    test("the manifest's pictures are there, in the sizes that it says", async ({ page, app }) => {
      await app.open();
      const { told, found, forms } = await page.evaluate(async () => {
        const address = document.querySelector("link[rel=manifest]").href;
        const { icons, screenshots, shortcuts } = await fetch(address).then((response) => response.json());
        const pictures = [...icons, ...screenshots, ...shortcuts.flatMap((shortcut) => shortcut.icons)];
        const found = [];
        for (const { src, sizes } of pictures) {
          const picture = new Image();
          picture.src = new URL(src, address).href;
          await picture.decode();
          const type = await fetch(picture.src).then((response) => response.headers.get("content-type"));
          // A drawing has any size.
          found.push([src, type, sizes === "any" ? "any" : `${picture.naturalWidth}x${picture.naturalHeight}`]);
        }
        const told = pictures.map(({ src, type = "image/png", sizes }) => [src, type, sizes]);
        return { told, found, forms: screenshots.map((screenshot) => screenshot.form_factor) };
      });
      expect(found).toEqual(told);
      expect(forms).toEqual(["narrow", "wide"]);
    });
  });
}

test("what is only for the offer to install is not kept for the time without a connection", async ({ page, app }) => {
  await app.open();
  await app.kept();
  const kept = await page.evaluate(async () => {
    const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    return (await Promise.all(opened.map((cache) => cache.keys()))).flat().map((request) => request.url);
  });
  expect(kept).toContainEqual(expect.stringContaining("manifest.webmanifest"));
  expect(kept.filter((address) => address.includes("screenshots/"))).toEqual([]);
});
