// Before the first paint, and before any other script.

// Where a browser has Trusted Types, the policy in the page's head forbids that text becomes markup, script or the
// address of a script. These three addresses are the exception: the two workers and the service worker of this very site.
{
  const named = (name) => document.querySelector(`meta[name=${name}]`).content;
  const absolute = (address) => new URL(address, document.baseURI).href;
  const own = [named("worker"), named("reader"), "sw.js"].map(absolute);
  globalThis.trustedTypes?.createPolicy("default", {
    createScriptURL: (address) => (own.includes(absolute(address)) ? address : null),
  });
}

// A damaged script or style has not the hash that the page says. Its name would keep it in the browser's cache for a
// year: so the server is asked for it once more, and the page begins again. Once: what fails then fails.
addEventListener(
  "error",
  async ({ target }) => {
    const { href, src = href, integrity } = target;
    if (!integrity) return;
    try {
      if (sessionStorage.getItem("canihasashowplz.mended") === src) return;
      await fetch(src, { integrity, cache: "reload" });
      sessionStorage.setItem("canihasashowplz.mended", src);
      location.reload();
    } catch {
      // No connection, no storage, or damaged at its source.
    }
  },
  true,
);

// The colours that the person chose. Kept by app/src/page/local.rs under the same key.
try {
  const theme = localStorage.getItem("canihasashowplz.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // No storage: as the system has it.
}
