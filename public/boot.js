// Starts the page, and fetches meanwhile what it will need next.
import init, { initSync } from "./app.js";
import { connect, whole } from "./later.js";

// Where a browser has Trusted Types, the policy in the page's head forbids that text becomes markup, script or the
// address of a script. These three addresses are the exception: the two workers and the service worker of this very site.
const meta = (name) => document.querySelector(`meta[name=${name}]`).content;
const absolute = (address) => new URL(address, document.baseURI).href;
const own = [meta("worker"), meta("reader"), "sw.js"].map(absolute);
const [oracle] = own;
globalThis.trustedTypes?.createPolicy("default", {
  createScriptURL: (address) => (own.includes(absolute(address)) ? address : null),
});

// A host that still says the policy of another version forbids the page's own style. What a script sets no policy forbids, as long as
// the script itself may run.
const style = document.querySelector("style");
if (style && !style.sheet) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style.textContent);
  document.adoptedStyleSheets = [sheet];
}

connect(initSync);

// The texts of the page's language, unless that is English, which is in the program. The page does not wait for them for
// ever: without them it is English.
const link = document.querySelector(`link[rel=texts][hreflang=${document.documentElement.lang}]`);
const texts = link && Promise.race([
  whole(link).then((response) => (response.ok ? response.text() : "")).catch(() => ""),
  new Promise((resolve) => setTimeout(resolve, 20_000, "")),
]);

/** So much of the program is here when the model is asked for. */
const NEARLY = 5 / 6;

// What is painted first is seen first (app/shell/shell.js).
await globalThis.canihasashowplzPainted;
const named = document.querySelector("#program");
const program = whole(named).then((response) => {
  if (!navigator.serviceWorker?.controller) ahead(response.clone(), named.dataset.bytes);
  // Some hosts do not know the type of `.wasm`.
  const streams = response.ok && response.headers.get("Content-Type") === "application/wasm";
  return streams ? WebAssembly.compileStreaming(response) : response.arrayBuffer().then(WebAssembly.compile);
});

// The worker is started while the program is on its way, and waits for it: then it gets what the page has compiled. gloo-worker makes
// a worker by its address, so this stands before the browser's own class.
const { Worker } = globalThis;
let waiting;
const start = () => {
  // Unless the page was quicker.
  if (waiting === undefined) waiting = new Worker(oracle, { type: "module" });
};
// What the service worker has is whole.
if (navigator.serviceWorker?.controller) start();
else whole(document.querySelector("link[rel=ahead]")).then(start, () => {});
globalThis.Worker = new Proxy(Worker, {
  construct(_, [address, options]) {
    if (absolute(address) !== oracle) return new Worker(address, options);
    const worker = waiting ?? new Worker(address, options);
    waiting = null;
    program.then((module) => worker.postMessage(module));
    return worker;
  },
});

globalThis.canihasashowplzTexts = await texts;
init({ module_or_path: program });

/**
 * Fetches the model once the program is here, or nearly: a slow line is for one thing after the other, in the order in which they are
 * needed, but it should not lie idle until the next is asked for. The worker finds in the browser's cache what has arrived. From the
 * second visit on the service worker has all of it.
 */
async function ahead(program, bytes) {
  const address = meta("model");
  try {
    await passed(program, bytes * NEARLY);
    const model = await fetch(address, { priority: "low" });
    if (model.headers.has("Content-Encoding")) return await passed(model);
    // The host compresses nothing: then the worker takes the compressed form beside it (app/src/worker/download.rs).
    await model.body.cancel();
    await fetch(`${address}.gz`, { priority: "low" }).then(passed);
  } catch {
    // What fails here will be asked for again, and then it is told.
  }
}

/** Lets an answer pass into the browser's cache, in pieces: as a whole it would keep the page busy. Of a copy so much is enough. */
async function passed({ body }, enough = Infinity) {
  const reader = body.getReader();
  for (let got = 0; got < enough; ) {
    const { done, value } = await reader.read();
    if (done) return;
    got += value.length;
  }
  // Which is done when both copies are done: not to be waited for.
  reader.cancel();
}
