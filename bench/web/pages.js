// What is weighed, held against model-core, and done on the site.

import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { App } from "../../e2e/support/app.js";

/** By how much a score may differ: other engines add in another order. Scores are some 5 to 40. */
const TOLERANCE = 1e-4;

/** Bytes of files, and of their compressed forms. */
function weigh(folder, names) {
  const size = (name) => statSync(join(folder, name)).size;
  const compressed = (name) => (existsSync(join(folder, `${name}.br`)) ? size(`${name}.br`) : size(name));
  const sum = (of) => names.reduce((all, name) => all + of(name), 0);
  return [sum(size), sum(compressed)];
}

/** What a plain page fetches. */
export function weighPage(folder, { code, data }) {
  return { code: weigh(folder, ["index.html", "page.js", ...code]), data: weigh(folder, data) };
}

/** What the site fetches until it answers: as xtask/src/site/budget.rs counts. */
export function weighSite(folder) {
  const names = readdirSync(folder);
  const isLater = (name) => /^(404\.html|reader.*|later-.*\.(wasm|css))$/.test(name);
  return {
    code: weigh(folder, names.filter((name) => /\.(html|css|js|wasm)$/.test(name) && !isLater(name))),
    data: weigh(folder, names.filter((name) => name.endsWith(".bin"))),
  };
}

/**
 * Fails when a list is not model-core's. Where scores are the same within the tolerance, two shows may change places, and
 * the last be another; returns how often they did, and how far scores differ at most.
 */
export function compare(name, questions, answers) {
  let most = 0;
  let swapped = 0;
  for (const [number, { shows, scores, named }] of questions.entries()) {
    const answer = answers[number];
    const wrong = (what) => new Error(`${name}, ${named.length} named (question ${number}): ${what}`);
    if (answer.shows.length !== shows.length || new Set(answer.shows).size !== shows.length) {
      throw wrong(`${answer.shows.length} shows instead of ${shows.length}`);
    }
    for (const [place, show] of answer.shows.entries()) {
      const own = shows.indexOf(show);
      const right = own < 0 ? scores.at(-1) : scores[own];
      const difference = Math.max(Math.abs(answer.scores[place] - right), Math.abs(answer.scores[place] - scores[place]));
      if (!(difference <= TOLERANCE)) {
        throw wrong(`in place ${place + 1} show ${show} with ${answer.scores[place]}, not ${shows[place]} with ${scores[place]}`);
      }
      most = Math.max(most, difference);
      if (own !== place) swapped += 1;
    }
  }
  return { most, swapped };
}

/**
 * Names a question's shows on the site and fails when its list is another than model-core's. With `how` the page's own
 * question is then sent to its worker again and again: the times of the arithmetic, and those there and back.
 */
export async function visitSite(context, address, { titles, listed }, how) {
  const page = await context.newPage();
  await page.addInitScript(keepLastQuestion);
  const app = new App(page, address);
  await app.open();
  // What begins with the second part asks the worker too: that is to be over.
  await app.kept();
  for (const title of titles) {
    await app.search.fill(title);
    await app.suggestions.first().filter({ hasText: title }).waitFor();
    await app.search.press("ArrowDown");
    await app.search.press("Enter");
    await page.waitForFunction(() => document.querySelector("#search").value === "");
  }
  const isListed = async () => JSON.stringify(await app.listed()) === JSON.stringify(listed);
  for (let tries = 0; !(await isListed()); tries += 1) {
    if (tries > 100) throw new Error(`the site lists for ${titles.join(", ")}: ${(await app.listed()).join(", ")}; right is ${listed.join(", ")}`);
    await page.waitForTimeout(100);
  }
  return how && page.evaluate(askAgain, how);
}

/** Runs in the page before anything else: remembers what was sent to the worker last for the list. */
function keepLastQuestion() {
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    globalThis.lastQuestion = { worker: this, message };
    return send.call(this, message, ...rest);
  };
}

/** Runs in the page, as e2e/bench.js measures an answer at rest. */
async function askAgain({ warmUp, answers }) {
  if (!crossOriginIsolated) throw new Error("the page is not isolated, so its clock is coarse");
  const { worker, message } = globalThis.lastQuestion;
  const there = [];
  for (let at = 0; at < warmUp + answers; at += 1) {
    if (at === warmUp) {
      performance.clearMeasures();
      there.length = 0;
    }
    const start = performance.now();
    await new Promise((resolve) => {
      worker.addEventListener("message", resolve, { once: true });
      worker.postMessage(message);
    });
    there.push(performance.now() - start);
  }
  const computed = performance.getEntriesByName("answer-compute").map(({ duration }) => duration);
  if (computed.length !== answers) throw new Error(`${computed.length} lists for ${answers} questions: the last question was another`);
  return [computed, there];
}
