// Preloaded into servers under chaos: their own clock is wrong by CHAOS_SKEW_MINUTES. Nothing that counts may notice.
const skewMs = Number(process.env.CHAOS_SKEW_MINUTES ?? 0) * 60_000;
if (skewMs !== 0) {
  const RealDate = Date;
  const now = () => RealDate.now() + skewMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args) => Reflect.construct(target, args.length === 0 ? [now()] : args),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
}

export {};
