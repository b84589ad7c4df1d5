// The page as a person knows it: by roles and names. Nothing here looks at classes.

import { expect } from "@playwright/test";

export class App {
  constructor(page, address) {
    this.page = page;
    this.address = address;
    this.search = page.getByRole("combobox", { name: "Name a show" });
    this.slash = page.getByText("/", { exact: true });
    this.suggestions = page.getByRole("listbox", { name: "Shows that match" }).getByRole("option");
    this.mine = page.getByRole("region", { name: /^Your shows/ });
    this.list = page.getByRole("region", { name: "What to watch next" });
    this.shelf = page.getByRole("region", { name: "Tap what you have enjoyed" });
    this.tiles = this.shelf.getByRole("listitem").getByRole("button");
    this.dialog = page.getByRole("dialog");
    this.cards = this.list.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) });
    this.titles = this.cards.getByRole("heading", { level: 3 });
    this.filters = this.list.locator("summary").filter({ hasText: /^Filters/ });
    this.dial = this.list.getByRole("slider", { name: "How far from the familiar" });
    this.undo = page.getByRole("button", { name: "Undo" });
  }

  /** Opens the page and waits until it can be used. */
  async open(hash = "") {
    await this.page.goto(this.address + hash);
    await this.ready();
  }

  async ready() {
    await expect(this.page.getByText(/^This edition: [\d,]+ shows/)).toBeVisible();
  }

  /** Types a name and takes the first suggestion, with the keyboard alone. */
  async pick(name) {
    await this.search.focus();
    await this.page.keyboard.type(name);
    await expect(this.suggestions.first()).toBeVisible();
    await this.page.keyboard.press("ArrowDown");
    await this.page.keyboard.press("Enter");
    await expect(this.search).toHaveValue("");
  }

  async pickAll(names) {
    for (const name of names) await this.pick(name);
    await expect(this.cards).toHaveCount(20);
    await this.drawn();
  }

  /** All of the list is drawn: what is in sight comes first. */
  async drawn() {
    await expect(this.list.locator("ol[aria-busy]")).toHaveCount(0);
  }

  /** The row of a show among the person's shows. */
  row(title) {
    return this.mine.getByRole("listitem").filter({ has: this.page.getByRole("link", { name: title, exact: true }) });
  }

  /** The card of a show in the list. */
  card(title) {
    return this.cards.filter({ has: this.page.getByRole("link", { name: title, exact: true }) });
  }

  /** What a person does with a show of the list: Loved, Seen it, Not for me, Hide. */
  async mark(title, mark) {
    await this.list.getByRole("button", { name: `${mark}: ${title}`, exact: true }).click();
  }

  /** The titles of the list, from first to last. */
  async listed() {
    await this.drawn();
    return this.titles.allTextContents();
  }

  /** The first years of the list's shows. */
  async years() {
    const facts = await this.cards.evaluateAll((cards) => cards.map((card) => card.querySelector("li")?.textContent ?? ""));
    return facts.map((text) => Number(/\d{4}/.exec(text)?.[0]));
  }

  /** The list, once it is another than this one. */
  async changedFrom(before) {
    await expect.poll(() => this.listed()).not.toEqual(before);
    return this.listed();
  }

  /** Resolves when the site is kept for the time without a connection. */
  async kept() {
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  }
}

/** Three that go together. */
export const CRIME = ["Breaking Bad", "The Wire", "The Sopranos"];

/** Three that go together, and not with those. */
export const COMEDY = ["Fleabag", "The Office", "Seinfeld"];

/** What somebody who loves those may sensibly be told to watch. */
export const CRIME_NEIGHBOURS = [
  "The Shield", "Better Call Saul", "Oz", "Homicide: Life on the Street", "Boardwalk Empire", "True Detective", "Fargo",
  "Narcos", "Ozark", "Justified", "Sons of Anarchy", "Gomorrah", "Peaky Blinders", "Deadwood", "Mad Men", "Luther",
  "The Americans", "The Deuce", "Mindhunter", "The Killing", "Mare of Easttown", "Treme", "Dexter", "Bosch",
  "Broadchurch", "The Night Of", "Southland", "Hannibal", "Rectify", "Animal Kingdom", "Snowfall", "Line of Duty",
  "Power", "Tulsa King", "The Penguin", "We Own This City", "The Corner", "Generation Kill", "Six Feet Under", "Succession",
  "Mr Inbetween", "ZeroZeroZero", "Happy Valley", "NYPD Blue", "Hill Street Blues", "Breaking Bad", "Show Me a Hero",
];
