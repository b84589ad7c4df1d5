// A real collector on this machine, with a database of its own, that can be stopped and started again.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { endProgram, freePort, untilAnswers } from "./port.js";

const root = join(import.meta.dirname, "../..");
const program = process.env.COLLECTOR ?? join(root, "target/debug/collector");

export class Collector {
  /** Where a browser finds it; the same before, while and after it runs. */
  address = "";
  #port;
  #home;
  #child;
  #environment;

  /** Takes a port, so that a site can be told of it. */
  async reserve() {
    this.#port = await freePort();
    this.address = `http://127.0.0.1:${this.#port}`;
    this.#home = await mkdtemp(join(tmpdir(), "collector-"));
    return this;
  }

  /** Answers from now on: to the pages of one site, about the shows of one catalogue. */
  async start(origin, catalogue) {
    this.#environment ??= {
      ...process.env,
      COLLECTOR_DATABASE: join(this.#home, "collector.sqlite"),
      COLLECTOR_ALLOWED_ORIGINS: origin,
      COLLECTOR_CATALOGUE: catalogue,
      COLLECTOR_REQUESTS_PER_MINUTE: "0",
      COLLECTOR_LOG: "error",
    };
    this.#child = spawn(program, ["--listen", `127.0.0.1:${this.#port}`], {
      stdio: ["ignore", "ignore", "inherit"],
      env: this.#environment,
    });
    await untilAnswers(this.#port, this.#child, 10, () => "the collector does not start");
    return this;
  }

  async stop() {
    await endProgram(this.#child);
  }

  /** Writes an export into a file. */
  async exportTo(file, { floor = 1, keepApart = false } = {}) {
    const words = ["export", "--out", file, "--floor", String(floor), ...(keepApart ? ["--keep-apart"] : [])];
    await promisify(execFile)(program, words, { env: this.#environment });
    return file;
  }

  /** Everybody's ratings, as sorted lines `item,rating`. */
  async ratings() {
    const text = await readFile(await this.exportTo(join(this.#home, "ratings.csv")), "utf8");
    const [, ...lines] = text.trim().split("\n");
    return lines.map((line) => line.slice(line.indexOf(",") + 1)).sort();
  }

  async end() {
    await this.stop();
    await rm(this.#home, { recursive: true });
  }
}
