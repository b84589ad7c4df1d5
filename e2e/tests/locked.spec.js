// Trying to break in: what an attacker would do who got a foot in the door, and what hostile data may hold.

import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CRIME } from "../support/app.js";
import { expect, test } from "../support/test.js";

// What the browser says when it refuses; and what Playwright notes of requests that were asked for but never left.
const REFUSALS = /Content.Security.Policy|Trusted|refused|violates|ERR_BLOCKED_BY_CSP|a request left for https?:\/\/example\.com/i;

test("scripts, markup and addresses that are not the site's own are refused", async ({ page, app, watch }) => {
  test.slow();
  watch.allow(REFUSALS);
  await app.open();
  const outcomes = await page.evaluate(async () => {
    // What the driver calls directly may evaluate text; what runs later may not.
    await new Promise((resolve) => setTimeout(resolve));
    globalThis.broken = [];
    const refusals = [];
    document.addEventListener("securitypolicyviolation", (event) => refusals.push(event.effectiveDirective));
    const attempt = async (work) => {
      try {
        return String(await work());
      } catch (error) {
        return error.name;
      }
    };
    const loads = (element, parent = document.body) =>
      new Promise((resolve) => {
        element.onload = () => resolve("loaded");
        element.onerror = () => resolve("refused");
        parent.append(element);
        setTimeout(() => resolve("nothing"), 1000);
      });
    const make = (name, fields) => Object.assign(document.createElement(name), fields);
    const outcomes = {
      // eslint-disable-next-line no-eval
      eval: await attempt(() => (0, eval)("1 + 1")),
      function: await attempt(() => new Function("return 1")()),
      timeout: await attempt(() => setTimeout("broken.push('timeout')", 0)),
      markup: await attempt(() => (document.createElement("p").innerHTML = "<b>bold</b>")),
      document: await attempt(() => document.write("<p>")),
      "inline script": await attempt(() => {
        const script = document.createElement("script");
        script.append("broken.push('inline script')");
        document.body.append(script);
        return script.isConnected;
      }),
      "inline handler": await attempt(() => {
        const image = document.createElement("img");
        image.setAttribute("onerror", "broken.push('inline handler')");
        image.src = "data:,";
        document.body.append(image);
      }),
      "script address": await attempt(() => {
        document.body.append(make("script", { src: "https://example.com/x.js" }));
      }),
      "own file as a script": await attempt(() => {
        document.body.append(make("script", { src: "boot.js" }));
      }),
      worker: await attempt(() => new Worker(URL.createObjectURL(new Blob(["1"])))),
      "service worker": await attempt(() => navigator.serviceWorker.register("other.js")),
      fetch: await attempt(() => fetch("https://example.com/")),
      beacon: await attempt(() => navigator.sendBeacon("https://example.com/", "1")),
      socket: await attempt(() => new Promise((resolve) => {
        const socket = new WebSocket("wss://example.com/");
        socket.onopen = () => resolve("open");
        socket.onerror = () => resolve("refused");
      })),
      image: await attempt(() => loads(make("img", { src: "https://example.com/x.png" }))),
      style: await attempt(() => loads(make("link", { rel: "stylesheet", href: "https://example.com/x.css" }), document.head)),
      "inline style": await attempt(() => {
        const style = document.createElement("style");
        style.append("body { --broken: yes }");
        document.head.append(style);
        return getComputedStyle(document.body).getPropertyValue("--broken") || "refused";
      }),
      frame: await attempt(() => loads(make("iframe", { src: "https://example.com/" }))),
      object: await attempt(() => loads(make("object", { data: "https://example.com/" }))),
      base: await attempt(() => {
        document.head.append(make("base", { href: "https://example.com/" }));
        return new URL("x", document.baseURI).host === location.host ? "refused" : "moved";
      }),
      form: await attempt(() => {
        const form = make("form", { action: "https://example.com/" });
        document.body.append(form);
        form.submit();
        return "asked";
      }),
      policy: await attempt(() => trustedTypes.createPolicy("own", { createHTML: (text) => text }).name),
    };
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { outcomes, broken: globalThis.broken, refusals: [...new Set(refusals)] };
  });
  expect(outcomes.broken).toEqual([]);
  expect(outcomes.outcomes).toMatchObject({
    eval: "EvalError",
    function: "EvalError",
    markup: "TypeError",
    document: "TypeError",
    "script address": "TypeError",
    "own file as a script": "TypeError",
    worker: "TypeError",
    "service worker": "TypeError",
    fetch: "TypeError",
    socket: expect.stringMatching(/refused|Error/),
    image: "refused",
    style: "refused",
    "inline style": "refused",
    base: "refused",
    policy: "TypeError",
  });
  // Scripts do not come so far as to meet script-src: Trusted Types stop them before. The next test leaves those out.
  for (const directive of ["style-src-elem", "connect-src", "img-src", "base-uri", "form-action", "frame-src", "require-trusted-types-for", "trusted-types"]) {
    expect(outcomes.refusals).toContain(directive);
  }
  expect(page.url()).toBe(app.address);
});

for (const [what, id] of Object.entries({
  "markup": "<img src=x onerror=alert(1)>",
  "a script": "<script>alert(1)</script>",
  "a script's address": "javascript:alert(1)",
  "a way upwards": "../../../../etc/passwd",
  "another site": "//example.com/",
  "half an escape": "%E0%A4%A",
  "a word of the language": "__proto__",
  "a great deal": "x".repeat(100_000),
})) {
  test(`a link to a show that is ${what} shows nothing but text`, async ({ page, app }) => {
    page.on("dialog", () => {
      throw new Error("a script ran");
    });
    await app.open("#/show/" + (what === "half an escape" ? id : encodeURIComponent(id)));
    await expect(app.dialog).toBeVisible();
    await expect(app.dialog.locator("img, script")).toHaveCount(0);
    await app.dialog.getByRole("button", { name: "Close" }).click();
    await app.pickAll(CRIME);
  });
}

test.describe("a catalogue whose every text is markup", () => {
  test.skip(!process.env.HOSTILE_MODEL, "`cargo xtask test browser` makes such a model");

  test("shows text", async ({ page, app, site, watch }) => {
    watch.allow(/404/); // the service worker, which would not let the model in
    page.on("dialog", () => {
      throw new Error("a script ran");
    });
    await site.copy();
    await rm(join(site.folder, "sw.js"));
    await writeFile(await site.file(/^model-.*\.bin$/), await readFile(process.env.HOSTILE_MODEL));
    await rm(await site.file(/^model-.*\.bin\.gz$/));
    await app.open();
    await app.search.focus();
    await page.keyboard.type("img");
    await expect(app.suggestions.first()).toContainText("<img src=x onerror=");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(app.mine.getByRole("listitem").first()).toContainText("<img src=x onerror=");
    await expect(app.titles.first()).toContainText("<");
    await app.titles.first().getByRole("link").click();
    await expect(app.dialog).toContainText("<script>");
    const made = await page.evaluate(() => ({
      images: [...document.images].map((image) => image.getAttribute("src")),
      handlers: document.querySelectorAll("[onerror], [onload], [onclick]").length,
      // The shell's, which stands in the page and is allowed by its hash, and one file.
      inline: [...document.scripts].filter((script) => !script.src).map((script) => script.parentElement.localName),
      scripts: [...document.scripts].filter((script) => script.src).map((script) => new URL(script.src).origin === location.origin),
      links: [...document.links].map((link) => new URL(link.href).protocol).filter((protocol) => !/^https?:$/.test(protocol)),
    }));
    expect(made).toEqual({ images: [], handlers: 0, inline: ["head"], scripts: [true], links: [] });
  });
});

test("the host's policy also holds for what the service worker gives", async ({ page, app, site }) => {
  await app.open();
  await app.kept();
  const headers = async () => (await page.reload()).headers();
  const fromCache = await headers();
  await site.stop();
  for (const found of [fromCache, await headers()]) {
    expect(found["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(found["x-content-type-options"]).toBe("nosniff");
    expect(found["cross-origin-opener-policy"]).toBe("same-origin");
    expect(found["referrer-policy"]).toBe("no-referrer");
    expect(found["permissions-policy"]).toContain("geolocation=()");
  }
});

test("the page says its policy itself, for hosts without headers", async ({ page, app, site, watch }) => {
  watch.allow(REFUSALS);
  watch.allow(/404/); // the service worker, which would not let this page in
  await site.copy();
  await rm(join(site.folder, "_headers"));
  await rm(join(site.folder, "sw.js"));
  const file = join(site.folder, "index.html");
  const inserted = "<script>globalThis.broken = 1</script><img alt src=data:, onerror='globalThis.broken = 2'></body>";
  await writeFile(file, (await readFile(file, "utf8")).replace("</body>", inserted));
  await site.stop();
  await site.start();
  const refused = page.waitForEvent("console", (message) => /inline script/.test(message.text()));
  await app.open();
  await refused;
  expect(await page.evaluate(() => globalThis.broken)).toBeUndefined();
  const outcome = await page.evaluate(() => {
    try {
      document.createElement("p").innerHTML = "<b>";
      return "markup";
    } catch (error) {
      return error.name;
    }
  });
  expect(outcome).toBe("TypeError");
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(policy).not.toContain("unsafe-inline");
  expect(policy).not.toContain("'unsafe-eval'");
});

test("scripts, modules and styles are compared with the hashes in the page", async ({ page, app, site, watch }) => {
  watch.allow(/integrity|digest|MIME|module|Failed to|404/i);
  await site.copy();
  await rm(join(site.folder, "sw.js"));
  for (const name of (await readdir(site.folder)).filter((name) => /^(app|app_bg|boot|style)-/.test(name))) {
    await test.step(name, async () => {
      const file = join(site.folder, name);
      const whole = await readFile(file);
      // Valid, but another text.
      await writeFile(file, name.endsWith(".wasm") ? Buffer.concat([whole, Buffer.from([0, 1, 0])]) : `${whole}\n`);
      await page.goto("about:blank");
      const refused = page.waitForEvent("console", (message) => /integrity/i.test(message.text()));
      await page.goto(app.address);
      await refused;
      await writeFile(file, whole);
      // The page begins again by itself once it has fetched the file anew, which may interrupt this visit.
      await expect(() => app.open()).toPass();
      await page.evaluate(() => sessionStorage.clear());
    });
  }
});
