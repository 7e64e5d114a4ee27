import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

type Labels = Record<string, string>;

/** Counters and times for GET /metrics. Labels never carry anything about a person. */
export interface Metrics {
  registry: Registry;
  count(name: string, labels?: Labels, by?: number): void;
  observe(name: string, value: number, labels?: Labels): void;
  /** A figure that is read when somebody asks for it. */
  gauge(name: string, help: string, read: () => Promise<number>): void;
}

const counters: Record<string, { help: string; labels: string[] }> = {
  deliveries_total: { help: "Deliveries of platforms by outcome", labels: ["channel", "result"] },
  sends_total: { help: "Attempts to send by outcome", labels: ["channel", "result"] },
  maybe_doubled_total: { help: "Sends repeated although the first may have arrived", labels: ["channel"] },
  voices_total: { help: "Attempts at voice messages by outcome", labels: ["channel", "result"] },
  wordings_total: { help: "Answers a model was asked to word, by outcome", labels: ["result"] },
  lease_lost_total: { help: "Results of sends whose lease had gone to somebody else", labels: [] },
  dead_total: { help: "Things given up for good", labels: ["kind"] },
  auth_fail_total: { help: "Requests refused at the door", labels: ["channel", "reason"] },
  ignored_total: { help: "Verified updates that mean nothing to us", labels: ["channel", "reason"] },
  ratelimit_total: { help: "Requests over a limit", labels: ["channel"] },
};

const histograms: Record<string, { help: string; buckets: number[]; labels: string[] }> = {
  timer_late_seconds: {
    help: "How late timers fired",
    buckets: [0.1, 0.5, 1, 2, 5, 10, 15, 30, 60],
    labels: [],
  },
  webhook_seconds: {
    help: "Time to answer a platform",
    buckets: [0.005, 0.01, 0.05, 0.1, 0.25, 1, 3],
    labels: ["channel"],
  },
};

/** A registry of its own per process; an unknown name is a mistake of ours and throws. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "qinpin_" });
  const known = new Map<string, Counter | Histogram>();
  for (const [name, { help, labels }] of Object.entries(counters)) {
    known.set(name, new Counter({ name: `qinpin_${name}`, help, labelNames: labels, registers: [registry] }));
  }
  for (const [name, { help, buckets, labels }] of Object.entries(histograms)) {
    known.set(
      name,
      new Histogram({ name: `qinpin_${name}`, help, buckets, labelNames: labels, registers: [registry] }),
    );
  }
  return {
    registry,
    count(name, labels = {}, by = 1) {
      const counter = known.get(name);
      if (!(counter instanceof Counter))
        throw new Error(`unknown counter ${name}: add it to src/http/metrics.ts`);
      counter.inc(labels, by);
    },
    observe(name, value, labels = {}) {
      const histogram = known.get(name);
      if (!(histogram instanceof Histogram))
        throw new Error(`unknown histogram ${name}: add it to src/http/metrics.ts`);
      histogram.observe(labels, value);
    },
    gauge(name, help, read) {
      new Gauge({
        name: `qinpin_${name}`,
        help,
        registers: [registry],
        async collect() {
          this.set(await read().catch(() => Number.NaN));
        },
      });
    },
  };
}
