// The scores of one person, as rctdiag makes them: whole numbers, one division, the same last digit.

function tally(rows, answers) {
  const found = { answered: 0, total: 0, squares: 0, cannot: 0 };
  for (const [item, sign, offset] of rows) {
    const given = answers[item];
    if (given === "cant_say") found.cannot += 1;
    else if (typeof given === "number") {
      const keyed = sign * given + offset;
      found.answered += 1;
      found.total += keyed;
      found.squares += keyed * keyed;
    }
  }
  return found;
}

function points(sum, low, high) {
  return (100 * (sum.total - sum.answered * low)) / (sum.answered * (high - low));
}

function scoreScale(scale, answers, quantiles) {
  const { low, high } = scale;
  const sums = scale.facets.map((facet) => tally(facet.rows, answers));
  const facets = scale.facets.map((facet, at) =>
    facet.rows.length && sums[at].answered >= facet.needed ? points(sums[at], low, high) : null
  );
  const whole = { answered: 0, total: 0, squares: 0, cannot: 0 };
  for (const sum of sums) for (const name in whole) whole[name] += sum[name];
  const k = whole.answered;
  const cannotSee = 3 * whole.cannot > scale.items;
  let reason = null;
  if (k < scale.needed) reason = "not_enough_answers";
  else if (facets.filter((each) => each !== null).length < scale.facetsNeeded)
    reason = "not_enough_facets";
  const made = { answered: k, cannot: whole.cannot, facets, score: null, low: null, high: null };
  if (reason !== null) return { ...made, reason: cannotSee ? "cannot_see" : reason };
  const score = points(whole, low, high);
  if (k === 1) return { ...made, score, reason };
  const span = high - low;
  const spread = k * whole.squares - whole.total * whole.total;
  const variance =
    (10000 * (12 * spread + k * (k - 1))) / (12 * k * k * (k - 1) * span * span);
  const reach = quantiles[k - 1] * Math.sqrt(variance);
  return { ...made, score, reason, low: score - reach, high: score + reach };
}

// As the report shows a figure: inside 0-100, whole, a half to the even side.
function wholePoints(value) {
  const inside = Math.min(100, Math.max(0, Number(value.toFixed(4))));
  const floor = Math.floor(inside);
  if (inside - floor !== 0.5) return Math.round(inside);
  return floor % 2 === 0 ? floor : floor + 1;
}

function bandOf(value, cuts) {
  return cuts.filter((cut) => cut <= value).length;
}

// Which parts of the help text fit, and whether they come before the picture.
function helpParts(help, answers, about, facetScores) {
  const shown = new Set();
  for (const mark of about.beyond || []) for (const part of help.marks[mark] || []) shown.add(part);
  const keyed = ([item, sign, offset]) =>
    typeof answers[item] === "number" ? sign * answers[item] + offset : null;
  for (const [row, least] of help.serious) {
    const height = keyed(row);
    if (height !== null && height >= least) shown.add("unequal");
  }
  const first = shown.size > 0;
  const worn =
    help.worn.rows.some(([row, worst]) => keyed(row) === worst) ||
    help.worn.above.some(([facet, cut]) => (facetScores[facet] ?? 0) >= cut) ||
    help.worn.below.some(([facet, cut]) => (facetScores[facet] ?? 100) < cut);
  if (worn) shown.add("worn_out");
  if (first && about.standing === "leads") shown.add("you_decide");
  return { first, parts: help.parts.filter((part) => shown.has(part.id)) };
}

const DRAWN = "http://www.w3.org/2000/svg";

function drawn(tag, attributes) {
  const made = document.createElementNS(DRAWN, tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  return made;
}

function axisOf(row) {
  const svg = drawn("svg", { class: "axis " + row.tone, role: "img", width: "100%", height: 26 });
  const title = drawn("title", {});
  title.textContent = row.sentence;
  svg.append(title);
  for (const at of [0, 25, 50, 75, 100])
    svg.append(drawn("line", { class: "tick", x1: at + "%", x2: at + "%", y1: 0, y2: 26 }));
  svg.append(drawn("line", { class: "base", x1: "0%", x2: "100%", y1: 13, y2: 13 }));
  if (row.score === null) return svg;
  if (row.low !== null)
    svg.append(drawn("line", { class: "range", x1: row.low + "%", x2: row.high + "%", y1: 13, y2: 13 }));
  svg.append(drawn("circle", { class: "dot", cx: row.score + "%", cy: 13, r: 6.5 }));
  return svg;
}

// One row of the picture: what is drawn, and the words beside it.
function rowOf(scale, scored, picture, say, leads) {
  const made = { label: scale.label, tone: scale.tone, score: null, low: null, high: null };
  const without = (words, sentence) => ({ ...made, words, sentence, figure: "", limits: "" });
  if (scored.score === null) {
    const values = { ...scored, items: scale.items, needed: scale.needed, cant_say: scored.cannot };
    const reason = say("reason_" + scored.reason, values);
    return without(reason, say("read_missing", { label: scale.label, reason }));
  }
  const bands = picture.bands;
  if (leads && scale.unseen && bandOf(scored.score, picture.cuts) < 2)
    return without(say("sheet_unseen"), say("read_bar_unseen", { label: scale.label }));
  const score = wholePoints(scored.score);
  if (scored.low === null) {
    const words = bands[bandOf(scored.score, picture.cuts)];
    const sentence = say("read_bar_bare", { label: scale.label, score, bands: words });
    return { ...made, score, words, sentence, figure: String(score), limits: "" };
  }
  const first = bands[bandOf(scored.low, picture.cuts)];
  const last = bands[bandOf(scored.high, picture.cuts)];
  const words = first === last ? first : say("band_two", { low: first, high: last });
  const [low, high] = [wholePoints(scored.low), wholePoints(scored.high)];
  const sentence = say("read_bar", { label: scale.label, score, bands: words, low, high });
  const limits = say("sheet_range", { low, high });
  return { ...made, score, low, high, words, sentence, figure: String(score), limits };
}

function scoredRows(picture, answers) {
  const scored = picture.scales.map((scale) => scoreScale(scale, answers, picture.quantiles));
  const facetScores = {};
  picture.scales.forEach((scale, at) =>
    scale.facets.forEach((facet, n) => {
      if (scored[at].facets[n] !== null) facetScores[facet.id] = scored[at].facets[n];
    })
  );
  return { scored, facetScores };
}
