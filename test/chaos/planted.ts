import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A mistake that people really make in such systems, as a change of our source. `find` must stand there exactly once. */
export type PlantedBug = {
  name: string;
  changes: { file: string; find: string; replace: string }[];
  kills: number;
  freezes: number;
};

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: "no unique key on deliveries",
    changes: [
      {
        file: "src/db/conversation-store.ts",
        find: "threadIndex, deliveryId, clock]",
        replace: "threadIndex, deliveryId + ':' + Math.random(), clock]",
      },
      {
        file: "src/conversation/receive.ts",
        find: "ref: body.messageId,",
        replace: "ref: body.messageId + Math.random(),",
      },
    ],
    kills: 3,
    freezes: 0,
  },
  {
    name: "answered before the commit",
    changes: [
      {
        file: "bots/telegram/webhook.ts",
        find: "await intake.take(update);",
        replace: "setTimeout(() => intake.take(update).catch(() => {}), 150);",
      },
    ],
    kills: 12,
    freezes: 0,
  },
  {
    name: "check, then act",
    changes: [
      {
        file: "src/conversation/receive.ts",
        find: "  const found = await acceptDelivery(\n    tx,\n    { company, channel, account, threadIndex, deliveryId },\n    deps.clock(),\n  );",
        replace: `  const [known] = await deps.db.sql\`select 1 from inbox where thread_index = \${threadIndex} and (delivery_id = \${deliveryId} or delivery_id like \${deliveryId + ":%"})\`;
  await new Promise((resolve) => setTimeout(resolve, 30));
  const found = await acceptDelivery(tx, { company, channel, account, threadIndex, deliveryId: known ? deliveryId : deliveryId + ":" + Math.random() }, deps.clock());
  if (known) found.fresh = false;`,
      },
      {
        file: "src/conversation/receive.ts",
        find: "ref: body.messageId,",
        replace: "ref: body.messageId + Math.random(),",
      },
    ],
    kills: 3,
    freezes: 0,
  },
  {
    name: "settled without the token",
    changes: [
      {
        file: "src/db/outbox.ts",
        find:
          "  const mine = sql`company_id = $" +
          "{row.company} and lane = $" +
          "{row.lane} and key = $" +
          "{row.key} and token = $" +
          "{row.token}`;",
        replace:
          "  const mine = sql`company_id = $" +
          "{row.company} and lane = $" +
          "{row.lane} and key = $" +
          "{row.key}`;",
      },
      {
        file: "src/conversation/attempt.ts",
        find: "const sendTimeoutMs = 8_000;",
        replace: "const sendTimeoutMs = 14_500;",
      },
    ],
    kills: 2,
    freezes: 3,
  },
  {
    name: "timers by the clock of the process",
    changes: [
      {
        file: "src/conversation/timer-worker.ts",
        find: "claimTimers(deps.db.sql, batch, deps.clock())",
        replace: "claimTimers(deps.db.sql, batch, new Date())",
      },
    ],
    kills: 2,
    freezes: 0,
  },
  {
    name: "score without a unique key, outside the transaction",
    changes: [
      {
        file: "src/conversation/carry-out.ts",
        find: "  return insertAssessment(c.tx, ",
        replace: "  return insertAssessment(c.deps.db.sql as never, ",
      },
      {
        file: "src/conversation/assessment-row.ts",
        find: "inputHash: hashOf(assessment),",
        replace: "inputHash: hashOf(Math.random()),",
      },
      {
        file: "src/conversation/step.ts",
        find: "  if (options.last) options.last.push(...carrying.writes);\n  else await Promise.all(carrying.writes);\n",
        replace:
          '  await Promise.all(carrying.writes);\n  if (state.status === "done" && stateBefore.status !== "done") {\n    await new Promise((resolve) => setTimeout(resolve, 600));\n    if (Math.random() < 0.5) throw Object.assign(new Error("lost"), { code: "40001" });\n  }\n',
      },
    ],
    kills: 4,
    freezes: 0,
  },
  {
    name: "marked as sent before it is sent",
    changes: [
      {
        file: "src/conversation/outbox-worker.ts",
        find: "release, settleAndNext }",
        replace: "release, settle, settleAndNext }",
      },
      {
        file: "src/conversation/outbox-worker.ts",
        find: "    const result: Attempt = await attempt(deps, current);",
        replace:
          '    await settle(deps.db.sql, current, { state: "sent", externalId: "0" }, deps.clock());\n    await new Promise((resolve) => setTimeout(resolve, 100));\n    const result: Attempt = await attempt(deps, current);',
      },
    ],
    kills: 8,
    freezes: 0,
  },
  {
    name: "no order within a conversation",
    changes: [
      {
        file: "src/db/outbox.ts",
        find: "        and $" + "{headOfLane(sql)}\n",
        replace: "        and $" + "{limit} > 0\n",
      },
    ],
    kills: 2,
    freezes: 0,
  },
];

/** Runs `work` on a copy of the sources with this bug in it. Throws when the bug no longer fits the sources. */
export async function withPlanted<T>(
  root: string,
  bug: PlantedBug,
  work: (copy: string) => Promise<T>,
): Promise<T> {
  const copy = mkdtempSync(join(tmpdir(), "qinpin-planted-"));
  try {
    for (const name of ["src", "bots", "prompts", "migrations", "package.json"]) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    for (const { file, find, replace } of bug.changes) {
      const path = join(copy, file);
      const parts = readFileSync(path, "utf8").split(find);
      if (parts.length !== 2)
        throw new Error(`"${bug.name}" finds its place in ${file} ${parts.length - 1} times: adapt it`);
      writeFileSync(path, parts.join(replace));
    }
    return await work(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
