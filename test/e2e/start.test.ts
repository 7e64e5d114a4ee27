import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Product, refusedStart, startProduct } from "./product.ts";

let dir: string;
let product: Product;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "qinpin-start-"));
  product = await startProduct({ DATA_DIR: dir });
});
afterAll(async () => {
  await product.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe("npm start", { timeout: 60_000 }, () => {
  it("refuses a data folder that is in use, naming who holds it, and leaves that one at work", async () => {
    const { code, said } = await refusedStart({ DATA_DIR: dir });
    expect(code).toBe(1);
    expect(said).toContain(String(product.pid));
    expect(said).toContain(dir);
    expect((await fetch(`${product.address}/readyz`)).status).toBe(200);
  });

  it.each([
    [{ PORT: "many" }, "PORT"],
    [
      {
        TELEGRAM_BOT_TOKEN: "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        PUBLIC_URL: "https://jobs.example.com",
      },
      "TELEGRAM_WEBHOOK_SECRET",
    ],
    [{ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, "SECRET_KEY"],
  ])("refuses the configuration %j and names what to change", async (env, name) => {
    const { code, said } = await refusedStart({ DATA_DIR: join(dir, "other"), ...env });
    expect(code).toBe(1);
    expect(said).toContain(name);
    expect(said).not.toContain("    at ");
  });
});
