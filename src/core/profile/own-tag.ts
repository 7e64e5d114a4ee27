import { protectedIn } from "../asking/forbidden-protected.ts";

/**
 * Whether a company may have a tag of this name: 2 to 20 characters, about the work. What is about age, sex, family,
 * origin, health or looks, or a number that points at one person, is not to be had, in whatever words.
 */
export function ownTagProblem(name: string): "length" | "protected" | null {
  const length = [...name].length;
  if (length < 2 || length > 20 || /[\p{Cc}\p{Cf}<>]/u.test(name)) return "length";
  return /\d{5}/.test(name) || protectedIn(name) || protectedIn(`${name}的人`) ? "protected" : null;
}
