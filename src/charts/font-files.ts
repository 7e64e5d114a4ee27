import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/**
 * Font files with all of GB2312 and Latin. The rasteriser takes only files, and silently leaves out every letter,
 * Latin ones too, when it has none.
 */
export function fontFiles(): string[] {
  const main = require.resolve("@embedpdf/fonts-sc");
  const fonts = join(dirname(main), "..", "fonts");
  return ["NotoSansHans-Regular.otf", "NotoSansHans-Bold.otf"].map((file) => join(fonts, file));
}
