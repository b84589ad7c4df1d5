// Three tasks as a new user would do them, from a cold start, on a phone and on a desktop: a first good list (by typing, and by
// answering questions), agreeing as two, and bringing a Netflix history to find something new. `node tasks.js` does them on
// the finished site in `dist/`, three times, and prints the run in the middle; `node tasks.js FOLDER` does them once and takes
// a picture after every step. Each begins with an empty browser and the address of the page. Nothing is asserted of the
// numbers; but a step that does not lead where it should ends everything. `support/newcomer.js` says what is counted, and how.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { App, COMEDY, CRIME } from "./support/app.js";
import { launchOptions } from "./support/browser.js";
import { netflixHistory, watched } from "./support/history.js";
import { Newcomer, watch } from "./support/newcomer.js";
import { Site } from "./support/site.js";

const TIMES = 3;

const SCREENS = {
  // The keyboard of a phone of this size is 336 high.
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, keyboard: 336 },
  desktop: { viewport: { width: 1280, height: 900 }, hasTouch: false, keyboard: 0 },
};

/** What somebody says who is asked; everything else they have not seen. */
const ANSWERS = {
  "Loved it": ["Breaking Bad", "The Wire", "The Sopranos", "Fargo", "True Detective", "Better Call Saul", "Chernobyl"],
  "Liked it": ["Sherlock", "Game of Thrones"],
  "Not for me": ["Friends", "The Big Bang Theory", "How I Met Your Mother"],
};

// Where things are, by the names that a person reads.
const button = (name) => ({ page }) => page.getByRole("button", { name });
const link = (name) => ({ page }) => page.getByRole("link", { name, exact: true });
const heading = (name) => ({ page }) => page.getByRole("heading", { name });
const region = (name) => ({ page }) => page.getByRole("region", { name });
const files = ({ page }) => page.getByLabel("Choose files, or drop them anywhere on the page");
const newPerson = ({ page }) => page.getByRole("textbox", { name: "Add a person" });
const search = (app) => app.search;
const asked = region("Have you seen this?");
const question = (app) => asked(app).getByRole("heading").filter({ hasNotText: /^…$/ });
const common = region("What you can all live with");
const commonTitles = (app) => common(app).getByRole("listitem").getByRole("heading", { level: 3 });
const thisOne = (app) => common(app).getByRole("button", { name: /^This one tonight: / }).first();
// The button at the foot of the page, if it is there; else the link in the head.
const toTogether = (app) => link("Together")(app).or(button(/^Together/)(app)).last();

/** A task is a list of steps. A step is a name and what the newcomer does. */
const TASKS = {
  "first good list, typed": [open(), ...CRIME.map(name), seeList(), isListOf(CRIME)],
  "first good list, asked": [open(), tap(button("Ask me one by one"), question), answer(3), seeList(), isListOf()],
  "agree as two": [
    open(),
    tap(link("Together"), heading("What shall we watch?")),
    tap(button("Name shows: Me"), search),
    ...CRIME.map(name),
    tap(toTogether, heading("What shall we watch?")),
    write("Sam", newPerson),
    tap(button("Add"), button("Name shows: Sam")),
    tap(button("Name shows: Sam"), search),
    ...COMEDY.map(name),
    tap(toTogether, (app) => commonTitles(app).nth(19)),
    isCommonListWithout([...CRIME, ...COMEDY]),
    tap(thisOne, ({ page }) => page.getByRole("heading", { name: /^Tonight / }).and(page.locator(":focus"))),
  ],
  "Netflix history, something new": [
    open(),
    tap(link("Import"), heading("Bring your shows")),
    choose(files, button(/^Add [\d,]+ shows$/)),
    tap(button(/^Add [\d,]+ shows$/), link("See what to watch next")),
    tap(link("See what to watch next"), (app) => app.cards.nth(19)),
    seeList(),
    isFirstNew(),
  ],
};

function open() {
  return ["open the page", (newcomer) => newcomer.open()];
}

function tap(target, effect) {
  return ["tap", (newcomer) => newcomer.tap(target(newcomer.app), effect(newcomer.app))];
}

function write(text, field) {
  return [`write ${text}`, async (newcomer) => {
    await newcomer.into(field(newcomer.app));
    for (const letter of text) await newcomer.key(letter);
  }];
}

/** Taps the button that leads to the list, where there is one, and looks for the first show. */
function seeList() {
  return ["see the list", async (newcomer) => {
    const { app, page } = newcomer;
    const way = button(/^See your list/)(app);
    await page.waitForTimeout(300);
    if (await way.isVisible()) await newcomer.tap(way, page.locator(":focus").filter({ hasText: "What to watch next" }));
    await newcomer.reach(app.titles.first());
  }];
}

/** Types until the show is among the suggestions in sight, and takes it. */
function name(show) {
  return [`name ${show}`, async (newcomer) => {
    const { app, page } = newcomer;
    const option = app.suggestions.filter({ has: page.getByText(show, { exact: true }) }).first();
    await newcomer.into(app.search);
    for (const letter of show.toLowerCase()) {
      if (!(await newcomer.key(letter, option)) || !(await newcomer.sees(option))) continue;
      return newcomer.tap(option, page.getByRole("button", { name: `Remove ${show}`, exact: true }));
    }
    throw new Error(`${show} is not among the suggestions in sight`);
  }];
}

/** Answers questions until so many shows are liked. */
function answer(wanted) {
  return [`answer until ${wanted} are liked`, async (newcomer) => {
    const { app } = newcomer;
    for (let questions = 0; newcomer.liked.length < wanted; questions += 1) {
      if (questions === 40) throw new Error(`after ${questions} questions only ${newcomer.liked} are liked`);
      const show = await question(app).textContent();
      const [word = "Haven’t seen it"] = Object.entries(ANSWERS).find(([, shows]) => shows.includes(show)) ?? [];
      const next = question(app).filter({ hasNotText: new RegExp(`^${show.replace(/[^\p{L}\d]/gu, ".")}$`, "u") });
      await newcomer.tap(asked(app).getByRole("button", { name: word }), next);
      if (word === "Loved it" || word === "Liked it") newcomer.liked.push(show);
    }
  }];
}

/** In the system's own dialog: the file, then “Open”. */
function choose(field, effect) {
  return ["choose the file", async (newcomer) => {
    const dialog = newcomer.page.waitForEvent("filechooser");
    await newcomer.tap(field(newcomer.app));
    newcomer.outside(2);
    await (await dialog).setFiles(newcomer.file);
    await newcomer.until(effect(newcomer.app));
  }];
}

function check(what, right) {
  return [what, async (newcomer) => {
    const wrong = await right(newcomer);
    if (wrong) throw new Error(wrong);
  }];
}

/** Each of the named shows speaks for something in the list, and none is in it. */
function isListOf(shows) {
  return check("the list comes from these", async ({ app, liked }) => {
    const [titles, text] = [await app.listed(), (await app.cards.allTextContents()).join(" ")];
    const silent = (shows ?? liked).filter((show) => titles.includes(show) || !text.includes(show));
    return titles.length === 20 && silent.length === 0 ? "" : `${titles.length} shows, in the list or silent: ${silent}`;
  });
}

function isCommonListWithout(known) {
  return check("the list is for both", async ({ app }) => {
    const titles = await commonTitles(app).allTextContents();
    const places = (await common(app).getByText(/^No\. [\d,]+$/).count()) / 2;
    const again = titles.filter((title) => known.includes(title));
    const right = titles.length === 20 && places === 20 && again.length === 0;
    return right ? "" : `${titles.length} shows, ${places} with two places, known already: ${again}`;
  });
}

function isFirstNew() {
  return check("the first is new", async ({ app }) => {
    const [first] = await app.listed();
    return watched.includes(first) ? `${first} was watched already` : "";
  });
}

/** One task from a cold start. */
async function perform(browser, site, file, [task, steps], [screen, options], folder) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    const newcomer = new Newcomer(page, new App(page, site.address), options, file);
    for (const [at, [what, act]] of steps.entries()) {
      const called = `${task}, ${screen}, ${at + 1}: ${what}`;
      await act(newcomer).catch((error) => Promise.reject(new Error(`${called}: ${error.message}`, { cause: error })));
      if (folder) await page.screenshot({ path: join(folder, `${called.replace(/[^\w]+/g, "-")}.png`) });
    }
    return await newcomer.account();
  } finally {
    await context.close();
  }
}

const folder = process.argv[2];
if (folder) await mkdir(folder, { recursive: true });
const own = await mkdtemp(join(tmpdir(), "tasks-"));
const file = join(own, "NetflixViewingHistory.csv");
await writeFile(file, netflixHistory());
const browser = await chromium.launch(launchOptions);
const site = await new Site().start();
try {
  console.log("| | | clicks | keys | scrolls | pages | outside | opening, s | machine, s | with the person, s |");
  console.log(`|${"---|".repeat(10)}`);
  for (const task of Object.entries(TASKS)) {
    for (const screen of Object.entries(SCREENS)) {
      const runs = [];
      while (runs.length < (folder ? 1 : TIMES)) runs.push(await perform(browser, site, file, task, screen, folder));
      // The one in the middle, as a whole.
      const { opening, machine, together, ...counts } = runs.toSorted((a, b) => a.together - b.together)[runs.length >> 1];
      const seconds = [opening.toFixed(1), machine.toFixed(1), together.toFixed(0)];
      console.log(`| ${[task[0], screen[0], ...Object.values(counts), ...seconds].join(" | ")} |`);
    }
  }
} finally {
  await browser.close();
  await site.end();
  await rm(own, { recursive: true });
}
