// A viewing history as Netflix gives it out (NetflixViewingHistory.csv), of a person who does not exist: real series with the
// numbers of episodes that they have, some given up, films, and series that the bundled catalogue does not have.

/** Title, then the episodes watched of each season. */
const SERIES = [
  ["Stranger Things", 8, 9, 8], ["Dark", 10, 8, 8], ["Ozark", 10, 10, 10], ["Narcos", 10, 10], ["Mindhunter", 10, 9],
  ["Better Call Saul", 10, 10, 10], ["The Crown", 10, 10], ["Peaky Blinders", 6, 6, 6], ["Black Mirror", 3, 4, 6],
  ["BoJack Horseman", 12, 12], ["Sex Education", 8, 8], ["Derry Girls", 6, 6], ["Money Heist", 13], ["Borgen", 10],
  ["Orange Is the New Black", 13], ["Broadchurch", 8, 8], ["Russian Doll", 8], ["Queer Eye", 8], ["Love Is Blind", 3],
  ["Bridgerton", 2], ["Emily in Paris", 1], ["The Walking Dead", 4], ["Selling Sunset", 2], ["House of Cards", 13],
  ["The Office (U.S.)", 6, 10], ["Skylines", 6], ["Awake: The Million Dollar Game", 2], ["Best Leftovers Ever!", 3],
];

/** What has no seasons but parts of one whole. */
const LIMITED = [["The Queen's Gambit", 7], ["Unbelievable", 8], ["When They See Us", 4], ["Godless", 7], ["Chernobyl", 5]];

const FILMS = [
  "The Irishman", "Roma", "Marriage Story", "Bird Box", "Extraction", "Don't Look Up", "Kill Bill: Vol. 2", "The Two Popes",
  "Glass Onion: A Knives Out Mystery", "I'm Thinking of Ending Things", "Black Mirror: Bandersnatch",
];

/** By then all of it was out. */
const FIRST_DAY = Date.UTC(2023, 0, 6);
const DAY = 24 * 60 * 60 * 1000;

/** The names in it, as the catalogue has those that it has. */
export const watched = [...SERIES, ...LIMITED].map(([title]) => title.replace(" (U.S.)", ""));

/** The file: `Title,Date`, the newest first, two episodes an evening, a film after every third series. */
export function netflixHistory() {
  const films = [...FILMS];
  const plays = [];
  const limited = LIMITED.map(([title, count]) => [title, ["Limited Series", count]]);
  const series = SERIES.map(([title, ...seasons]) => [title, ...seasons.map((count, at) => [`Season ${at + 1}`, count])]);
  for (const [at, [title, ...seasons]] of [...series, ...limited].entries()) {
    for (const [season, count] of seasons) {
      for (let episode = 1; episode <= count; episode += 1) plays.push(`${title}: ${season}: Episode ${episode}`);
    }
    if (at % 3 === 0 && films.length > 0) plays.push(films.shift());
  }
  const rows = plays.map((play, at) => `"${play}","${day(FIRST_DAY + Math.floor(at / 2) * 3 * DAY)}"`);
  return `Title,Date\n${rows.reverse().join("\n")}\n`;
}

/** As an American account has it: 1/30/22. */
function day(time) {
  const date = new Date(time);
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${String(date.getUTCFullYear()).slice(2)}`;
}
