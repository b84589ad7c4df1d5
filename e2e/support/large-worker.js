// The worker of large.js: asks a model in chunks through WebAssembly, fetches what it needs, and counts.

import init, { InChunks } from "./chunked.js";

const LIMIT = 16 * 1024 * 1024;
/** How many shows are named, in how many sessions that begin with nothing, and in how many questions of a long one. */
const PLAN = [
  { named: 1, sessions: 30, questions: 300 },
  { named: 5, sessions: 30, questions: 300 },
  { named: 20, sessions: 30, questions: 300 },
  { named: 200, sessions: 10, questions: 100 },
];
/** Titles that are typed letter by letter, in a session each. */
const TITLES = 30;

let memory;
let base;
let model;
let root;
let cost;

/** Numbers below a limit, the same in every run (Mulberry32). */
let seed = 1;
function below(limit) {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return (((t ^ (t >>> 14)) >>> 0) / 4294967296) * limit | 0;
}

async function get(path) {
  // Neither this browser's cache nor anybody else's: every byte is fetched.
  const response = await fetch(base + path, { cache: "no-store" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  cost.bytes += bytes.length;
  cost.requests += 1;
  return bytes;
}

/** A session that has the root and nothing else. */
async function begin() {
  cost = { bytes: 0, requests: 0, rounds: 1, computed: 0 };
  root = await get("root.bin");
  model?.free();
  model = new InChunks(root, LIMIT);
}

/** Asks until there is an answer. What it cost is added up. */
async function ask(question) {
  for (;;) {
    let start = performance.now();
    const isAnswered = question();
    cost.computed += performance.now() - start;
    if (isAnswered) return;
    cost.rounds += 1;
    const arrived = await Promise.all(model.needed().map(get));
    start = performance.now();
    arrived.forEach((bytes, number) => model.supply(number, bytes));
    cost.computed += performance.now() - start;
  }
}

/** What an answer costs beside what was counted before. */
async function costOf(question) {
  cost = { bytes: 0, requests: 0, rounds: 0, computed: 0 };
  await ask(question);
  return cost;
}

function some(shows, count) {
  const drawn = new Set();
  while (drawn.size < Math.min(count, shows)) drawn.add(below(shows));
  return Uint32Array.from(drawn);
}

async function measure(shows) {
  const found = { root: 0, first: {}, later: {}, warm: {}, complete: {}, typed: [], letters: [] };
  const titles = new Set();
  for (const { named, sessions } of PLAN) {
    found.first[named] = [];
    for (let session = 0; session < sessions; session += 1) {
      await begin();
      const liked = some(shows, named);
      await ask(() => model.recommend(liked));
      found.first[named].push(cost);
      const listed = model.titles();
      titles.add(listed[below(listed.length)]);
    }
  }
  found.root = root.length;
  for (const title of [...titles].slice(0, TITLES)) {
    await begin();
    // What was fetched before the first letter belongs to no search.
    cost = { bytes: 0, requests: 0, rounds: 0, computed: 0 };
    for (let length = 1; length <= title.length; length += 1) {
      const typed = title.slice(0, length);
      await ask(() => model.search(typed));
      const start = performance.now();
      model.search(typed);
      found.letters.push(performance.now() - start);
    }
    if (!model.titles().includes(title)) throw new Error(`${title} was not found`);
    found.typed.push({ ...cost, length: title.length });
  }
  await begin();
  for (const { named, questions } of PLAN) {
    [found.later[named], found.warm[named], found.complete[named]] = [[], [], 0];
    for (let number = 0; number < questions; number += 1) {
      const liked = some(shows, named);
      found.later[named].push(await costOf(() => model.recommend(liked)));
      const start = performance.now();
      if (!model.recommend(liked)) throw new Error("a warm answer needs chunks");
      found.warm[named].push(performance.now() - start);
      found.complete[named] += model.complete() ? 1 : 0;
    }
  }
  found.kept = model.kept();
  found.memory = memory.buffer.byteLength;
  return found;
}

onmessage = async ({ data: { folder, shows } }) => {
  try {
    ({ memory } = await init());
    base = new URL(`${folder}/`, location.href).href;
    postMessage({ found: await measure(shows) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
