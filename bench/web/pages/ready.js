// What every page does alike: it offers the engine, and notes when it could answer and when it first had.

/** The best shows that are not among the named. */
export function without(named, shows, scores, limit) {
  const best = { shows: [], scores: [] };
  for (let at = 0; at < shows.length && best.shows.length < limit; at += 1) {
    const show = Number(shows[at]);
    if (named.includes(show)) continue;
    best.shows.push(show);
    best.scores.push(scores[at]);
  }
  return best;
}

/** `recommend(named, limit)` gives the best shows and their scores, now or later. */
export async function ready(recommend) {
  const at = performance.now();
  await recommend([0], 20);
  globalThis.page = { recommend, ready: at, first: performance.now() };
}
