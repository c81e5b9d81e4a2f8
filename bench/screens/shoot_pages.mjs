// Screenshots by Chromium: shoot_pages.mjs LIST, where LIST is a JSON file of what to take.
// Each is a part of a page, from one heading's section to the next one's, as wide as the text.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.env.JUDGE_MODULES + "/");
const { chromium } = require("playwright-core");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
for (const shot of JSON.parse(readFileSync(process.argv[2], "utf-8"))) {
  const context = await browser.newContext({
    colorScheme: shot.dark ? "dark" : "light",
    viewport: { width: shot.window, height: 900 },
    deviceScaleFactor: shot.scale,
  });
  const page = await context.newPage();
  await page.goto("file://" + shot.file);
  const clip = await page.evaluate(({ since, until }) => {
    const top = (id) => {
      let part = document.querySelector(`[aria-labelledby="${id}"]`);
      const heading = () => /^H[2-4]$/.test(part.previousElementSibling?.tagName);
      while (heading()) part = part.previousElementSibling;
      return Math.floor(part.getBoundingClientRect().top);
    };
    const body = document.body.getBoundingClientRect();
    const y = since ? top(since) : 0;
    const height = (until ? top(until) : Math.ceil(document.documentElement.scrollHeight)) - y;
    return { x: body.left, y, width: body.width, height };
  }, shot);
  if (shot.height) clip.height = Math.min(clip.height, shot.height);
  await page.screenshot({ path: shot.picture, fullPage: true, clip });
  await context.close();
}
await browser.close();
