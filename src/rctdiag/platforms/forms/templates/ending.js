// The end: what was answered, saving, and for one person the picture.

function openItems() {
  return FORM.items.map((_, at) => at).filter((at) => !(FORM.items[at].id in state.answers));
}

function change(at) {
  state.back = state.screen;
  goTo(at);
}

function itemRow(at) {
  const item = FORM.items[at];
  const given = state.answers[item.id];
  const choices = FORM.pages[item.page].choices;
  const label = choices.find(({ value }) => value === String(given))?.label ?? say("not_answered");
  const row = button("", () => change(at), "row");
  row.append(make("span", {}, `${at + 1}. ${item.text}`), make("b", {}, label));
  return make("li", {}, row);
}

function review() {
  const open = openItems();
  const count = FORM.items.length - open.length;
  const cannot = Object.values(state.answers).filter((each) => each === "cant_say").length;
  const texts = [];
  if (!count) texts.push(paragraph(say("review_none")));
  else if (open.length) texts.push(paragraph(say("review_open")));
  else texts.push(paragraph(say("review_all")));
  const few = open.length && open.length <= 12 ? make("ol", { class: "rows-open" }, ...open.map(itemRow)) : null;
  if (cannot)
    texts.push(paragraph(say(cannot === 1 ? "review_cannot_one" : "review_cannot_many", { count: cannot }), "note"));
  const all = make(
    "details",
    {},
    make("summary", {}, say("review_change")),
    make("ol", { class: "rows-open" }, ...FORM.items.map((_, at) => itemRow(at)))
  );
  const shown = FORM.picture && count ? [pictureOffer()] : [];
  return [
    heading(say("review_title", { count })),
    ...texts,
    few,
    all,
    ...shown,
    ...(count ? [saving(FORM.picture ? "plain" : "main-way")] : []),
    deleting(button(say("back"), () => move(-1))),
  ].filter(Boolean);
}

function sheet() {
  const answers = {};
  for (const { id } of FORM.items) if (id in state.answers) answers[id] = state.answers[id];
  const whole = { schema: FORM.schema, language: FORM.language, answers };
  if (!FORM.personal) return whole;
  const about = { ...state.about };
  if (about.beyond?.includes("no")) about.beyond = "no";
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return { ...whole, ...about, date: day.map((each) => String(each).padStart(2, "0")).join("-") };
}

// Several marks are one number in a code: a bit for each.
function given() {
  const found = { ...state.answers };
  for (const asked of FORM.about) {
    const value = state.about[asked.id];
    if (asked.kind !== "several") found[asked.id] = value;
    else if (value)
      found[asked.id] = asked.options.reduce(
        (sum, option, at) => sum + (value.includes(option.value) ? 2 ** at : 0),
        0
      );
  }
  return found;
}

function saving(look) {
  const kind = FORM.personal ? "personal" : "group";
  const status = make("p", { class: "status", role: "status" });
  const place = make("div", {});
  const file = button(
    say("save_file"),
    () => {
      const name = FORM.personal ? "rctdiag-answers.json" : `answers-${randomSigns(6)}.json`;
      download(name, JSON.stringify(sheet(), null, 1) + "\n");
      saved = true;
      status.textContent = say("saved", { name });
    },
    look
  );
  const code = button(say("show_code"), () => {
    const text = codeOf(FORM, given());
    const field = make("textarea", { id: "code", rows: 4, readonly: true, "aria-describedby": "code-about", spellcheck: "false" });
    field.value = text;
    const label = make("label", { for: "code" }, say("code_label"));
    const take = button(say("copy"), async () => {
      const done = await copy(field);
      if (done) saved = true;
      status.textContent = say(done ? "copied" : "copy_by_hand");
    });
    place.replaceChildren(label, field, make("p", { class: "note", id: "code-about" }, say("code_about")), take);
    field.focus();
    field.select();
  });
  return make(
    "section",
    { class: "saving" },
    make("h2", {}, say("save_title_" + kind)),
    paragraph(say("save_" + kind)),
    make("div", { class: "ways" }, file, FORM.personal ? null : code),
    place,
    status,
    state.keeps ? paragraph(say("kept_here"), "note") : null
  );
}

function deleting(back) {
  const place = make("div", { class: "deleting" });
  const ask = button(say("delete"), () => {
    const no = button(say("delete_no"), () => goTo(state.screen));
    const yes = button(say("delete_yes"), () => {
      forget(FORM.draft);
      Object.assign(state, { answers: {}, about: {}, keeps: false, back: null });
      saved = true;
      goTo("deleted");
    });
    place.replaceChildren(paragraph(say("delete_sure")), make("div", { class: "ways" }, no, yes));
    no.focus();
  });
  place.append(make("div", { class: "ways" }, back, ask));
  return place;
}
