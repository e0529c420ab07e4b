"use strict";

// The map of learners by exercises. It shows some rows at a time: 3,000 learners are sorted and filtered as data,
// and only what is looked at becomes part of the page.

const AT_ONCE = 100;
const HEADS = 3;
const NAME = -2;
const SUM = -1;
const TIERS = ["core", "full", "stretch"];

const { exercises, learners } = globalThis.cohort;
const byId = (id) => document.getElementById(id);
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const figure = new Intl.NumberFormat("en-GB");

const now = { name: "", week: "all", tier: -1, sort: NAME, down: false, start: 0 };
let shown = learners;

function element(tag, text = "", attributes = {}) {
  const made = document.createElement(tag);
  if (text !== "") made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function columns() {
  const all = exercises.map((_, number) => number);
  return now.week === "all" ? all : all.filter((number) => weekOf(exercises[number]) === now.week);
}

function weekOf(exercise) {
  return exercise.week === null ? "No week" : `Week ${exercise.week}`;
}

function of(points) {
  return now.tier < 0 ? points[0] + points[1] + points[2] : points[now.tier];
}

// -1 where the learner has not begun.
function earned(learner, number) {
  const points = learner[number + 2];
  return points === 0 ? -1 : of(points);
}

function sums(learner, which) {
  let total = 0;
  for (const number of which) total += Math.max(0, earned(learner, number));
  return total;
}

function select() {
  const wanted = now.name.trim().toLocaleLowerCase("en");
  shown = learners.filter((learner) => learner[0].toLocaleLowerCase("en").includes(wanted));
  const which = columns();
  const key = now.sort === SUM ? (one) => sums(one, which) : (one) => earned(one, now.sort);
  if (now.sort === NAME) {
    if (now.down) shown.reverse();
  } else {
    const keyed = shown.map((one) => [key(one), one]);
    keyed.sort((one, other) => (now.down ? other[0] - one[0] : one[0] - other[0]) || collator.compare(one[1][0], other[1][0]));
    shown = keyed.map(([, one]) => one);
  }
  now.start = 0;
}

function heading(text, sort, attributes) {
  const cell = element("th", "", { scope: "col", ...attributes });
  const button = element("button", text, { type: "button", "data-sort": sort });
  if (now.sort === sort) {
    cell.setAttribute("aria-sort", now.down ? "descending" : "ascending");
    button.textContent = `${text} ${now.down ? "↓" : "↑"}`;
  }
  cell.append(button);
  return cell;
}

function heads(which) {
  const weeks = element("tr");
  weeks.append(element("td", "", { class: "corner" }), element("td"));
  let group = null;
  for (const number of which) {
    const name = weekOf(exercises[number]);
    if (group?.dataset.week !== name) {
      group = element("th", name, { scope: "colgroup", class: "week", "data-week": name, colspan: 0 });
      weeks.append(group);
    }
    group.colSpan = Number(group.getAttribute("colspan")) + 1;
  }
  const names = element("tr");
  names.append(heading("Learner", NAME, { class: "corner" }), heading("Sum", SUM, { class: "sum" }));
  for (const number of which) {
    const { label, title, most } = exercises[number];
    const cell = heading(`${label}, of ${of(most)}`, number, { class: "exercise" });
    cell.firstChild.title = title;
    names.append(cell);
  }
  const made = [weeks, names, means(which)];
  made.forEach((row, number) => row.setAttribute("aria-rowindex", number + 1));
  byId("heads").replaceChildren(...made);
}

function means(which) {
  const row = element("tr", "", { class: "mean" });
  row.append(element("th", "Mean, in % of the points", { scope: "row", class: "corner" }), element("td", "", { class: "sum" }));
  for (const number of which) {
    const most = of(exercises[number].most);
    let begun = 0;
    let points = 0;
    for (const learner of shown) {
      const got = earned(learner, number);
      if (got >= 0) {
        begun += 1;
        points += got;
      }
    }
    row.append(element("td", begun && most ? String(Math.round((100 * points) / (begun * most))) : ""));
  }
  return row;
}

function shade(got, most) {
  if (got <= 0) return "h0";
  return got >= most ? "h5" : `h${1 + Math.floor((4 * got) / most)}`;
}

function cell(learner, number) {
  const points = learner[number + 2];
  if (points === 0) return element("td", "–", { class: "none" });
  const made = element("td", "", { "data-at": number });
  if (points.length > 3) {
    made.textContent = "!";
    made.className = "fault";
    return made;
  }
  const most = of(exercises[number].most);
  const got = of(points);
  if (most) {
    made.textContent = got;
    made.className = shade(got, most);
  }
  return made;
}

function rows(which) {
  const made = document.createDocumentFragment();
  shown.slice(now.start, now.start + AT_ONCE).forEach((learner, number) => {
    const row = element("tr", "", { "aria-rowindex": now.start + number + HEADS + 1 });
    const name = element("th", "", { scope: "row" });
    name.append(element("a", learner[0], { href: `learners/${learner[1]}.html`, title: learner[0] }));
    row.append(name, element("td", sums(learner, which), { class: "sum" }));
    for (const exercise of which) row.append(cell(learner, exercise));
    made.append(row);
  });
  byId("rows").replaceChildren(made);
  byId("map").setAttribute("aria-rowcount", shown.length + HEADS);
}

function pager() {
  const last = Math.min(now.start + AT_ONCE, shown.length);
  byId("range").textContent = shown.length ? `${figure.format(now.start + 1)}–${figure.format(last)} of ${figure.format(shown.length)}` : "nobody";
  byId("before").disabled = now.start === 0;
  byId("after").disabled = last >= shown.length;
}

function said() {
  const points = now.tier < 0 ? "all points" : `${TIERS[now.tier]} points`;
  const column = now.sort === NAME ? "name" : now.sort === SUM ? "sum" : exercises[now.sort].label;
  const order = now.sort === NAME ? (now.down ? "from Z to A" : "from A to Z") : now.down ? "most first" : "fewest first";
  const people = `${figure.format(shown.length)} learner${shown.length === 1 ? "" : "s"}`;
  byId("said").textContent = `${people}, ${points}, sorted by ${column}, ${order}.`;
}

function draw() {
  const which = columns();
  heads(which);
  rows(which);
  pager();
  said();
}

function change(values) {
  Object.assign(now, values);
  select();
  draw();
}

function turn(by) {
  now.start += by;
  rows(columns());
  pager();
  byId("frame").scrollTop = 0;
}

function begin() {
  const weeks = [...new Set(exercises.map(weekOf))];
  byId("week").append(element("option", "all", { value: "all" }), ...weeks.map((week) => element("option", week, { value: week })));
  learners.sort((one, other) => collator.compare(one[0], other[0]));
  byId("name").addEventListener("input", (event) => change({ name: event.target.value }));
  byId("tier").addEventListener("change", (event) => change({ tier: Number(event.target.value) }));
  byId("week").addEventListener("change", (event) => change({ week: event.target.value, sort: NAME, down: false }));
  byId("before").addEventListener("click", () => turn(-AT_ONCE));
  byId("after").addEventListener("click", () => turn(AT_ONCE));
  byId("heads").addEventListener("click", (event) => {
    const sort = event.target.dataset.sort;
    if (sort === undefined) return;
    const column = Number(sort);
    change({ sort: column, down: column === now.sort && !now.down });
    byId("heads").querySelector(`[data-sort="${column}"]`).focus();
  });
  byId("rows").addEventListener("click", (event) => {
    const at = event.target.dataset.at;
    if (at === undefined) return;
    const link = event.target.parentElement.querySelector("a");
    location.href = `${link.getAttribute("href")}#${exercises[Number(at)].id}`;
  });
  byId("tools").hidden = false;
  byId("frame").hidden = false;
  draw();
}

begin();
