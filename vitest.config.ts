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

export default defineConfig({
  test: {
    pool: "threads",
    // Two cores, and one file that waits.
    maxWorkers: 3,
    sequence: { sequencer: WaitingFirst },
    projects: [
      // What has no state may share it: each file spares loading the core anew.
      { extends: true, test: { name: "pure", include: [pure], isolate: false, testTimeout: 20_000 } },
      {
        extends: true,
        test: {
          name: "rest",
          include: ["test/**/*.test.ts"],
          exclude: [pure],
          globalSetup: ["test/setup/server.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
