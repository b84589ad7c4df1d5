// Fetching files that must have a certain hash, and what the page needs later: its second part, and the styles of that.

/**
 * Fetches a file that must have this hash. A damaged one may have come into the browser's cache, where its name would
 * keep it for a year: then the server is asked once more.
 */
export const whole = ({ href, integrity }) =>
  fetch(href, { integrity }).catch(() => fetch(href, { integrity, cache: "reload" }));

/** Has the styles loaded. A worker has no document, and needs none. */
const styles = () => Promise.all(Array.from(globalThis.document?.querySelectorAll("link[rel=later]") ?? [], styled));

const styled = async (link) => {
  // Into the browser's cache, where a damaged copy would stay.
  await whole(link);
  await new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      // So that they may be asked for again.
      link.rel = "later";
      reject(new Error(`${link.href} did not arrive`));
    };
    link.rel = "stylesheet";
  });
};

// Where the module is in one piece there is no second part. xtask cuts it, and puts what fetches the part here.
export const connect = () => styles();
