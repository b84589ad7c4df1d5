// The test function of all specs: a site of its own for each test, and a watch over what must never happen.

import { test as base, expect } from "@playwright/test";
import { App } from "./app.js";
import { Site } from "./site.js";

export { expect };

export const test = base.extend({
  /** The path below which the site is served. */
  prefix: ["/", { option: true }],

  site: async ({ prefix }, use) => {
    const site = await new Site({ prefix }).start();
    await use(site);
    await site.end();
  },

  /**
   * No console error, no exception, no request to anybody else, in any tab. A test in which something is broken on
   * purpose says which errors belong to that: `watch.allow(/404/)`.
   */
  watch: [
    async ({ context, site }, use) => {
      const origin = new URL(site.address).origin;
      const complaints = [];
      const allowed = [];
      context.on("console", (message) => {
        if (message.type() === "error" || /Content.Security.Policy/i.test(message.text())) complaints.push(`${message.text()} (${message.location().url})`);
      });
      context.on("weberror", (error) => complaints.push(String(error.error())));
      context.on("request", (request) => {
        const url = new URL(request.url());
        if (url.protocol !== "data:" && url.origin !== origin) complaints.push(`a request left for ${url}`);
      });
      await use({ allow: (pattern) => allowed.push(pattern) });
      expect(complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],

  app: async ({ page, site }, use) => use(new App(page, site.address)),
});
