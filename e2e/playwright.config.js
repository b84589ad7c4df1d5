import { defineConfig } from "@playwright/test";
import { launchOptions } from "./support/browser.js";

export default defineConfig({
  testDir: "tests",
  outputDir: process.env.RESULTS ?? "../target/e2e",
  fullyParallel: true,
  // A machine of continuous integration may be slow; a test that passes only the second time has found something.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  retries: 0,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 900 },
    launchOptions,
    screenshot: "only-on-failure",
  },
});
