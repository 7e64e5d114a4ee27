import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestId, saveDigest } from "../../../src/db/digests.ts";
import { makeDigest } from "../../../src/recruiter/digests/digest.ts";
import { addApplicant, company, createWorld, li, type World, zhao } from "../../recruiter/world.ts";
import { createConsoleApp, signIn } from "./console.ts";

describe("digests in the console", () => {
  let world: World;
  let app: FastifyInstance;
  let cookie = "";
  const slot = "2026-11-24T09:30";
  beforeAll(async () => {
    world = await createWorld();
    app = await createConsoleApp(world);
    cookie = await signIn(app, world, zhao.id);
    await addApplicant(world, { name: "<script>alert(1)</script>王" });
    for (const audience of ["", zhao.id]) {
      if (audience)
        await world.db.sql`insert into job_recruiters (company_id, job_id, recruiter_id)
          values (${company}, 'job_1', ${audience})`;
      const made = await makeDigest(world.deps, company, { of: "matched", audience, slot });
      if (!made) throw new Error("nobody waits");
      await world.db.transact((tx) => saveDigest(tx, company, made.digest, made.rows));
    }
  });
  afterAll(async () => {
    await app.close();
    await world.close();
  });

  const get = (url: string, who = cookie) => app.inject({ url, headers: { cookie: who } });
  const page = (audience: string) =>
    `/console/digests/${encodeURIComponent(digestId("matched", slot, audience))}`;

  it("are listed, each opens as a page of its own and as a mail to download", async () => {
    const list = await get("/console/digest");
    expect(list.statusCode).toBe(200);
    expect(list.body).toContain(`href="${page("")}"`);
    const one = await get(page(""));
    expect(one.statusCode).toBe(200);
    expect(one.body).toContain("匹配的候选人：1 位待决定");
    expect(one.body).not.toContain("<script>alert");
    const mail = await get(`${page("")}/mail`);
    expect(mail.headers["content-disposition"]).toMatch(/^attachment; filename="digest-[\w-]+\.html"$/);
    expect(mail.body).toContain("匹配的候选人：1 位待决定");
    expect(mail.body).not.toContain("<script>alert");
    for (const choice of ["now", "matched", "channels"]) {
      expect((await get(`/console/digests/now/${choice}`)).statusCode, choice).toBe(200);
      expect((await get(`/console/digests/now/${choice}/mail`)).statusCode, choice).toBe(200);
    }
  });

  it("of another person are as if they were not there, unless one sees everything", async () => {
    expect(li.role).toBe("recruiter");
    const own = await signIn(app, world, li.id);
    expect((await get(page(zhao.id), own)).statusCode).toBe(404);
    expect((await get(`${page(zhao.id)}/mail`, own)).statusCode).toBe(404);
    expect((await get("/console/digest", own)).body).not.toContain(page(zhao.id));
    expect((await get(page("nobody"), own)).statusCode).toBe(404);
    // Of everybody's digest a recruiter sees those of their own jobs, and job_1 has come to be another's.
    expect((await get(page(""), own)).body).not.toContain("alert(1)");
    expect((await get(page(zhao.id))).statusCode).toBe(200);
  });

  it("are closed to whoever is not signed in", async () => {
    for (const url of [page(""), `${page("")}/mail`, "/console/digests/now/matched/mail"])
      expect((await get(url, "qinpin_console=nonsense")).statusCode, url).toBe(401);
  });
});
