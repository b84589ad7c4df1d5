// A static host that misbehaves as a test tells it: it cuts the cable after so many bytes, and spoils answers.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { folder } from "./site.js";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

export class Host {
  /** Where a browser finds it; ends with a slash. */
  address = "";
  /** Bytes of content that were sent. */
  sent = 0;
  /** Leaves it open how a model travels: then the page takes the compressed form beside it. */
  silent = false;
  /** After so many the connection breaks, and nobody answers any more. */
  limit = Infinity;
  /** May change an answer: gets { path, status, headers, body } and returns the same. */
  spoil = (answer) => answer;
  /** Is waited for before the piece of this path that begins at this byte is sent. */
  pace = async () => {};
  /** The paths that were asked for. */
  asked = [];
  #server = createServer((request, response) => this.#answer(request, response));

  async start() {
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.address = `http://127.0.0.1:${this.#server.address().port}/some/path/`;
    return this;
  }

  async end() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Behaves from now on. */
  heal() {
    this.limit = Infinity;
    this.spoil = (answer) => answer;
  }

  async #answer(request, response) {
    if (this.sent >= this.limit) return response.destroy();
    const { pathname } = new URL(request.url, this.address);
    const path = normalize(pathname.replace("/some/path/", "") || "index.html");
    this.asked.push(path);
    let answer;
    try {
      const isHashed = /-[0-9a-f]{16}\.\w+$/.test(path);
      const headers = {
        "Content-Type": TYPES[extname(path)] ?? "application/octet-stream",
        "Cache-Control": isHashed ? "public, max-age=31536000, immutable" : "no-cache",
        ...(!this.silent && { "Content-Encoding": "identity" }),
      };
      answer = { path, status: 200, headers, body: await readFile(join(folder, path)) };
    } catch {
      answer = { path, status: 404, headers: {}, body: Buffer.from("nothing") };
    }
    const { status, headers, body, length = body.length } = await this.spoil(answer);
    response.writeHead(status, { ...headers, "Content-Length": length });
    // In small pieces, so that the cut is where the limit is.
    for (let at = 0; at < body.length; at += 4096) {
      await this.pace(path, at);
      // The browser wants no more of it.
      if (response.destroyed) return;
      const piece = body.subarray(at, at + Math.min(4096, this.limit - this.sent));
      this.sent += piece.length;
      if (!response.write(piece)) await new Promise((resolve) => setImmediate(resolve));
      if (this.sent >= this.limit) return response.destroy();
    }
    // A body that is shorter than it should be ends with the connection.
    if (length > body.length) return response.destroy();
    response.end();
  }
}
