// What deserves a look, and what was decided.
var at = -1, groups = new Set(["error", "money", "target", "date", "rest", "unclaimed"]), openOnly = false, STEP = 400, most = STEP;
var GROUPS = ["error", "money", "target", "date", "rest", "unclaimed", "info"];

function findingOf(look) { return look && look.code ? { code: look.code, page: look.page || null, item: look.item || null } : null; }
function stateOf(look) {
  if (look.pointer && correctionOf(look.pointer)) { return "corrected"; }
  var remark = remarkOf(remarked(byPointer.get(look.pointer), look), findingOf(look));
  return remark ? remark.verdict : "";
}
// What a remark names: a value. Of an item as a whole that is its title, unless a finding says it all.
function remarked(node, look) {
  if (!node) { return null; }
  if (!isGroup(node)) { return node.pointer; }
  return findingOf(look) || !byPointer.has(node.pointer + "/title") ? null : node.pointer + "/title";
}
function wanted(look) { return groups.has(look.group) && !(openOnly && stateOf(look)); }

function placeOf(look) {
  var node = look.pointer && byPointer.get(look.pointer), parts = [];
  var page = look.page || (look.at && look.at[0] && look.at[0][0]);
  if (page) { parts.push(say("page", page)); }
  if (look.item) { parts.push(look.item); }
  if (node && !isGroup(node)) { parts.push(pick(node.label) + (current(node) ? ": " + current(node).slice(0, 80) : "")); }
  return parts.join(" · ");
}

function showLook() {
  var list = clear(byId("list-look")), chips = make("div", "chips");
  GROUPS.forEach(function (group) {
    var count = data.look.filter(function (look) { return look.group === group; }).length;
    if (count) { chips.appendChild(chip(say("g_" + group) + " " + count, groups.has(group), function () { if (!groups.delete(group)) { groups.add(group); } showLook(); })); }
  });
  if (data.look.length) { chips.appendChild(chip(say("open_only"), openOnly, function () { openOnly = !openOnly; showLook(); })); }
  list.appendChild(chips);
  var rows = make("ul", "rows"), all = data.look.map(function (look, i) { return i; }).filter(function (i) { return wanted(data.look[i]); });
  all.slice(0, most).forEach(function (i) { var item = make("li"); item.appendChild(lookButton(i)); rows.appendChild(item); });
  list.appendChild(rows);
  if (!all.length) { list.appendChild(make("p", "empty", say("nothing"))); }
  if (all.length > most) { list.appendChild(make("button", "more", say("more", all.length - most), function () { most += STEP; showLook(); })); }
}

function chip(text, pressed, click) {
  var button = make("button", "", text, click);
  button.setAttribute("aria-pressed", String(pressed));
  return button;
}

function lookButton(i) {
  var look = data.look[i], state = stateOf(look), button = make("button", "look", null, function () { go(i); });
  button.dataset.look = String(i);
  if (i === at) { button.setAttribute("aria-current", "true"); }
  button.appendChild(make("span", "bar " + look.level));
  button.appendChild(printed(pick(look.words), 400, "words"));
  if (state) { button.appendChild(make("span", "state " + state, say(state))); }
  button.appendChild(printed(placeOf(look), 200, "place"));
  return button;
}

// Goes to an entry of the list.
function go(i) {
  var look = data.look[i];
  if (!look) { return; }
  at = i;
  showTab("look");
  select(look.pointer ? byPointer.get(look.pointer) || null : null, look, "look");
}

// The next entry, or the one before, that is shown.
function step(by) {
  for (var i = at + by; i >= 0 && i < data.look.length; i += by) {
    if (wanted(data.look[i])) { go(i); return; }
  }
}

function markLook() {
  document.querySelectorAll("#list-look .look[aria-current]").forEach(function (one) { one.removeAttribute("aria-current"); });
  var button = document.querySelector('#list-look .look[data-look="' + at + '"]');
  if (button && looked) { button.setAttribute("aria-current", "true"); button.scrollIntoView({ block: "nearest" }); }
}

function openCount() { return data.look.filter(function (look) { return look.group !== "info" && !stateOf(look); }).length; }

function showDecided() {
  var list = clear(byId("list-decided")), top = make("div", "saving"), acts = make("div", "acts");
  var whole = data.look.filter(function (look) { return look.group !== "info"; }).length;
  top.appendChild(make("p", "", say("left", openCount(), whole)));
  var how = make("p", savingBad ? "bad" : "", saving || (data.save ? say("at_once", visible(data.save_as)) : kept ? say("kept_here") : say("not_kept")));
  how.id = "saving"; how.setAttribute("role", "status");
  top.appendChild(how);
  var save = make("button", "main", say("download"), download);
  save.id = "download";
  acts.appendChild(save);
  acts.appendChild(make("button", "", say("open_file"), function () { byId("file").click(); }));
  var file = make("input");
  file.type = "file"; file.id = "file"; file.accept = "application/json,.json"; file.setAttribute("aria-label", say("open_file"));
  file.addEventListener("change", function () { if (file.files[0]) { openFile(file.files[0]); } });
  acts.appendChild(file);
  top.appendChild(acts);
  top.appendChild(signOff());
  list.appendChild(top);
  decided.corrections.forEach(function (one) { list.appendChild(decision(one, true)); });
  decided.remarks.forEach(function (one) { list.appendChild(decision(one, false)); });
  if (!decided.corrections.length && !decided.remarks.length) { list.appendChild(make("p", "empty", say("none_decided"))); }
  byId("count-decided").textContent = String(decided.corrections.length + decided.remarks.length);
}

function signOff() {
  var box = make("div", "acts"), sign = decided.sign_off;
  if (sign) {
    box.appendChild(printed(say("signed", sign.who) + " · " + sign.when + (sign.note ? " · " + sign.note : ""), 400));
    box.appendChild(make("button", "", say("unsign"), function () { decided.sign_off = null; changed(true); }));
  } else {
    box.appendChild(make("span", "", say("unsigned")));
    var button = make("button", "", say("sign"), function () { startForm("sign"); });
    button.id = "sign";
    box.appendChild(button);
  }
  return box;
}

function decision(one, isCorrection) {
  var box = make("div", "decision"), node = one.pointer && byPointer.get(one.pointer), head = make("p");
  var kind = isCorrection ? "corrected" : one.verdict;
  head.appendChild(make("span", "state " + kind, say(kind)));
  head.appendChild(document.createTextNode(" "));
  head.appendChild(printed([node ? pick(node.label) : "", one.finding ? one.finding.code : "", one.item || (one.finding && one.finding.item) || ""].filter(Boolean).join(" · "), 200));
  box.appendChild(head);
  if (isCorrection) {
    var change = make("p", "printed");
    var old = make("del"), made = make("ins");
    old.appendChild(printed(one.old || "–", 300)); made.appendChild(printed(one.new, 300));
    change.appendChild(old); change.appendChild(document.createTextNode(" → ")); change.appendChild(made);
    box.appendChild(change);
  }
  if (one.why || one.note) { box.appendChild(wrap("p", printed(one.why || one.note, 600))); }
  box.appendChild(wrap("p", printed(one.who + " · " + one.when, 200), "by"));
  var acts = make("div", "acts");
  if (node) { acts.appendChild(make("button", "", say("show"), function () { select(node, null, "decided"); })); }
  acts.appendChild(make("button", "", say("undo"), function () { drop(one); }));
  box.appendChild(acts);
  return box;
}

function wrap(name, child, className) { var element = make(name, className); element.appendChild(child); return element; }
function drop(one) {
  decided.corrections = decided.corrections.filter(function (o) { return o !== one; });
  decided.remarks = decided.remarks.filter(function (o) { return o !== one; });
  changed();
}

function openFile(file) {
  var reader = new FileReader();
  reader.onload = function () {
    var said, wrong;
    try { said = JSON.parse(String(reader.result).replace(/^\ufeff/, "")); } catch (e) { said = null; }
    wrong = take(said);
    if (!wrong) { changed(true); }
    notice(wrong ? say(wrong) : say("taken", said.corrections.length + said.remarks.length));
  };
  reader.readAsText(file);
}

function notice(text) { saving = text; savingBad = false; showDecided(); }
