/** An expression over concept names: `order & photo`, `refund | resend`, `!x`, `2 of (a, b, c)`, brackets. */
export type Expression =
  | { kind: "said"; concept: string }
  | { kind: "not"; of: Expression }
  | { kind: "and" | "or"; of: Expression[] }
  | { kind: "atLeast"; count: number; of: Expression[] };

/** Parses an expression; `&` binds tighter than `|`. Throws an Error that shows where it went wrong. */
export function parseExpression(source: string): Expression {
  const tokens = source.match(/[A-Za-z_][A-Za-z0-9_]*|\d+|[&|!(),]|\S/g) ?? [];
  let at = 0;
  const fail = (problem: string): never => {
    throw new Error(`expression "${source}": ${problem}; use names, & | ! ( ) and "2 of (a, b, c)"`);
  };
  const take = (token: string) => {
    if (tokens[at] !== token) fail(`"${token}" expected before "${tokens[at] ?? "the end"}"`);
    at++;
  };
  const chain = (operator: "&" | "|", inner: () => Expression): Expression => {
    const of = [inner()];
    while (tokens[at] === operator) {
      at++;
      of.push(inner());
    }
    const [first] = of;
    return of.length === 1 && first ? first : { kind: operator === "&" ? "and" : "or", of };
  };
  const either = (): Expression => chain("|", both);
  const both = (): Expression => chain("&", one);
  const one = (): Expression => {
    const token = tokens[at++] ?? fail("something is missing at the end");
    if (token === "!") return { kind: "not", of: one() };
    if (token === "(") {
      const inner = either();
      take(")");
      return inner;
    }
    if (/^\d+$/.test(token)) return counted(Number(token));
    if (/^[A-Za-z_]/.test(token)) return { kind: "said", concept: token };
    return fail(`"${token}" does not belong here`);
  };
  const counted = (count: number): Expression => {
    take("of");
    take("(");
    const of = [either()];
    while (tokens[at] === ",") {
      at++;
      of.push(either());
    }
    take(")");
    if (count < 1 || count > of.length) fail(`${count} of ${of.length} can never differ`);
    return { kind: "atLeast", count, of };
  };
  const result = either();
  if (at < tokens.length) fail(`"${tokens[at]}" is left over`);
  return result;
}

/** Whether the expression holds when `said(concept)` tells what was said. */
export function holds(expression: Expression, said: (concept: string) => boolean): boolean {
  switch (expression.kind) {
    case "said":
      return said(expression.concept);
    case "not":
      return !holds(expression.of, said);
    case "and":
      return expression.of.every((part) => holds(part, said));
    case "or":
      return expression.of.some((part) => holds(part, said));
    case "atLeast":
      return expression.of.filter((part) => holds(part, said)).length >= expression.count;
    default:
      return expression satisfies never;
  }
}

/** Every concept the expression names; `positive` leaves out those behind a `!`. */
export function conceptsOf(expression: Expression, positive = false): string[] {
  switch (expression.kind) {
    case "said":
      return [expression.concept];
    case "not":
      return positive ? [] : conceptsOf(expression.of);
    case "and":
    case "or":
    case "atLeast":
      return expression.of.flatMap((part) => conceptsOf(part, positive));
    default:
      return expression satisfies never;
  }
}
