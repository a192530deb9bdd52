// How do the pages get their looks? Sass to one style sheet, and the scripts of GOV.UK Frontend beside it.
// Run by `make assets`; what it writes stays out of git. No image and no font of GOV.UK is copied.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "..", "..", "..", "node_modules");
const built = join(here, "built");

const forbidden = [/GDS Transport/, /@font-face/, /url\([^)]*\/(?:images|fonts)\//];

function buildStyles() {
  const { css } = compile(join(here, "src", "hark.scss"), {
    loadPaths: [modules],
    style: "compressed",
    quietDeps: true,
    silenceDeprecations: ["import"],
  });
  const found = forbidden.filter((mark) => mark.test(css));
  if (found.length > 0) {
    throw new Error(`The style sheet still holds what may not be used outside GOV.UK: ${found.join(", ")}`);
  }
  writeFileSync(join(built, "hark.css"), css);
}

function copyScripts() {
  const script = join(modules, "govuk-frontend", "dist", "govuk", "govuk-frontend.min.js");
  if (!existsSync(script)) {
    throw new Error("govuk-frontend is not installed; run `npm ci` first.");
  }
  copyFileSync(script, join(built, "govuk-frontend.min.js"));
  for (const name of ["start.js", "keys.js", "leave.js", "progress.js", "hark.svg"]) {
    copyFileSync(join(here, "src", name), join(built, name));
  }
}

// The pages put this into every link, so that a browser fetches a file again only when it has changed.
function stampVersion() {
  const hash = createHash("sha256");
  for (const name of readdirSync(built).sort()) {
    hash.update(readFileSync(join(built, name)));
  }
  writeFileSync(join(built, "version.txt"), hash.digest("hex").slice(0, 12));
}

rmSync(built, { recursive: true, force: true });
mkdirSync(built, { recursive: true });
buildStyles();
copyScripts();
stampVersion();
console.error(`Built ${readdirSync(built).join(", ")}.`);
