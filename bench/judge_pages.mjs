// axe-core in Chromium on every page given: violations, requests, console messages.
// The last page is a copy that is spoilt on purpose: there the judge has to find faults.
// Screenshots go to SHOTS; those of the first page without its charts to SHOTS/spoilt.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.env.JUDGE_MODULES + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
const files = process.argv.slice(2);
const spoilt = files[0].replace(/\.html$/, ".spoilt.html");
writeFileSync(
  spoilt,
  readFileSync(files[0], "utf-8")
    .replace(/<html lang="[^"]*">/, "<html>")
    .replace("<title>", "<title hidden>")
    .replaceAll(/ role="img"([^>]*)>\s*<title>[^<]*<\/title>/g, ' role="img"$1>')
);

const shots = process.env.SHOTS;
const name = (file) => file.split("/").pop().replace(/\.html$/, "");

async function pictured(page, file, how) {
  if (!shots || file === spoilt || how === "dark-320") return;
  await page.screenshot({ path: `${shots}/${name(file)}-${how}.png`, fullPage: true });
  if (file !== files[0]) return;
  const hidden = await page.addStyleTag({ content: "svg { visibility: hidden }" });
  await page.screenshot({ path: `${shots}/spoilt/${name(file)}-${how}.png`, fullPage: true });
  await hidden.evaluate((style) => style.remove());
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
let failed = 0;
for (const file of [...files, spoilt]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [320, 1280]) {
      const context = await browser.newContext({
        bypassCSP: true, // for axe alone; the page's own policy is tested by its text
        colorScheme,
        viewport: { width, height: 900 },
        deviceScaleFactor: 0.3, // a screenshot of a long page has a limit of 16,384 pixels
      });
      const page = await context.newPage();
      const requests = [];
      page.on("request", (request) => requests.push(request.url()));
      await page.goto("file://" + file);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      await pictured(page, file, `${colorScheme}-${width}`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      const ids = violations.map((each) => each.id).join(" ");
      const ours = file !== spoilt;
      const good = ours
        ? violations.length === 0 && requests.length === 1 && wide <= width
        : violations.length > 0;
      if (!good) failed += 1;
      console.log(
        `${good ? "ok" : "FAILED"} ${file.split("/").pop()} ${colorScheme} ${width}:` +
          ` ${violations.length} violations (${ids}), ${requests.length - 1} requests, ${wide} wide`
      );
      for (const each of ours ? violations : []) {
        for (const node of each.nodes.slice(0, 3)) console.log("   ", node.html.slice(0, 200));
      }
      await context.close();
    }
  }
}
await browser.close();
process.exit(failed ? 1 : 0);
