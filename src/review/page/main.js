// Ties the parts together: languages, keys, links, the first view.
var TABS = ["look", "values", "decided"], tab = "", KEYS = "raingan-review-keys", THEMES = ["auto", "light", "dark"];

function showTab(name) {
  if (tab === name) { return; }
  tab = name;
  TABS.forEach(function (one) {
    var is = one === name, button = byId("tab-" + one);
    button.setAttribute("aria-selected", String(is));
    button.tabIndex = is ? 0 : -1;
    byId("list-" + one).hidden = !is;
  });
}

// What is to be told above everything.
function showNotes() {
  var notes = clear(byId("notes"));
  data.notes.forEach(function (both) { notes.appendChild(make("p", "note", visible(pick(both)))); });
  if (savingBad) { notes.appendChild(make("p", "note", visible(saving))); }
}

// After a decision: everything that shows one.
function refresh() {
  showNotes(); showTree(); showLook(); showDecided();
  byId("count-look").textContent = String(openCount());
  markCurrent(); markLook();
}

function speak() {
  document.documentElement.lang = lang;
  document.documentElement.dataset.lang = lang;
  document.querySelectorAll("[data-say]").forEach(function (one) { one.textContent = say(one.dataset.say); });
  document.querySelectorAll("[data-name]").forEach(function (one) { one.setAttribute("aria-label", say(one.dataset.name)); one.title = one.id === "pages" || one.id === "side" || one.id === "card" ? "" : say(one.dataset.name); });
  byId("find").placeholder = say("find");
  byId("find").setAttribute("aria-label", say("find"));
  byId("lang").textContent = lang === "th" ? "EN" : "ไทย";
  byId("lang").lang = lang === "th" ? "en" : "th";
  var theme = document.documentElement.dataset.theme;
  byId("theme").textContent = theme === "light" ? "☀" : theme === "dark" ? "☾" : "◐";
  var known = data.document, about = [];
  byId("title").textContent = visible(known.title || known.agency || known.file_name || "–");
  [known.agency, known.year && say("year", known.year), known.file_name, known.page_count === 1 ? say("pages_1") : say("pages_n", known.page_count)].forEach(function (part) { if (part) { about.push(visible(String(part))); } });
  byId("subtitle").textContent = about.join(" · ");
  document.title = visible(known.file_name || known.title || "raingan") + " – raingan review";
  size();
  var layers = clear(byId("layers"));
  LAYERS.forEach(function (name) { layers.appendChild(layerBox(name)); });
  sheets.forEach(function (sheet) { if (sheet.done) { sheet.image.alt = say("page", sheet.page.number); } });
  refresh();
  showCard();
}

function layerBox(name) {
  var label = make("label"), box = make("input");
  box.type = "checkbox"; box.checked = shown[name]; box.id = "layer-" + name;
  box.addEventListener("change", function () { toggleLayer(name, box.checked); });
  label.appendChild(box);
  label.appendChild(make("span", "key " + (name === "boxes" ? "values" : name)));
  label.appendChild(make("span", "", say(name)));
  return label;
}

function keysWork() { return stored(KEYS) !== "no"; }

function showHelp() {
  var dialog = clear(byId("helping")), table = make("table"), body = make("tbody");
  dialog.appendChild(make("h2", "", say("keys")));
  [["j  k", say("next") + ", " + say("previous")], ["a  c  n", [say("accept"), say("correct"), say("note")].join(", ")], ["Ctrl ↵  Esc", say("form_keys")], ["/", say("search")], ["1 2 3", say("tabs")], ["+  −  0", say("zooming")], ["r", say("turn")], ["d", say("download")]].forEach(function (line) {
    var row = make("tr");
    row.appendChild(wrap("td", make("kbd", "", line[0])));
    row.appendChild(make("td", "", line[1]));
    body.appendChild(row);
  });
  table.appendChild(body);
  dialog.appendChild(table);
  dialog.appendChild(make("p", "", say("click")));
  var label = make("label"), box = make("input");
  box.type = "checkbox"; box.checked = keysWork();
  box.addEventListener("change", function () { store(KEYS, box.checked ? "yes" : "no"); });
  label.appendChild(box); label.appendChild(document.createTextNode(" " + say("keys_on")));
  dialog.appendChild(wrap("p", label));
  dialog.appendChild(make("button", "main", say("close"), function () { dialog.close(); }));
  dialog.setAttribute("aria-label", say("help"));
  dialog.showModal();
}

var ACTIONS = {
  j: function () { step(1); }, k: function () { step(-1); }, ArrowRight: function () { step(1); }, ArrowLeft: function () { step(-1); },
  a: accept, c: correctIt, n: function () { if (selected || looked) { startForm("note"); } }, d: download, r: turnPages, "?": showHelp,
  "/": function () { byId("find").focus(); byId("find").select(); }, "+": function () { setZoom(scaleNow() * 1.25); }, "=": function () { setZoom(scaleNow() * 1.25); },
  "-": function () { setZoom(scaleNow() / 1.25); }, "0": function () { setZoom(0); },
  "1": function () { showTab("look"); }, "2": function () { showTab("values"); }, "3": function () { showTab("decided"); }
};

var CODES = { Slash: "/", Equal: "+", Minus: "-", Digit0: "0", Digit1: "1", Digit2: "2", Digit3: "3" };

function onKey(event) {
  var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
  if (event.key === "Escape") { document.querySelectorAll("details.menu[open]").forEach(function (menu) { menu.open = false; menu.firstElementChild.focus(); }); }
  if (event.key === "Escape" && form) { endForm(); event.preventDefault(); return; }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && typing && event.target.form) { event.target.form.requestSubmit(); event.preventDefault(); return; }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || byId("helping").open || !keysWork()) { return; }
  if (event.target.getAttribute("role") === "tab" && /^Arrow(Left|Right)$/.test(event.key)) { turnTab(event.key === "ArrowRight" ? 1 : -1); event.preventDefault(); return; }
  // The Thai layout has other letters on these keys.
  var letter = /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key > "~" && CODES[event.code] || event.key;
  var action = ACTIONS[letter];
  if (action) { event.preventDefault(); action(); }
}

function turnTab(by) {
  showTab(TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length]);
  byId("tab-" + tab).focus();
}

// What an address names: a value by its pointer, an item, or a place on a page.
function follow() {
  var hash = "", parts = {};
  try { hash = decodeURIComponent(location.hash.slice(1)); } catch (e) { hash = location.hash.slice(1); }
  if (!hash) { return false; }
  if (hash[0] === "/") {
    var pointer = hash;
    while (pointer && !byPointer.has(pointer)) { pointer = pointer.slice(0, pointer.lastIndexOf("/")); }
    if (pointer) { select(byPointer.get(pointer), null, "link"); } else { missing(); }
    return true;
  }
  hash.split("&").forEach(function (part) { var equals = part.indexOf("="); parts[part.slice(0, equals)] = part.slice(equals + 1); });
  if (parts.item) { if (byItem.has(parts.item)) { select(byItem.get(parts.item), null, "link"); } else { missing(); } return true; }
  var page = Number(parts.page);
  if (!page) { return false; }
  var box = (parts.box || "").split(",").map(Number), sheet = sheets.get(page);
  if (!sheet) { missing(); return true; }
  if (box.length !== 4 || !box.every(isFinite)) { scrollTo([page, 0, 0, 0, 0]); return true; }
  var found = valuesAt(sheet, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
  var address = location.hash;
  if (found.length) { select(found[0], null, "link"); }
  light([[page].concat(box)], true);
  try { history.replaceState(null, "", address); } catch (e) { return true; }
  return true;
}
function missing() { clear(byId("notes")).appendChild(make("p", "note", say("missing"))); }

function start() {
  index(data.tree, null);
  load();
  buildPages();
  placeNodes();
  byId("lang").addEventListener("click", function () { lang = lang === "th" ? "en" : "th"; store("raingan-review-lang", lang); saving = ""; speak(); });
  byId("theme").addEventListener("click", function () {
    var root = document.documentElement;
    root.dataset.theme = THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length];
    store("raingan-review-theme", root.dataset.theme);
    speak();
  });
  byId("help").addEventListener("click", showHelp);
  byId("turn").addEventListener("click", turnPages);
  byId("smaller").addEventListener("click", ACTIONS["-"]); byId("larger").addEventListener("click", ACTIONS["+"]); byId("fit").addEventListener("click", ACTIONS["0"]);
  byId("find").addEventListener("input", function () { showTab("values"); showTree(); });
  TABS.forEach(function (name) { byId("tab-" + name).addEventListener("click", function () { showTab(name); }); });
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", function (event) { document.querySelectorAll("details.menu[open]").forEach(function (menu) { if (!menu.contains(event.target)) { menu.open = false; } }); });
  window.addEventListener("resize", size);
  window.addEventListener("beforeunload", function (event) { if (!kept && !data.save && decided.corrections.length + decided.remarks.length) { event.preventDefault(); } });
  window.addEventListener("hashchange", follow);
  var theme = stored("raingan-review-theme");
  if (THEMES.indexOf(theme) >= 0) { document.documentElement.dataset.theme = theme; }
  var spoken = stored("raingan-review-lang");
  if (spoken === "th" || spoken === "en") { lang = spoken; }
  // Where there is nothing but what is merely worth knowing, that is the list.
  if (!data.look.some(wanted)) { groups.add("info"); }
  showTab(data.look.length ? "look" : "values");
  speak();
  follow();
  document.documentElement.dataset.ready = "";
}
start();
