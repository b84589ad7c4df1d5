// A slow network between a browser and a server, for everything that the browser fetches. What the browser itself can be told
// (Network.emulateNetworkConditions) holds for the page alone: its workers go on at full speed, and ours fetches the model.

import { createServer, connect } from "node:net";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

/** Bytes that are let through at once. */
const PIECE = 8 * 1024;

export class SlowNetwork {
  /** Where a browser finds the server through it; ends with a slash. */
  address = "";
  #latency;
  #rate;
  #free = 0;
  #server;
  #sockets = new Set();

  /** `latency` in milliseconds, there and back; `rate` in bytes a second, of all connections together. */
  constructor({ latency, rate }) {
    this.#latency = latency;
    this.#rate = rate;
  }

  /** Stands before the server at this address. */
  async start(address) {
    const { hostname, port, pathname } = new URL(address);
    this.#server = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const [socket, other] of [[near, far], [far, near]]) {
        this.#sockets.add(socket);
        socket.setNoDelay(true);
        // A browser that goes away is no fault.
        socket.on("error", () => other.destroy());
        socket.on("close", () => {
          this.#sockets.delete(socket);
          other.destroy();
        });
      }
      // The first question waits for the connection too.
      this.#pass(near, far, () => pause(this.#latency), this.#latency);
      this.#pass(far, near, (bytes) => this.#carry(bytes), 0);
    });
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.address = `http://127.0.0.1:${this.#server.address().port}${pathname}`;
    return this;
  }

  async #pass(from, to, wait, before) {
    try {
      await pause(before);
      for await (const chunk of from) {
        for (let at = 0; at < chunk.length; at += PIECE) {
          const piece = chunk.subarray(at, at + PIECE);
          await wait(piece.length);
          if (!to.write(piece)) await once(to, "drain");
        }
      }
      to.end();
    } catch {
      to.destroy();
    }
  }

  /** Waits until the line, which all connections share, has carried so many bytes. */
  async #carry(bytes) {
    const now = performance.now();
    this.#free = Math.max(this.#free, now) + (bytes / this.#rate) * 1000;
    await pause(this.#free - now);
  }

  end() {
    for (const socket of this.#sockets) socket.destroy();
    this.#server?.close();
  }
}
