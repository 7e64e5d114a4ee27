import { createHash, randomUUID } from "node:crypto";
import type { Assessment } from "../core/scoring/assessment.ts";
import type { NewAssessment } from "../db/outcomes.ts";
import type { Vault } from "../db/vault.ts";

/** An assessment as it is stored: sealed, and with the hashes that make it one row however often it is computed. */
export function assessmentRow(
  vault: Vault,
  of: { company: string; applicationId: string; conversationId: string },
  assessment: Assessment,
  now: number,
): NewAssessment {
  return {
    ...of,
    id: randomUUID(),
    rubricVersion: hashOf(assessment.versions),
    inputHash: hashOf(assessment),
    assessment,
    bodySealed: vault.seal(assessment, `${of.company}:assessments`),
    standing: true,
    now,
  };
}

const hashOf = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 22);
