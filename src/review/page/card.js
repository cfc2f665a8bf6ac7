// The value that is selected, what is said about it, and the forms to decide.
var selected = null, looked = null, LONGEST = 1200, PIECE = 4000, whole = false, form = "";

// Selects a value or an entry of the list. `from` is where it was clicked: that place does not jump.
function select(node, look, from) {
  selected = node; looked = look || null; whole = false; form = "";
  var boxes = look && look.at && look.at.length ? look.at : node && node.at || [];
  light(boxes, from !== "page");
  if (!boxes.length && look && look.page && from !== "page") { scrollTo([look.page, 0, 0, 0, 0]); }
  if (node && from === "page" || from === "link" || from === "decided") { showTab("values"); }
  if (node && from !== "tree") { reveal(node); } else { markCurrent(); }
  markLook();
  showCard();
  link(node);
}

// The address says what is selected, for others to open.
function link(node) {
  try { history.replaceState(null, "", node ? "#" + encodeURI(node.pointer) : "#"); } catch (e) { return; }
}

function fixable() { return selected && (selected.fix ? selected : selected.of ? byPointer.get(selected.of) : null); }

function showCard() {
  var card = clear(byId("card"));
  if (form === "sign") { card.appendChild(signForm()); return; }
  if (!selected && !looked) { return; }
  if (looked) { card.appendChild(make("p", "told " + looked.level, visible(pick(looked.words)))); }
  if (selected) { card.appendChild(heading()); valueOf(card); }
  if (form === "correct") { card.appendChild(correctForm()); }
  else if (form === "note" || form === "accept") { card.appendChild(noteForm()); }
  else { card.appendChild(acts()); }
}

function heading() {
  var what = make("div", "what"), title = make("h2"), place = [];
  title.appendChild(printed(pathOf(selected), 300));
  if (selected.at && selected.at.length) { place.push(say("page", selected.at[0][0])); }
  if (selected.sure !== undefined) { place.push(say("sure", Math.floor(selected.sure * 100))); }
  what.appendChild(title);
  what.appendChild(make("span", "place", place.join(" · ")));
  return what;
}

function pathOf(node) {
  var parts = [];
  for (var one = node; one; one = one.parent) { if (one.kind !== "folded") { parts.unshift(pick(one.label)); } }
  return parts.slice(-3).join(" › ");
}

function valueOf(card) {
  var text = selected.text || "", correction = selected.fix && correctionOf(selected.pointer);
  var box = make("div", form === "correct" ? "printed small" : "printed"), most = whole ? Infinity : LONGEST;
  if (correction) {
    var old = make("del"), made = make("ins");
    old.appendChild(printed(correction.old || "–", most)); made.appendChild(printed(correction.new, most));
    box.appendChild(old); box.appendChild(document.createTextNode("\n")); box.appendChild(made);
  } else if (whole) { pieces(text).forEach(function (piece) { box.appendChild(printed(piece, Infinity, "piece")); }); }
  else { box.appendChild(text ? printed(text, most) : make("span", "", "– " + say("empty"))); }
  card.appendChild(box);
  if (text.length > LONGEST && !whole) { card.appendChild(make("button", "more", say("show_all", text.length.toLocaleString("en")), function () { whole = true; showCard(); })); }
  if (selected.corrected) { card.appendChild(wrap("p", printed(say("put_right", selected.corrected.by, selected.corrected.was || "–"), 300, "read"), "facts")); }
  if (selected.read) { card.appendChild(wrap("p", printed(say("read_as", selected.read), 300, "read"), "facts")); }
}

// A long text in pieces, of which a browser lays out only those that are seen.
function pieces(text) {
  var all = [];
  for (var i = 0; i < text.length; i += PIECE) { all.push(text.slice(i, i + PIECE)); }
  return all;
}

function act(key, letter, click, main) {
  var button = make("button", main ? "main" : "", say(key), click);
  button.appendChild(make("kbd", "", letter));
  button.id = "act-" + key;
  return button;
}

function arrow(key, sign, letter, by) {
  var button = make("button", "", sign, function () { step(by); });
  button.appendChild(make("kbd", "", letter));
  button.id = "act-" + key; button.title = say(key);
  button.setAttribute("aria-label", sign + letter + " " + say(key));
  return button;
}

function acts() {
  var box = make("div", "acts"), target = fixable();
  box.appendChild(act("accept", "a", accept, true));
  var correct = act("correct", "c", correctIt);
  if (!target) { correct.disabled = true; correct.title = say("not_fixable"); }
  box.appendChild(correct);
  box.appendChild(act("note", "n", function () { startForm("note"); }));
  var way = make("span", "way");
  way.appendChild(arrow("previous", "↑", "k", -1));
  way.appendChild(arrow("next", "↓", "j", 1));
  box.appendChild(way);
  return box;
}

// A value that was read from a cell is put right where it was read.
function correctIt() {
  var target = fixable();
  if (!target) { return; }
  if (target !== selected) { select(target, looked, "look"); }
  startForm("correct");
}

function accept() {
  if (!selected && !looked) { return; }
  if (!myName()) { startForm("accept"); return; }
  remark("accepted", null, myName());
}

function remark(verdict, note, who) {
  putRemark({ pointer: remarked(selected, looked), finding: findingOf(looked), verdict: verdict, note: note, who: who, when: now() });
  var stepping = looked;
  form = "";
  changed();
  if (stepping && verdict === "accepted") { step(1); } else { showCard(); }
}

function startForm(name) {
  form = name;
  if (name === "sign") { showTab("decided"); }
  showCard();
  var first = document.querySelector("#card textarea, #card input");
  if (first) { first.focus(); if (first.select && name === "correct") { first.select(); } }
}
function endForm() { dropDrafts(); form = ""; showCard(); var button = byId("act-next"); if (button) { button.focus(); } }

// What is half written stays, wherever one looks meanwhile.
var drafts = new Map();
function draftKey(name) { return [form, selected ? selected.pointer : "", name].join(" "); }
function dropDrafts() { ["value", "why", "who", "note"].forEach(function (name) { drafts.delete(draftKey(name)); }); }

function field(name, key, value, long) {
  var label = make("label", "", say(key)), input = make(long ? "textarea" : "input");
  var key = draftKey(name);
  input.addEventListener("input", function () { drafts.set(key, input.value); });
  input.name = name; input.value = drafts.has(key) ? drafts.get(key) : value || ""; input.dir = "auto"; input.autocomplete = "off"; input.spellcheck = false;
  label.appendChild(input);
  return label;
}

// A form: its fields, and what is done with what they say. A message keeps it open.
function formOf(fields, done) {
  var element = make("form", "fields"), told = make("p", "told error"), box = make("div", "acts");
  element.noValidate = true;
  fields.forEach(function (one) { element.appendChild(one); });
  told.hidden = true; told.setAttribute("role", "alert");
  element.appendChild(told);
  var save = make("button", "main", say("save"));
  save.type = "submit"; save.id = "form-save";
  save.appendChild(make("kbd", "", "Ctrl ↵"));
  box.appendChild(save);
  box.appendChild(make("button", "", say("cancel"), endForm)).appendChild(make("kbd", "", "Esc"));
  element.appendChild(box);
  element.addEventListener("submit", function (event) {
    event.preventDefault();
    var values = {};
    element.querySelectorAll("input, textarea").forEach(function (input) { values[input.name] = input.value; });
    var who = (values.who || "").trim(), before = new Map(drafts), wrong;
    // Where it is done, another value may be selected afterwards.
    dropDrafts();
    wrong = who ? done(values, who) : say("need_name");
    if (wrong) { drafts = before; }
    told.textContent = wrong || ""; told.hidden = !wrong;
    if (!wrong) { rememberName(who); }
  });
  return element;
}

function correctForm() {
  var before = correctionOf(selected.pointer);
  return formOf([field("value", "new_value", current(selected), true), field("why", "why", before && before.why), field("who", "who", myName())], function (values, who) {
    var value = values.value.replace(/\r\n?/g, "\n");
    if (value === (selected.text || "")) { return say("same"); }
    var boxes = (selected.at || []).map(function (box) { return { page: box[0], x0: box[1], y0: box[2], x1: box[3], y1: box[4] }; });
    rememberName(who);
    putCorrection({ pointer: selected.pointer, item: selected.item || null, regions: boxes, old: selected.text || "", new: value, why: values.why.trim() || null, who: who, when: now() });
    form = "";
    changed();
    showCard();
    var next = byId("act-next");
    if (next) { next.focus(); }
    return "";
  });
}

function noteForm() {
  var verdict = form === "accept" ? "accepted" : "noted", before = remarkOf(remarked(selected, looked), findingOf(looked));
  return formOf([field("note", "note_text", before && before.note, true), field("who", "who", myName())], function (values, who) {
    var note = values.note.trim() || null;
    if (verdict === "noted" && !note) { return say("need_note"); }
    rememberName(who);
    remark(verdict, note, who);
    return "";
  });
}

function signForm() {
  return formOf([field("who", "who", myName()), field("note", "note_text", "", true)], function (values, who) {
    rememberName(who);
    decided.sign_off = { who: who, when: now(), note: values.note.trim() || null };
    form = "";
    changed(true);
    showCard();
    return "";
  });
}
