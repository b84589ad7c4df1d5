// The test function of the specs in which the host misbehaves as they tell it.

import { App } from "./app.js";
import { Host } from "./host.js";
import { expect, test as base } from "./test.js";

export { expect };

/** A host that misbehaves, for each test one of its own. */
export const hosted = base.extend({
  host: async ({}, use) => {
    const host = await new Host().start();
    await use(host);
    await host.end();
  },
});

export const test = hosted.extend({
  /** The page on that host. */
  faulty: async ({ page, host, watch }, use) => {
    // Errors are what these tests are about; requests to others are still noticed.
    watch.allow(/^(?!a request left for (?!http:\/\/127\.))/s);
    await use(new App(page, host.address));
  },
});
