// The form: one screen at a time, from the introduction to saving. Keys, mouse and touch do the same.

const FORM = {};
const state = { answers: {}, about: {}, screen: "intro", back: null, keeps: false, keys: true };
const SETTLED = 200; // milliseconds: a second click of a double click answers nothing
let shownAt = 0;
let saved = true;

function say(name, values) {
  return filled(FORM.say[name], values);
}

function screens() {
  const before = FORM.about.some((each) => !each.after) ? ["background"] : [];
  const after = FORM.about.some((each) => each.after) ? ["after"] : [];
  return ["intro", ...before, ...FORM.items.map((_, at) => at), ...after, "review"];
}

function goTo(screen, { push = true } = {}) {
  if (push && history.state?.screen !== screen) {
    try {
      history.pushState({ screen }, "");
    } catch {
      // a browser that has no history for files
    }
  }
  state.screen = screen;
  if (state.keeps) keep(FORM.draft, { answers: state.answers, about: state.about, screen });
  const main = document.querySelector("main");
  document.querySelector(".title").hidden = screen === "intro";
  main.className = typeof screen === "number" ? "asks" : String(screen);
  main.replaceChildren(...(typeof screen === "number" ? question(screen) : SCREENS[screen]()));
  progress();
  shownAt = performance.now();
  window.scrollTo(0, 0);
  main.querySelector("h1")?.focus();
}

function move(by) {
  const all = screens();
  const at = all.indexOf(state.screen) + by;
  if (state.back !== null && typeof state.screen === "number") {
    const back = state.back;
    state.back = null;
    goTo(back);
  } else if (at >= 0 && at < all.length) goTo(all[at]);
}

function progress() {
  const bar = document.querySelector("progress");
  const words = document.querySelector(".counted");
  const asks = typeof state.screen === "number";
  bar.hidden = words.hidden = !asks;
  if (!asks) return;
  bar.value = state.screen + 1;
  words.textContent = say("counted", { number: state.screen + 1 });
}

function heading(text, before) {
  const lead = before ? make("span", { class: "unseen" }, before + ": ") : null;
  return make("h1", { tabindex: "-1" }, lead, text);
}

function changed() {
  saved = false;
  if (state.keeps)
    keep(FORM.draft, { answers: state.answers, about: state.about, screen: state.screen });
}

// -- questions

function answer(at, value) {
  if (performance.now() - shownAt < SETTLED) return;
  state.answers[FORM.items[at].id] = value === "cant_say" ? value : Number(value);
  changed();
  move(1);
}

function question(at) {
  const item = FORM.items[at];
  const page = FORM.pages[item.page];
  const given = state.answers[item.id];
  const choices = page.choices.map(({ value, label }) => {
    const key = value === "cant_say" ? "x" : value;
    const props = {
      type: "button",
      class: "answer" + (value === "cant_say" ? " cannot" : ""),
      "aria-pressed": String(given !== undefined && String(given) === value),
      on: () => answer(at, value),
    };
    const sign = state.keys && key.length === 1 ? key : "";
    const shown = make("span", { class: "key", "aria-hidden": "true" }, sign);
    return make("button", props, shown, make("span", { class: "words" }, label));
  });
  const notes = [];
  if (page.private) notes.push(paragraph(say("private"), "note"));
  else if (state.about.standing === "leads") notes.push(paragraph(say("leads_meaning"), "note"));
  const forward = given === undefined ? "skip" : "go_on";
  return [
    ...notes,
    make("p", { class: "stem", id: "stem" }, page.stem),
    heading(item.text, say("question", { number: at + 1 })),
    make(
      "div",
      { class: "answers", role: "group", "aria-label": say("answer_group"), "aria-describedby": "stem" },
      ...choices
    ),
    make(
      "div",
      { class: "ways" },
      button(say("back"), () => move(-1)),
      button(say(forward), () => skip()),
      button(say("to_the_end"), () => goTo("review"), "plain last")
    ),
  ];
}

function skip() {
  if (performance.now() - shownAt >= SETTLED) move(1);
}

// -- questions that are not scored

function fieldOf(asked) {
  const chosen = state.about[asked.id];
  const legend = make("legend", {}, asked.text);
  const take = (value) => {
    if (value === null || value === "" || value.length === 0) delete state.about[asked.id];
    else state.about[asked.id] = value;
    changed();
  };
  if (asked.kind === "number") {
    const wrong = make("p", { class: "wrong", id: asked.id + "-wrong", role: "alert" });
    const box = make("input", {
      id: asked.id,
      type: "text",
      inputmode: "numeric",
      autocomplete: "off",
      "aria-describedby": asked.id + "-wrong",
      value: chosen ?? "",
    });
    box.addEventListener("input", () => {
      const told = box.value.trim();
      const fits = /^\d{1,3}$/.test(told) && Number(told) <= asked.most;
      wrong.textContent = told && !fits ? say("months_wrong") : "";
      box.setAttribute("aria-invalid", String(Boolean(told && !fits)));
      take(fits ? Number(told) : null);
    });
    const row = make("p", { class: "number-row" }, box, " ", say("months"));
    return make("div", { class: "field" }, make("label", { for: asked.id }, asked.text), row, wrong);
  }
  const several = asked.kind === "several";
  const options = several ? asked.options : [...asked.options, { value: "", label: say("optional_none") }];
  const boxes = options.map(({ value, label }) => {
    const is = several ? (chosen || []).includes(value) : (chosen ?? "") === value;
    const box = make("input", { type: several ? "checkbox" : "radio", name: asked.id, value, checked: is });
    return { box, row: make("label", { class: "option" }, box, make("span", {}, label)) };
  });
  const read = ({ target }) => {
    if (!several) return take(target.value);
    // The last option says that none of the others is so.
    const none = boxes[boxes.length - 1].box;
    for (const { box } of boxes)
      if (target.checked && (target === none) !== (box === none)) box.checked = false;
    return take(boxes.filter(({ box }) => box.checked).map(({ box }) => box.value));
  };
  for (const { box } of boxes) box.addEventListener("change", read);
  return make("fieldset", { class: "field" }, legend, ...boxes.map(({ row }) => row));
}

function unscored(after) {
  const name = after ? "after" : "background";
  return [
    heading(say(name + "_title")),
    paragraph(say(name + "_intro"), "note"),
    ...FORM.about.filter((each) => each.after === after).map(fieldOf),
    make(
      "div",
      { class: "ways" },
      button(say("back"), () => move(-1)),
      button(say("go_on"), () => move(1), "main-way")
    ),
  ];
}

// -- before and after

function intro() {
  const draft = kept(FORM.draft);
  const there = draft && isDraft(draft) ? Object.keys(draft.answers).length : 0;
  const keeps = make("input", { type: "checkbox", id: "keeps", checked: state.keeps });
  keeps.addEventListener("change", () => {
    state.keeps = keeps.checked;
    if (!state.keeps) forget(FORM.draft);
  });
  const keys = make("input", { type: "checkbox", id: "keys", checked: state.keys });
  keys.addEventListener("change", () => (state.keys = keys.checked));
  const texts = FORM.introduction.map((text) => paragraph(text));
  const options = [
    make("label", { class: "option" }, keeps, make("span", {}, say("keep_draft"), make("small", {}, say("keep_draft_about")))),
    make("label", { class: "option" }, keys, make("span", {}, say("use_keys", { most: FORM.most }))),
  ];
  const begin = there
    ? make(
        "div",
        { class: "found" },
        paragraph(say("draft_found", { count: there })),
        button(say("draft_resume"), () => resume(draft), "main-way"),
        button(say("draft_drop"), () => {
          forget(FORM.draft);
          goTo("intro");
        })
      )
    : make("div", { class: "ways" }, button(say("begin"), () => move(1), "main-way"));
  return [
    heading(FORM.title),
    texts[0],
    make("p", { class: "danger" }, make("b", {}, "! " + say("danger_lead")), " " + FORM.danger),
    ...texts.slice(1),
    ...(there ? [begin, paragraph(FORM.credit, "note")] : [...options, begin, paragraph(FORM.credit, "note")]),
  ];
}

function isDraft(draft) {
  const known = new Map(FORM.fields);
  const fits = ([id, value]) => known.has(id) && known.get(id).includes(String(value));
  return (
    typeof draft.answers === "object" &&
    typeof draft.about === "object" &&
    Object.entries(draft.answers).every(fits) &&
    screens().includes(draft.screen)
  );
}

function resume(draft) {
  Object.assign(state, { answers: draft.answers, about: draft.about, keeps: true });
  saved = false;
  goTo(draft.screen === "intro" ? 0 : draft.screen);
}

const SCREENS = {
  intro,
  background: () => unscored(false),
  after: () => unscored(true),
  review,
  deleted: () => [heading(say("deleted_title")), paragraph(say("deleted"))],
};

function keyed(event) {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (typeof state.screen !== "number") return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const all = [...document.querySelectorAll(".answer")];
    const at = all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    all[Math.min(all.length - 1, Math.max(0, at))].focus();
    return;
  }
  if (!state.keys) return;
  const key = event.key.toLowerCase();
  const choices = FORM.pages[FORM.items[state.screen].page].choices;
  const chosen = choices.find(({ value }) => value === (key === "x" ? "cant_say" : key));
  if (chosen) answer(state.screen, chosen.value);
  else if (key === "b" && performance.now() - shownAt >= SETTLED) move(-1);
}

function start() {
  Object.assign(FORM, JSON.parse(document.getElementById("form").textContent));
  document.querySelector(".title").textContent = FORM.title;
  document.querySelector("progress").max = FORM.items.length;
  document.addEventListener("keydown", keyed);
  window.addEventListener("popstate", (event) => {
    const screen = event.state?.screen ?? "intro";
    if (screen in SCREENS || typeof screen === "number") goTo(screen, { push: false });
  });
  window.addEventListener("beforeunload", (event) => {
    if (!saved && !state.keeps) event.preventDefault();
  });
  goTo("intro", { push: false });
}
