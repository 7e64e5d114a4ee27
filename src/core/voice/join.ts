/** Texts of pieces as one: a space only where the languages write one. */
export const joinPieces = (texts: readonly string[]): string =>
  texts
    .filter((text) => text !== "")
    .reduce(
      (all, text) =>
        all +
        (/[\p{Script=Latin}\d,.?!;]$/u.test(all) && /^[\p{Script=Latin}\d]/u.test(text) ? " " : "") +
        text,
      "",
    );
