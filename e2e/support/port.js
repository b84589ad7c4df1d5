// Ports of this machine.

import { createServer, Socket } from "node:net";

/** A port that is free now. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** Whether somebody listens there. */
export const answers = (port) =>
  new Promise((resolve) => {
    const socket = new Socket();
    socket.once("connect", () => (socket.destroy(), resolve(true))).once("error", () => resolve(false));
    socket.connect(Number(port), "127.0.0.1");
  });
