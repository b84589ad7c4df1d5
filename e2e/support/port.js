// Ports of this machine.

import { once } from "node:events";
import { createServer, Socket } from "node:net";

/** A port that is free now. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** Waits until a program listens there; `failure` says what is wrong when it does not within so many seconds, or has ended. */
export async function untilAnswers(port, child, seconds, failure) {
  for (let attempts = 0; !(await answers(port)); attempts += 1) {
    if (attempts > seconds * 20 || child.exitCode !== null) throw new Error(failure());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Ends a program, and waits until it is gone. */
export async function endProgram(child) {
  if (child?.exitCode === null) {
    const gone = once(child, "exit");
    child.kill();
    await gone;
  }
}

/** Whether somebody listens there. */
const answers = (port) =>
  new Promise((resolve) => {
    const socket = new Socket();
    socket.once("connect", () => (socket.destroy(), resolve(true))).once("error", () => resolve(false));
    socket.connect(Number(port), "127.0.0.1");
  });
