import { Locale } from "../../src/core/locale.ts";

/** Every language the product speaks. */
export const locales = Locale.options;
