import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What mostly waits starts first: the kill test takes minutes of the clock and little of the processor. */
class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const waits = ({ moduleId }: TestSpecification) => moduleId.includes("/test/chaos/chaos.test.ts");
    const sorted = await super.sort(files);
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}

const pure = "test/core/**/*.test.ts";
/** Replaces modules of others, which whoever shares them would notice. */
const replaces = "test/db/embedded/claims.test.ts";
const quick = { testTimeout: 20_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    pool: "threads",
    // Two cores, and one file that waits.
    maxWorkers: 3,
    sequence: { sequencer: WaitingFirst },
    // No module here has a state of its own, so files share what is loaded: that spares half of the gate's work.
    isolate: false,
    projects: [
      { extends: true, test: { ...quick, name: "pure", include: [pure] } },
      { extends: true, test: { ...quick, name: "alone", include: [replaces], isolate: true } },
      {
        extends: true,
        test: {
          ...quick,
          name: "rest",
          include: ["test/**/*.test.ts"],
          exclude: [pure, replaces],
          globalSetup: ["test/setup/server.ts"],
        },
      },
    ],
  },
});
