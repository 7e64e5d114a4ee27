/** ln Γ(x) for x > 0 (Lanczos 1964, g = 7, nine terms; about 15 digits). */
function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const z = x - 1;
  const sum = terms.reduce((total, term, i) => total + term / (z + i + 1), 0.9999999999998099);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** The regularised incomplete beta function I_x(a, b), by its continued fraction (Lentz's method). */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  return x < (a + 1) / (a + b + 2)
    ? (front * fraction(x, a, b)) / a
    : 1 - (front * fraction(1 - x, b, a)) / b;
}

function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const safe = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return result;
}

/** P(X <= k) of a binomial distribution. */
const binomialCdf = (k: number, n: number, p: number): number =>
  k < 0 ? 0 : k >= n ? 1 : 1 - betaCdf(p, k + 1, n - k);

/**
 * How surprising two counts of the same length of time are when nothing has changed: two-sided exact p of the
 * conditional binomial test (Przyborowski and Wilenski 1940).
 */
export function sameRatePValue(now: number, before: number): number {
  const n = now + before;
  return Math.min(1, 2 * Math.min(binomialCdf(Math.min(now, before), n, 0.5), 1));
}

/**
 * The probability that A brings more per yuan than B, from counts and money of the same time: posteriors of two Poisson
 * rates with Jeffreys' prior; exact.
 */
export function betterPerYuan(
  a: { count: number; money: number },
  b: { count: number; money: number },
): number {
  return 1 - betaCdf(a.money / (a.money + b.money), a.count + 0.5, b.count + 0.5);
}
