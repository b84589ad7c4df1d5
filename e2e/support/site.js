// The finished site on a server that can be stopped, and copies of it that can be damaged.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../..");
export const folder = process.env.SITE ?? join(root, "dist");
const program = process.env.SERVER ?? join(root, "target/debug/xtask");

/** A folder with the site in it, served by `cargo xtask serve`; with a collector if `contribute` is the address of one. */
export class Site {
  /** Where a browser finds it; ends with a slash. */
  address = "";
  folder = folder;
  #options;
  #contribute;
  #server;
  #isCopy = false;

  constructor({ prefix = "/", isolated = false, compressed = false, contribute } = {}) {
    this.#contribute = contribute;
    this.#options = ["--prefix", prefix, ...(isolated ? ["--isolated"] : []), ...(compressed ? ["--compressed"] : [])];
  }

  /** Starts the server; at the same address as before, if it ran before. */
  async start() {
    if (this.#contribute && !this.#isCopy) {
      this.folder = await mkdtemp(join(tmpdir(), "site-"));
      this.#isCopy = true;
      const out = ["--out", this.folder, "--contribute", this.#contribute];
      await promisify(execFile)(program, ["endpoint", "--dir", folder, ...out]);
    }
    const port = this.address ? new URL(this.address).port : "0";
    this.#server = spawn(program, ["serve", "--dir", this.folder, "--port", port, ...this.#options], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [address] = await Promise.race([
      once(createInterface({ input: this.#server.stdout }), "line"),
      once(this.#server, "exit").then(([code]) => Promise.reject(new Error(`the server ended with ${code}`))),
    ]);
    this.address = address;
    return this;
  }

  /** No server, no site: what a person without a connection has. */
  async stop() {
    if (!this.#server) return;
    const gone = once(this.#server, "exit");
    this.#server.kill();
    await gone;
    this.#server = undefined;
  }

  /** From now on serves a copy, which a test may change. */
  async copy() {
    if (this.#isCopy) return;
    const copy = await mkdtemp(join(tmpdir(), "site-"));
    await cp(this.folder, copy, { recursive: true });
    this.folder = copy;
    this.#isCopy = true;
    await this.stop();
    await this.start();
  }

  /** The path of the one file whose name matches. */
  async file(pattern) {
    const names = (await readdir(this.folder)).filter((name) => pattern.test(name));
    if (names.length !== 1) throw new Error(`${pattern} is the name of ${names.length} files in ${this.folder}`);
    return join(this.folder, names[0]);
  }

  async end() {
    await this.stop();
    if (this.#isCopy) await rm(this.folder, { recursive: true });
  }
}
