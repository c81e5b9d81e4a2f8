// The last screen of the form for one person.

SCREENS.picture = pictureScreen;

function pictureOffer() {
  return make(
    "section",
    { class: "offer" },
    paragraph(say("picture_before")),
    make("div", { class: "ways" }, button(say("show_picture"), () => goTo("picture"), "main-way"))
  );
}

function helpBox(parts) {
  return make(
    "section",
    { class: "help", "aria-labelledby": "help" },
    make("h2", { id: "help" }, say("support_title")),
    ...parts.map(({ title, text }) => make("p", {}, make("b", {}, title + ". "), text)),
    paragraph(say("crisis"))
  );
}

function pictureTable(rows) {
  const tick = (word) => make("span", {}, word);
  const head = make(
    "thead",
    {},
    make(
      "tr",
      {},
      make("th", { scope: "col" }, make("span", { class: "unseen" }, say("sheet_measure"))),
      make(
        "th",
        { scope: "col" },
        make("span", { class: "unseen" }, say("sheet_where")),
        make("span", { class: "ticks", "aria-hidden": "true" }, ...FORM.picture.bands.map(tick))
      ),
      make("th", { scope: "col" }, make("span", { class: "unseen" }, say("sheet_figure")))
    )
  );
  const line = (row) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, row.label),
      make("td", { class: "drawn" }, axisOf(row)),
      make(
        "td",
        { class: "figures" },
        row.figure ? make("b", {}, row.figure) : null,
        " ",
        make("span", {}, row.words),
        row.limits ? make("small", {}, row.limits) : null
      )
    );
  const bodies = ["hard", "good"].map((tone) => rows.filter((row) => row.tone === tone));
  const parts = bodies.filter((part) => part.length).map((part) => make("tbody", {}, ...part.map(line)));
  return make("table", { class: "rows" }, head, ...parts);
}

function pictureScreen() {
  const { picture } = FORM;
  const { scored, facetScores } = scoredRows(picture, state.answers);
  const leads = state.about.standing === "leads";
  const height = (row) => row.score ?? -1;
  const rows = picture.scales
    .map((scale, at) => rowOf(scale, scored[at], picture, say, leads))
    .sort((one, other) => height(other) - height(one));
  const help = helpParts(picture.help, state.answers, state.about, facetScores);
  const box = help.parts.length ? [helpBox(help.parts)] : [];
  const ranged = rows.some((row) => row.low !== null);
  return [
    heading(say("picture_title")),
    ...(help.first ? box : []),
    make(
      "figure",
      { class: "chart", "aria-labelledby": "picture" },
      make("figcaption", { id: "picture" }, say("sheet_picture")),
      pictureTable(rows),
      paragraph(say(ranged ? "sheet_dot" : "sheet_dot_bare"), "note")
    ),
    ...(help.first ? [] : box),
    paragraph(say("picture_validity"), "note"),
    ...(help.parts.length ? [] : [paragraph(say("crisis"), "note")]),
    paragraph(say("picture_next")),
    saving("main-way"),
    make("div", { class: "ways" }, button(say("back_to_answers"), () => goTo("review"))),
  ];
}
