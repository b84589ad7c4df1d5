// Starts the page, and fetches meanwhile what it will need next.
import init, { initSync } from "./app.js";
import { connect } from "./later.js";

/**
 * Fetches a file that must have this hash. A damaged one may have come into the browser's cache, where its name would
 * keep it for a year: then the server is asked once more.
 */
const whole = ({ href, integrity }, how) =>
  fetch(href, { integrity, ...how }).catch(() => fetch(href, { integrity, cache: "reload" }));

connect(initSync, whole);

// The texts of the page's language, unless that is English, which is in the program. The page does not wait for them for
// ever: without them it is English.
const link = document.querySelector(`link[rel=texts][hreflang=${document.documentElement.lang}]`);
const texts = link && Promise.race([
  whole(link).then((response) => (response.ok ? response.text() : "")).catch(() => ""),
  new Promise((resolve) => setTimeout(resolve, 20_000, "")),
]);

// On a first visit what index.html paints is seen first: with a quick connection the program would otherwise begin, and keep
// the page busy, before anything is on the screen. Later all of it is here at once, and the program begins at once; so it does
// in a page that nobody looks at, which paints nothing, and in a browser that does not say when it has painted.
const painted = new Promise((resolve) => {
  const tells = PerformanceObserver.supportedEntryTypes?.includes("paint");
  if (navigator.serviceWorker?.controller || !tells || document.visibilityState === "hidden") return resolve();
  new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
  setTimeout(resolve, 2_000);
});

const program = whole(document.querySelector("link[rel=preload]")).then((response) => {
  if (!navigator.serviceWorker?.controller) ahead(response.clone());
  return response;
});
Promise.all([texts, painted]).then(([text]) => {
  globalThis.canihasashowplzTexts = text;
  init({ module_or_path: program });
});

/**
 * Fetches what the worker will need, once the page's program is here: first the worker itself, then the model. A slow line is
 * for one thing after the other, in the order in which they are needed. The worker is started by the page, once that runs, and
 * finds in the browser's cache what has arrived. From the second visit on the service worker has all of it.
 */
async function ahead(program) {
  const links = [...document.querySelectorAll("link[rel=ahead]")];
  const { content } = document.querySelector("meta[name=model]");
  try {
    await program.arrayBuffer();
    await Promise.all(links.map((link) => whole(link).then((response) => response.arrayBuffer())));
    const model = await fetch(content, { priority: "low" });
    if (model.headers.has("Content-Encoding")) return await model.arrayBuffer();
    // The host compresses nothing: then the worker takes the compressed form beside it (app/src/worker/download.rs).
    await model.body.cancel();
    await fetch(`${content}.gz`, { priority: "low" }).then((response) => response.arrayBuffer());
  } catch {
    // What fails here will be asked for again, and then it is told.
  }
}
