import { randomBytes } from "node:crypto";
import { seedSample } from "../../src/cli/seed.ts";
import type { Database } from "../../src/db/client.ts";
import { readTranscript, type TranscriptLine } from "../../src/db/transcripts.ts";
import { createVault, type Vault } from "../../src/db/vault.ts";
import { createTestDatabase } from "../setup/database.ts";
import { type Product, startProduct } from "./product.ts";

export const company = "shop";

/** The product on a database of its own, and eyes on what it stored. */
export type Stage = {
  product: Product;
  db: Database;
  vault: Vault;
  /** A tracking code of the sample job. */
  code: string;
  /** Everybody's applications, oldest first. */
  applications(): Promise<Application[]>;
  /** The application of whoever said exactly this. */
  applicationOf(text: string): Promise<Application>;
  assessments(applicationId: string): Promise<number>;
  /** What the candidate was told and said, in order. */
  transcript(application: Application): Promise<TranscriptLine[]>;
  /** Facts of this name about an application, with who made them. */
  facts(applicationId: string, name: string): Promise<{ actor: string }[]>;
  stop(): Promise<void>;
};

export type Application = {
  id: string;
  number: number;
  stage: string;
  total: number | null;
  band: string | null;
  conversationId: string;
  status: string;
};

/** Starts the product with `env` on an empty database that already has the sample job and its link. */
export async function openStage(env: Record<string, string> = {}): Promise<Stage> {
  const db = await createTestDatabase();
  const { link } = await seedSample(db.orm);
  const key = randomBytes(32);
  const vault = createVault(key);
  const product = await startProduct({
    DATABASE_URL: db.url,
    SECRET_KEY: key.toString("base64"),
    ...env,
  }).catch(async (error: unknown) => {
    await db.close();
    throw error;
  });
  const applications = async () =>
    db.sql<Application[]>`
        select a.id, a.number, a.stage, a.total, a.band, c.id as "conversationId", c.status
        from applications a join conversations c on c.company_id = a.company_id and c.application_id = a.id
        where a.company_id = ${company} order by a.number`;
  const transcript = ({ conversationId }: Application) =>
    readTranscript(db.sql, vault, company, conversationId);
  return {
    product,
    db,
    vault,
    code: link.code,
    applications,
    async applicationOf(text) {
      for (const application of await applications())
        if ((await transcript(application)).some((line) => line.text === text)) return application;
      throw new Error(`nobody said ${text}`);
    },
    async assessments(applicationId) {
      const rows = await db.sql`
        select 1 from assessments where company_id = ${company} and application_id = ${applicationId}`;
      return rows.length;
    },
    transcript,
    facts: async (applicationId, name) =>
      db.sql<{ actor: string }[]>`
        select actor from application_events
        where company_id = ${company} and application_id = ${applicationId} and name = ${name}`,
    async stop() {
      await product.stop();
      await db.close();
    },
  };
}
