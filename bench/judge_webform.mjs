// The web form in Chromium, as a person uses it: by keyboard alone and by mouse, narrow and wide.
//   node judge_webform.mjs FORM FOLDER   (JUDGE_MODULES, CHROMIUM in the environment)
// Answers every question by a pattern, saves the file and the code to FOLDER with what was answered
// (answered.json) and what the picture says; axe-core looks at every kind of screen.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.env.JUDGE_MODULES + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
const [form, folder, once] = process.argv.slice(2);
const SETTLED = 230;
const data = JSON.parse(
  readFileSync(form, "utf-8").match(/id="form">(.*?)<\/script>/s)[1]
);
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
let failed = 0;
let number = 0;

function value(at, seed) {
  const { choices } = data.pages[data.items[at].page];
  return choices[(at * 5 + seed * 3 + Math.floor(at / 7)) % choices.length].value;
}

async function look(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const size = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  if (violations.length || size[0] > size[1]) {
    failed += 1;
    console.log(`FAILED ${name}: ${size[0]} wide, ${violations.map((each) => each.id).join(" ")}`);
    for (const each of violations) console.log("   ", each.nodes[0].html.slice(0, 200));
  }
}

// By keyboard: Tab until what has the focus is called so, then a key.
async function reach(page, name, key = "Enter") {
  for (let n = 0; n < 120; n += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const { activeElement: it } = document;
      return it === document.body ? "" : (it.closest("label") ?? it).textContent;
    });
    if (focused.includes(name)) return page.keyboard.press(key);
  }
  throw new Error(`no Tab reaches ${name}`);
}

async function press(page, name, way) {
  await page.waitForTimeout(SETTLED);
  if (way === "mouse") await page.getByRole("button", { name, exact: true }).click();
  else await reach(page, name);
}

async function choose(page, at, seed, way) {
  const wanted = value(at, seed);
  const { choices } = data.pages[data.items[at].page];
  const place = choices.findIndex((choice) => choice.value === wanted);
  await page.waitForTimeout(SETTLED);
  if (way === "mouse") await page.locator(".answer").nth(place).click();
  else if (at % 4 === 3) {
    for (let n = 0; n <= place; n += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  } else await page.keyboard.press(wanted === "cant_say" ? "x" : wanted);
}

async function person(way, width, colorScheme, seed) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
  const page = await context.newPage();
  const name = `${data.personal ? "personal" : "group"} ${way} ${width} ${colorScheme}`;
  const requests = [];
  const said = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.goto("file://" + form);
  await look(page, name + " intro");
  await press(page, data.say.begin, way);
  if (data.personal) {
    await look(page, name + " background");
    if (way === "mouse") await page.getByLabel(data.about[2].options[0].label).check();
    else await reach(page, data.say.optional_none, " ");
    await press(page, data.say.go_on, way);
  }
  for (let at = 0; at < data.items.length; at += 1) {
    if (at === 0 || at === data.items.length - 1) await look(page, `${name} question ${at}`);
    if (at % 29 === 28) {
      await page.waitForTimeout(SETTLED);
      if (way === "mouse") await page.getByRole("button", { name: data.say.back, exact: true }).click();
      else await page.keyboard.press("b");
      await look(page, `${name} answered question`);
      await choose(page, at - 1, seed, way);
    }
    await choose(page, at, seed, way);
  }
  if (data.personal) {
    await look(page, name + " after");
    await press(page, data.say.go_on, way);
  }
  await look(page, name + " review");
  const answers = Object.fromEntries(data.items.map(({ id }, at) => [id, value(at, seed)]));
  const done = { answers, picture: [] };
  if (data.personal) {
    await press(page, data.say.show_picture, way);
    await look(page, name + " picture");
    done.picture = await page.locator(".rows tbody tr").evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector("th").textContent,
        row.querySelector(".figures b")?.textContent ?? null,
        row.querySelector(".figures small")?.textContent ?? null,
      ])
    );
  } else {
    await press(page, data.say.show_code, way);
    done.code = await page.locator("#code").inputValue();
    await look(page, name + " code");
  }
  const waiting = page.waitForEvent("download");
  await press(page, data.say.save_file, way);
  const file = await waiting;
  number += 1;
  await file.saveAs(`${folder}/saved/${number}.json`);
  writeFileSync(`${folder}/answered-${number}.json`, JSON.stringify(done));
  await press(page, data.personal ? data.say.back_to_answers : data.say.delete, way);
  await look(page, name + " end");
  const outside = requests.filter((url) => !url.startsWith("blob:file:"));
  if (outside.length !== 1 || said.length) {
    failed += 1;
    console.log(`FAILED ${name}: ${outside.length - 1} requests; ${said.join("; ")}`);
  } else console.log(`ok ${name}: ${data.items.length} answers, ${outside.length - 1} requests`);
  await context.close();
}

await person("keyboard", 1280, "light", 1);
if (once) {
  await browser.close();
  process.exit(failed ? 1 : 0);
}
await person("mouse", 320, "light", 2);
await person("keyboard", 320, "dark", 3);
await person("mouse", 1280, "dark", 4);
await browser.close();
process.exit(failed ? 1 : 0);
