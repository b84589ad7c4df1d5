// A host that compresses nothing, as many do with files whose type they do not know: the model travels in the form beside it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { CRIME } from "../support/app.js";
import { expect, test } from "../support/faulty.js";
import { folder } from "../support/site.js";

const MODEL = /^model-[0-9a-f]{16}\.bin$/;
const PACKED = /^model-[0-9a-f]{16}\.bin\.gz$/;

test("the compressed form is fetched, unpacked and kept for a visit without a network", async ({ page, context, host, faulty: app }) => {
  host.silent = true;
  const bytes = {};
  const whole = {};
  host.spoil = (answer) => {
    whole[answer.path] = answer.body.length;
    return answer;
  };
  // So slowly that it can be seen whether the rest was wanted.
  host.pace = async (path, at) => {
    bytes[path] = Math.max(bytes[path] ?? 0, at);
    if (MODEL.test(path)) await pause(4);
  };
  await app.open();
  await app.pickAll(CRIME);
  const listed = await app.listed();
  await app.kept();

  const model = Object.keys(whole).find((path) => MODEL.test(path));
  const packed = Object.keys(whole).find((path) => PACKED.test(path));
  expect(whole[packed]).toBeLessThan(0.7 * whole[model]);
  expect(bytes[packed], "all of the compressed form").toBeGreaterThan(whole[packed] - 5000);
  expect(bytes[model], "and of the other no more than was on its way").toBeLessThan(0.5 * whole[model]);

  await context.setOffline(true);
  host.asked.length = 0;
  await page.reload();
  await app.ready();
  await expect.poll(() => app.listed()).toEqual(listed);
  expect(host.asked).toEqual([]);
});

const FORMS = {
  "is missing": (answer) => ({ ...answer, status: 404, headers: {}, body: Buffer.from("nothing") }),
  "is answered with a page": async (answer) => {
    return { ...answer, headers: { "Content-Type": "text/html" }, body: await readFile(join(folder, "index.html")) };
  },
  "is cut short": (answer) => ({ ...answer, length: answer.body.length, body: answer.body.subarray(0, answer.body.length >> 1) }),
  "has wrong bytes": (answer) => {
    const body = Buffer.from(answer.body);
    body.fill(0x55, body.length >> 1, (body.length >> 1) + 64);
    return { ...answer, body };
  },
  "was unpacked by the host's own words": (answer) => ({
    ...answer,
    headers: { ...answer.headers, "Content-Encoding": "gzip" },
  }),
};

for (const [how, fault] of Object.entries(FORMS)) {
  test(`the model is used also where its compressed form ${how}`, async ({ host, faulty: app }) => {
    host.silent = true;
    let met = 0;
    host.spoil = (answer) => {
      if (!PACKED.test(answer.path)) return answer;
      met += 1;
      return fault(answer);
    };
    await app.open();
    await app.pickAll(CRIME);
    await expect(app.cards).toHaveCount(20);
    await app.kept();
    expect(met).toBeGreaterThan(0);
  });
}
