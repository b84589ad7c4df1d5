// Before the first paint, and before any other script. It stands in the page itself (index.html).

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

// The language: the one that the person chose (kept by app/src/page/local.rs), else the first that the browser wants and
// the site has. The page that index.html paints is put into it before anything of it is seen; the program reads it from
// the page's lang. A test in app/src/language compares the table with the texts of the program, and prints it.
const SHELL = {
  "de": {
    "about": "Über dieses Modell",
    "catalogue": "Katalog",
    "late": "Das dauert länger, als es sollte. Lade die Seite neu; wenn das nicht hilft, ist dein Browser vielleicht zu alt dafür (sie braucht WebAssembly).",
    "library-link": "Sammlung",
    "map-title": "Karte",
    "mine": "Deine Serien",
    "pitch": "Nenne ein paar Lieblingsserien, und hier steht, was als Nächstes kommt.",
    "privacy": "Auf diesem Gerät berechnet: Nichts, was du eingibst, verlässt es.",
    "search": "Nenne eine Serie",
    "search-hint": "The Wire, Fleabag, Death Note …",
    "starting": "Die Lettern werden gesetzt …",
    "title": "canihasashowplz: was als Nächstes kommt",
    "together": "Zusammen"
  },
  "es": {
    "about": "Acerca de este modelo",
    "catalogue": "Catálogo",
    "late": "Esto tarda más de lo debido. Recarga la página; si no ayuda, tu navegador puede ser demasiado antiguo (hace falta WebAssembly).",
    "library-link": "Biblioteca",
    "map-title": "Mapa",
    "mine": "Tus series",
    "pitch": "Nombra unas series que te encanten, y aquí está qué ver ahora.",
    "privacy": "Se calcula en este dispositivo: nada de lo que escribes sale de él.",
    "search": "Nombra una serie",
    "search-hint": "The Wire, Fleabag, Death Note …",
    "starting": "Componiendo los tipos …",
    "title": "canihasashowplz: qué ver ahora",
    "together": "Juntos"
  },
  "fr": {
    "about": "À propos de ce modèle",
    "catalogue": "Catalogue",
    "late": "Cela prend plus de temps que prévu. Recharge la page ; si cela n’aide pas, ton navigateur est peut-être trop ancien (il faut WebAssembly).",
    "library-link": "Bibliothèque",
    "map-title": "Carte",
    "mine": "Tes séries",
    "pitch": "Nomme quelques séries que tu adores, et voici quoi regarder ensuite.",
    "privacy": "Calculé sur cet appareil : rien de ce que tu saisis n’en sort.",
    "search": "Nomme une série",
    "search-hint": "The Wire, Fleabag, Death Note …",
    "starting": "Composition en cours …",
    "title": "canihasashowplz : quoi regarder ensuite",
    "together": "Ensemble"
  }
};

{
  let chosen;
  try {
    chosen = localStorage.getItem("canihasashowplz.language");
  } catch {
    // No storage: as the browser has it.
  }
  const wanted = [chosen, ...navigator.languages].map((tag) => tag?.split("-", 1)[0]);
  const language = wanted.find((code) => code === "en" || Object.hasOwn(SHELL, code)) ?? "en";
  const texts = SHELL[language];
  if (texts) {
    document.documentElement.lang = language;
    const put = () => {
      for (const element of document.querySelectorAll("[data-text]")) {
        const text = texts[element.dataset.text];
        const has = { INPUT: "placeholder", PROGRESS: "ariaLabel" }[element.tagName] ?? "textContent";
        if (element[has] !== text) element[has] = text;
      }
    };
    // Its calls come before the next paint, also while the page is still arriving.
    const arriving = new MutationObserver(put);
    arriving.observe(document, { childList: true, subtree: true, characterData: true });
    put();
    addEventListener("DOMContentLoaded", () => arriving.disconnect());
  }
}

// On a first visit over a quick connection what stands here is seen first, and then the program is fetched: it would otherwise come
// before, and keep the page busy. Over a slow one it comes late enough. Later it is here at once, and begins at once; so it does in
// a page that nobody looks at, which paints nothing, and in a browser that does not say when it has painted.
globalThis.canihasashowplzPainted = new Promise((resolve) => {
  const [visit] = performance.getEntriesByType("navigation");
  const isQuick = visit && visit.responseStart - visit.requestStart < 50;
  const tells = PerformanceObserver.supportedEntryTypes?.includes("paint");
  if (!isQuick || navigator.serviceWorker?.controller || !tells || document.visibilityState === "hidden") return resolve();
  new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
  setTimeout(resolve, 2_000);
}).then(() => {
  const program = document.querySelector("#program");
  Object.assign(program, { as: "fetch", type: "application/wasm", crossOrigin: "anonymous", rel: "preload" });
});
