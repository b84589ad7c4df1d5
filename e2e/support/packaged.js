// The site behind servers as Debian packages them, with the configurations in deploy/.

import { execFileSync, spawn } from "node:child_process";
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endProgram, freePort, untilAnswers } from "./port.js";
import { folder } from "./site.js";

const root = join(import.meta.dirname, "../..");

/** Where a program is, or nothing. */
function find(name) {
  try {
    return execFileSync("sh", ["-c", `PATH="$PATH:/usr/sbin" command -v ${name}`]).toString().trim();
  } catch {
    return undefined;
  }
}

/** Name to how it is started in a folder of its own. */
export const SERVERS = {
  nginx: {
    program: find("nginx"),
    config: "nginx.conf",
    async arguments(home, config) {
      const whole = `daemon off; pid ${home}/pid; error_log stderr; worker_processes 1;
        events {}
        http { access_log off; client_body_temp_path ${home}; proxy_temp_path ${home}; fastcgi_temp_path ${home};
          uwsgi_temp_path ${home}; scgi_temp_path ${home};
          include ${config}; }`;
      await writeFile(join(home, "whole.conf"), whole);
      return ["-c", join(home, "whole.conf"), "-e", "stderr"];
    },
  },
  caddy: {
    program: find("caddy"),
    config: "Caddyfile",
    async arguments(home, config) {
      return ["run", "--adapter", "caddyfile", "--config", config];
    },
  },
};

/** A server of one of these kinds, with the site below /some/path/. */
export class Packaged {
  address = "";
  #server;
  #home;

  async start(name) {
    const { program, config, arguments: argumentsOf } = SERVERS[name];
    // Servers drop their rights, and a temporary folder is for its owner alone.
    this.#home = await mkdtemp(join(tmpdir(), "served-"));
    await chmod(this.#home, 0o755);
    const site = join(this.#home, "site");
    await cp(folder, site, { recursive: true });
    const port = await freePort();
    const text = (await readFile(join(root, "deploy", config), "utf8"))
      .replaceAll("/var/www/shows", site)
      .replaceAll("/shows", "/some/path")
      .replaceAll("8080", port)
      .replace(/^.*listen \[::\].*$/m, "");
    const own = join(this.#home, config);
    await writeFile(own, name === "caddy" ? `{\n\tadmin off\n}\n${text}` : text);
    this.#server = spawn(program, await argumentsOf(this.#home, own), {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, HOME: this.#home },
    });
    let words = "";
    this.#server.stderr.on("data", (data) => (words += data));
    this.address = `http://127.0.0.1:${port}/some/path/`;
    await untilAnswers(port, this.#server, 5, () => `${name} does not start: ${words}`);
    return this;
  }

  async stop() {
    await endProgram(this.#server);
  }

  async end() {
    await this.stop();
    if (this.#home) await rm(this.#home, { recursive: true });
  }
}
