// Fetching files that must have a certain hash, the page's second part among them.

/**
 * Fetches a file that must have this hash. A damaged one may have come into the browser's cache, where its name would
 * keep it for a year: then the server is asked once more.
 */
export const whole = ({ href, integrity }) =>
  fetch(href, { integrity }).catch(() => fetch(href, { integrity, cache: "reload" }));

// There is no second part where the module is in one piece. xtask cuts it, and puts what fetches the part here.
export const connect = () => {};
