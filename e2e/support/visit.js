// How long a visit takes, counted by the page itself: driven from outside, the tool's own scripts take as long on a processor that is
// slowed down as what they are to measure.

/** From now on each page that is opened in this context types `text` as soon as it can, and counts. */
export const watchVisits = (context, text) => context.addInitScript(watch, text);

/** Milliseconds from the visit's beginning until a person can type, until something is found, and until there are answers. */
export const times = (page) => page.evaluate(() => globalThis.visit);

function watch(text) {
  const times = {};
  const noted = (name, isSo) => times[name] === undefined && isSo() && (times[name] = performance.now());
  globalThis.visit = new Promise((resolve) => {
    const look = (_, observer) => {
      const search = document.querySelector("#search");
      if (noted("typed", () => search?.disabled === false)) {
        // A person's letter comes in a task of its own.
        setTimeout(() => {
          search.focus();
          search.value = text;
          search.dispatchEvent(new InputEvent("input", { bubbles: true }));
        });
      }
      noted("found", () => document.querySelector("[role=listbox] [role=option]"));
      noted("answers", () => document.querySelector("footer")?.textContent.includes("This edition:"));
      if (times.found && times.answers) {
        observer.disconnect();
        resolve(times);
      }
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ["disabled"] });
  });
}
