// The tree of values.
var nodes = [], byPointer = new Map(), byItem = new Map(), opened = new Set(), LONG = 160, HITS = 200;

function index(list, parent) {
  list.forEach(function (node) {
    node.parent = parent;
    node.id = nodes.length;
    nodes.push(node);
    if (!byPointer.has(node.pointer)) { byPointer.set(node.pointer, node); }
    if (node.item && isGroup(node) && !byItem.has(node.item)) { byItem.set(node.item, node); }
    if (node.kind === "group" && node.pointer.split("/").length < 8) { opened.add(node.id); }
    index(node.below || [], node);
  });
}

function isGroup(node) { return node.kind === "group" || node.kind === "folded"; }
function isOpen(node) { return opened.has(node.id); }

// What stands there now: the correction, where there is one.
function current(node) { var one = node.fix && correctionOf(node.pointer); return one ? one.new : node.text || ""; }

function valueButton(node) {
  var button = make("button", "value", null, function () { select(node, null, "tree"); });
  button.dataset.pointer = node.pointer;
  if (selected === node) { button.setAttribute("aria-current", "true"); }
  button.appendChild(printed(pick(node.label), LONG, "label"));
  // What stands below an open heading says its title already.
  var text = isGroup(node) && isOpen(node) && !byId("find").value ? "" : current(node);
  if (text) { button.appendChild(printed(text, LONG, "text" + (node.fix && correctionOf(node.pointer) ? " fixed" : ""))); }
  else if (!isGroup(node)) { button.appendChild(make("span", "text", "–")); }
  if (node.sure !== undefined && node.sure < 0.98) { button.appendChild(make("span", "doubt", "?")); }
  return button;
}

function branch(node) {
  var item = make("li", isGroup(node) ? "group" : ""), row = make("div", "row"), below = node.below || [];
  item.appendChild(row);
  if (below.length) {
    var toggle = make("button", "toggle", "▸", function () { open(node, !isOpen(node)); renderBranch(node, item); focusToggle(node); });
    toggle.setAttribute("aria-expanded", String(isOpen(node)));
    toggle.setAttribute("aria-label", say("toggle", pick(node.label)));
    toggle.dataset.node = String(node.id);
    row.appendChild(toggle);
  } else { row.appendChild(make("span", "pad")); }
  row.appendChild(valueButton(node));
  if (below.length && isOpen(node)) { item.appendChild(branches(below)); }
  return item;
}

function branches(list) {
  var all = make("ul");
  list.forEach(function (node) { all.appendChild(branch(node)); });
  return all;
}

function open(node, is) { if (is) { opened.add(node.id); } else { opened.delete(node.id); } }
function renderBranch(node, item) { item.parentNode.replaceChild(branch(node), item); }
function focusToggle(node) {
  var toggle = document.querySelector('.toggle[data-node="' + node.id + '"]');
  if (toggle) { toggle.focus(); }
}

function showTree() {
  var list = clear(byId("list-values")), wanted = plainDigits(byId("find").value.trim().toLowerCase());
  if (wanted) { showHits(list, wanted); return; }
  var all = branches(data.tree);
  all.className = "tree";
  list.appendChild(all);
}

// Thai digits and Arabic ones are searched alike.
function plainDigits(text) {
  return text.replace(/[๐-๙]/g, function (digit) { return String.fromCharCode(digit.charCodeAt(0) - 0x0e50 + 48); });
}
function haystack(node) {
  if (node.hay === undefined) { node.hay = plainDigits(((node.text || "") + "\n" + (node.read || "") + "\n" + (node.item || "")).toLowerCase()); }
  return node.hay;
}

function showHits(list, wanted) {
  var hits = nodes.filter(function (node) { return !isGroup(node) && haystack(node).indexOf(wanted) >= 0; });
  var all = make("ul", "tree");
  hits.slice(0, HITS).forEach(function (node) {
    var item = make("li"), row = make("div", "row");
    row.appendChild(valueButton(node));
    item.appendChild(row);
    all.appendChild(item);
  });
  list.appendChild(make("p", "facts saving", say("found", hits.length)));
  list.appendChild(all);
}

// Opens what is above a value, and brings it into view.
function reveal(node) {
  var above = node.parent, changedAny = false;
  while (above) { if (!isOpen(above)) { open(above, true); changedAny = true; } above = above.parent; }
  if (changedAny || byId("find").value) { byId("find").value = ""; showTree(); }
  markCurrent();
  var button = document.querySelector('#list-values .value[aria-current="true"]');
  if (button) { button.scrollIntoView({ block: "center" }); }
}

function markCurrent() {
  document.querySelectorAll('#list-values .value[aria-current]').forEach(function (button) { button.removeAttribute("aria-current"); });
  if (!selected) { return; }
  document.querySelectorAll("#list-values .value").forEach(function (button) {
    if (button.dataset.pointer === selected.pointer) { button.setAttribute("aria-current", "true"); }
  });
}
