// The site on hosts that people have: our own server, and nginx and Caddy with the configurations in deploy/, if they
// are installed (`apt-get install nginx caddy`).

import { App, CRIME } from "../support/app.js";
import { Packaged, SERVERS } from "../support/packaged.js";
import { Site } from "../support/site.js";
import { expect, test as base } from "../support/test.js";

const test = base.extend({
  kind: ["", { option: true }],
  served: async ({ kind }, use) => {
    const served = kind === "xtask" ? await new Site({ prefix: "/some/path/", compressed: true }).start() : await new Packaged().start(kind);
    await use(served);
    await served.end();
  },
  there: async ({ page, served, watch }, use) => {
    // Not the address of the fixture `site`, which these tests do not use; but nobody else's either.
    watch.allow(/^a request left for http:\/\/127\.0\.0\.1:/);
    await use(new App(page, served.address));
    // Before its server ends: what the page still fetches then, the service worker for one, is not this test's fault.
    await page.close();
  },
});

for (const kind of ["xtask", ...Object.keys(SERVERS)]) {
  test.describe(`on ${kind}`, () => {
    test.use({ kind });
    test.skip(kind !== "xtask" && !SERVERS[kind].program, `${kind} is not installed`);

    test("a visit, a reload without a connection", async ({ page, context, served, there: app }) => {
      await app.open();
      await app.pickAll(CRIME);
      const before = await app.listed();
      await app.kept();
      await served.stop();
      await context.setOffline(true);
      await page.reload();
      await app.ready();
      await expect.poll(() => app.listed()).toEqual(before);
    });

    test("an address of a show that is written as a path leads to the show", async ({ page, served, there: app, watch }) => {
      watch.allow(/404/);
      await page.goto(`${served.address}show/the-wire`);
      await expect(app.dialog.getByRole("heading", { name: "The Wire" })).toBeVisible();
      expect(page.url()).toBe(`${served.address}#/show/the-wire`);
      await page.goto(`${served.address}about/`);
      await expect(page.getByRole("heading", { level: 1, name: "About this model" })).toBeVisible();
      const answer = await page.goto(`${served.address}404.html`);
      expect(answer.ok()).toBe(true);
      await page.getByRole("link", { name: "The site is here." }).click();
      await app.ready();
    });

    test("headers, types and compressed forms are as they should be", async ({ page, request, served, there: app }) => {
      const answers = [];
      page.on("response", (response) => answers.push(response));
      await app.open();
      const seen = await Promise.all(
        answers.map(async (response) => [new URL(response.url()).pathname.split("/").pop(), await response.allHeaders()]),
      );
      const of = (pattern) => seen.find(([name]) => pattern.test(name))?.[1] ?? {};
      expect(of(/^$/)["cache-control"]).toBe("no-cache");
      expect(of(/^app_bg-.*wasm$/)["content-type"]).toBe("application/wasm");
      for (const [name, headers] of seen) {
        expect(headers["content-security-policy"], name).toContain("require-trusted-types-for 'script'");
        expect(headers["cross-origin-opener-policy"], name).toBe("same-origin");
        expect(headers["x-content-type-options"], name).toBe("nosniff");
        if (/-[0-9a-f]{16}\.\w+$/.test(name)) expect(headers["cache-control"], name).toMatch(/max-age=31536000/);
      }
      const module = seen.find(([name]) => /^app_bg-/.test(name))[0];
      for (const coding of kind === "nginx" ? ["gzip"] : ["br", "gzip"]) {
        const answer = await request.get(served.address + module, { headers: { "Accept-Encoding": coding } });
        expect(answer.headers()["content-encoding"]).toBe(coding);
      }
      // That a file is missing must not be kept as the file would be.
      const missing = await request.get(`${served.address}nothing-0123456789abcdef.js`);
      expect(missing.headers()["cache-control"]).toBe("no-cache");
      expect(missing.status()).toBe(404);
      expect(missing.headers()["content-security-policy"]).toContain("default-src 'none'");
    });
  });
}
