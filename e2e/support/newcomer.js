// Somebody who uses the page for the first time, and what that takes.
//
// Clicks (taps), keys and pages (changes of the hash) are counted by events in the page. A scroll is one swipe or turn of the
// wheel, made because a control was out of sight. On a phone the keyboard of a field that has the focus takes the lowest part
// of the screen, and the page is as much shorter meanwhile: so do browsers that know `interactive-widget=resizes-content`.
//
// Machine: seconds from an event to the frame in which its effect is there, summed, the opening of the page included.
//
// Person: an estimate by the Keystroke-Level Model (Card, Moran, Newell, CACM 23(7), 1980) for somebody who makes no mistake.
// M stands, by their rule 0, before all that is chosen: a button, a link, a suggestion, a name to type. It does not stand, by
// their rules 1 and 2, between the click into a field and the name, nor between the letters. A click is P B B. H stands where
// the hand goes from the mouse to the keyboard or back; on a phone nowhere. The model knows neither swipes nor other windows:
// a swipe counts as P B B, with one M before the first of several; what is done outside of the page (hiding the phone's
// keyboard, choosing a file in the system's dialog) counts as M P B B each, and not among the clicks. Reading is not in it.

/** Of the operators of the model: key, pointing, button down or up, hand, thought. */
const SECONDS = { K: 0.28, P: 1.1, B: 0.1, H: 0.4, M: 1.35 };
const CLICK = "PBB";
/** Milliseconds after which a step counts as leading nowhere. */
const PATIENCE = 15_000;

/** Somebody in front of the page: does things, and keeps account of what they take. */
export class Newcomer {
  /** The operators of the model, one letter each. */
  acts = "";
  scrolls = 0;
  elsewhere = 0;
  machine = 0;
  opening = 0;
  liked = [];
  #atKeys = false;

  constructor(page, app, { viewport, hasTouch, keyboard }, file) {
    Object.assign(this, { page, app, viewport, hasTouch, keyboard, file });
  }

  async open() {
    await this.page.goto(this.app.address, { waitUntil: "commit" });
    await this.until(this.app.tiles.first());
    await this.until(this.page.getByText(/^This edition:/));
    this.opening = this.machine;
  }

  /** Until the effect of the last event is there; what it took is the machine's. */
  async until(effect) {
    await effect.waitFor({ timeout: PATIENCE });
    this.machine += await this.page.evaluate(() => {
      const waited = performance.now() - globalThis.did.at;
      globalThis.did.at = performance.now();
      return waited / 1000;
    });
  }

  async tap(target, effect) {
    await this.reach(target);
    this.#hand(false);
    this.acts += `M${CLICK}`;
    await (this.hasTouch ? target.tap({ timeout: PATIENCE }) : target.click({ timeout: PATIENCE }));
    if (effect) await this.until(effect);
    await this.#fit();
  }

  /** To a field and ready to type, if it is not so already. */
  async into(field) {
    const isThere = await field.evaluate((field) => field === document.activeElement);
    if (isThere) this.acts += "M";
    else await this.tap(field);
    this.#hand(true);
  }

  /** One key at the pace of an average typist; whether something has come of it before the next. */
  async key(letter, effect) {
    this.acts += "K";
    await this.page.keyboard.type(letter);
    const pace = SECONDS.K * 1000;
    if (!effect) return this.page.waitForTimeout(pace);
    return effect.waitFor({ timeout: pace }).then(() => this.until(effect)).then(() => true, () => false);
  }

  /** Things that are done outside of the page. */
  outside(times) {
    this.elsewhere += times;
    this.acts += `M${CLICK}`.repeat(times);
  }

  /** The keyboard comes with the focus of a field, and goes with it. Returns how high the page is then. */
  async #fit() {
    const types = await this.page.evaluate(() => document.activeElement.matches("input[type=text], input[type=search]"));
    const height = this.viewport.height - (types ? this.keyboard : 0);
    if (this.page.viewportSize().height !== height) await this.page.setViewportSize({ ...this.viewport, height });
    return height;
  }

  /** Whether it is wholly in sight, and nothing lies over its middle. */
  async sees(target) {
    const floor = await this.#fit();
    return target.evaluate((element, floor) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const over = document.elementFromPoint(left + width / 2, top + height / 2);
      return top >= 0 && top + height <= floor && (element.contains(over) || over?.contains(element) === true);
    }, floor);
  }

  /** Brings it into sight, as far as needed: without the phone's keyboard, then by scrolling. */
  async reach(target) {
    await target.waitFor({ timeout: PATIENCE });
    if (await this.sees(target)) return;
    if ((await this.#fit()) < this.viewport.height) {
      this.outside(1);
      await this.page.evaluate(() => document.activeElement.blur());
    }
    for (let swipes = 0; !(await this.sees(target)); swipes += 1) {
      if (swipes === 40) throw new Error(`not to be found by scrolling: ${target}`);
      this.#hand(false);
      this.acts += swipes === 0 ? `M${CLICK}` : CLICK;
      this.scrolls += 1;
      await this.#swipe(target);
    }
  }

  async #swipe(target) {
    const { width, height } = this.viewport;
    const { y } = await target.boundingBox();
    await this.page.mouse.move(width / 2, height / 2);
    await this.page.mouse.wheel(0, Math.sign(y) * 0.7 * height);
    await this.page.waitForTimeout(300);
  }

  #hand(toKeys) {
    if (!this.hasTouch && toKeys !== this.#atKeys) this.acts += "H";
    this.#atKeys = toKeys;
  }

  /** What it took, and whether the page has noticed all of it. */
  async account() {
    const { clicks, keys, pages } = await this.page.evaluate(() => globalThis.did);
    const meant = this.acts.split("B").length / 2 - 0.5 - this.scrolls - this.elsewhere;
    if (clicks !== meant) throw new Error(`${meant} clicks were made, ${clicks} arrived`);
    const person = [...this.acts].reduce((sum, act) => sum + SECONDS[act], 0);
    const { scrolls, elsewhere, opening, machine } = this;
    return { clicks, keys, scrolls, pages, elsewhere, opening, machine, together: person + machine };
  }
}

/** Runs in the page before anything else: counts what a person does, and notes when. */
export function watch() {
  const did = (globalThis.did = { clicks: 0, keys: 0, pages: 0, at: 0 });
  const note = (type, count) => {
    const seen = ({ isTrusted, timeStamp }) => {
      if (!isTrusted) return;
      did.at = timeStamp;
      if (count) did[count] += 1;
    };
    addEventListener(type, seen, { capture: true });
  };
  note("pointerup", "clicks");
  note("click");
  note("change");
  note("keydown", "keys");
  addEventListener("hashchange", () => (did.pages += 1));
}
