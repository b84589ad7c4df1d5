// How the browser is started: the same for tests, measurements and screenshots.

// For scripts in other folders, which have packages of their own.
export { chromium } from "@playwright/test";

/** Only this machine answers, whatever a page asks for. */
const NOBODY_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";

export const launchOptions = {
  // Without one Playwright takes its own, if `npx playwright install chromium` fetched it.
  executablePath: process.env.CHROME_PATH || undefined,
  args: [
    // Continuous integration often runs as root, where the sandbox cannot start. The pages are our own.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    NOBODY_ELSE,
  ],
};
