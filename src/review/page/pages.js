// The pages: their pictures, shown when they come near, and what is drawn over them.
var SVG = "http://www.w3.org/2000/svg", LAYERS = ["unclaimed", "boxes", "rulings", "cells", "columns"];
var shown = { unclaimed: true, boxes: false, rulings: false, cells: false, columns: false };
var sheets = new Map(), zoom = 0, turn = 0, lit = [], lastHit = null, SLOP = 3, LEAST_ZOOM = 0.3, MOST_ZOOM = 5, READABLE = 0.75, READABLE_ZOOM = 1.1;

function svg(name, attributes, className) {
  var element = document.createElementNS(SVG, name);
  Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
  if (className) { element.setAttribute("class", className); }
  return element;
}

function rect(box, className) {
  var wide = Math.max(box[2] - box[0], 0), high = Math.max(box[3] - box[1], 0);
  if (wide === 0 || high === 0) { return svg("line", { x1: box[0], y1: box[1], x2: box[2], y2: box[3] }, className); }
  return svg("rect", { x: box[0], y: box[1], width: wide, height: high }, className);
}

// All boxes of values by page, for clicks and for the layers.
function placeNodes() {
  nodes.forEach(function (node) {
    (node.at || []).forEach(function (region) {
      var sheet = sheets.get(region[0]);
      if (sheet && !isGroup(node)) { sheet.boxes.push({ node: node, box: region.slice(1) }); }
    });
  });
}

function buildPages() {
  var pane = clear(byId("pages")), watcher = null;
  if ("IntersectionObserver" in window) {
    watcher = new IntersectionObserver(function (seen) {
      seen.forEach(function (one) { if (one.isIntersecting) { develop(Number(one.target.dataset.page)); } });
    }, { root: pane, rootMargin: "800px" });
  }
  data.pages.forEach(function (page) {
    if (!(page.width > 0 && page.height > 0)) { return; }
    var figure = make("div", "sheet");
    figure.dataset.page = String(page.number);
    var image = make("img");
    image.alt = "";
    var drawing = svg("svg", { viewBox: "0 0 " + page.width + " " + page.height, preserveAspectRatio: "none", "aria-hidden": "true" });
    var paper = make("div", "paper");
    paper.appendChild(image);
    paper.appendChild(drawing);
    figure.appendChild(paper);
    figure.appendChild(make("span", "number", String(page.number)));
    pane.appendChild(figure);
    sheets.set(page.number, { page: page, figure: figure, paper: paper, image: image, svg: drawing, boxes: [], layers: {}, done: false });
    drawing.addEventListener("click", function (event) { clickPage(page.number, event); });
    if (watcher) { watcher.observe(figure); } else { develop(page.number); }
  });
  if (!sheets.size) { pane.appendChild(make("p", "empty", say("no_pages"))); }
  size();
}

// Shows the picture of a page and its layers. The pictures stand at the end of the file, which may
// still be loading.
function develop(number) {
  var sheet = sheets.get(number);
  if (!sheet || sheet.done) { return; }
  var picture = byId("picture-" + number);
  if (!picture && sheet.page.picture && document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", function () { develop(number); });
    return;
  }
  sheet.done = true;
  sheet.image.alt = say("page", number);
  if (picture) { sheet.image.src = "data:" + picture.dataset.type + ";base64," + picture.textContent.trim(); }
  else { sheet.image.hidden = true; }
  LAYERS.forEach(function (name) { if (layerShown(sheet, name)) { drawLayer(sheet, name); } });
}

// Without a picture the boxes are all there is to see.
function layerShown(sheet, name) { return shown[name] || (name === "boxes" && !sheet.page.picture); }

function drawLayer(sheet, name) {
  if (sheet.layers[name]) { return; }
  var group = svg("g", {}, "l-" + (name === "boxes" ? "values" : name)), page = sheet.page;
  if (name === "unclaimed") {
    sheet.boxes.forEach(function (one) {
      if (one.node.kind === "unclaimed" || one.node.kind === "furniture") { group.appendChild(rect(one.box, one.node.kind)); }
    });
  } else if (name === "boxes") {
    sheet.boxes.forEach(function (one) { if (one.node.kind === undefined) { group.appendChild(rect(one.box)); } });
  } else if (name === "columns") {
    (page.columns || []).forEach(function (column) {
      group.appendChild(rect(column));
      var text = svg("text", { x: column[0] + 1.5, y: column[3] - 1.6 });
      text.textContent = column[4];
      group.appendChild(text);
    });
  } else { (page[name] || []).forEach(function (box) { group.appendChild(rect(box)); }); }
  sheet.svg.insertBefore(group, sheet.svg.querySelector(".l-lit"));
  sheet.layers[name] = group;
}

function toggleLayer(name, is) {
  shown[name] = is;
  sheets.forEach(function (sheet) {
    if (!sheet.done) { return; }
    if (is) { drawLayer(sheet, name); }
    else if (sheet.layers[name] && !layerShown(sheet, name)) { sheet.layers[name].remove(); delete sheet.layers[name]; }
  });
}

// Lights up boxes, each with its page first, and scrolls to the first of them.
function light(boxes, scroll) {
  lit.forEach(function (group) { group.remove(); });
  lit = [];
  boxes.forEach(function (region) {
    var sheet = sheets.get(region[0]);
    if (!sheet) { return; }
    var group = sheet.svg.querySelector(".l-lit");
    if (!group) { group = svg("g", {}, "l-lit"); sheet.svg.appendChild(group); lit.push(group); }
    group.appendChild(rect(region.slice(1)));
  });
  if (!scroll || !boxes.length) { return; }
  // On a small screen a whole page is too small to be read.
  if (!zoom && scaleNow() < READABLE && sheets.has(boxes[0][0])) { zoom = READABLE_ZOOM; size(); }
  scrollTo(boxes[0]);
}

function scrollTo(region) {
  var sheet = sheets.get(region[0]), pane = byId("pages");
  if (!sheet) { return; }
  develop(region[0]);
  var box = turned(region.slice(1), sheet.page), scale = sheet.figure.clientWidth / turnedSize(sheet.page)[0];
  var top = sheet.figure.offsetTop + box[1] * scale, bottom = sheet.figure.offsetTop + box[3] * scale;
  var left = sheet.figure.offsetLeft + box[0] * scale, right = sheet.figure.offsetLeft + box[2] * scale;
  if (top < pane.scrollTop + 20 || bottom > pane.scrollTop + pane.clientHeight - 20) { pane.scrollTop = Math.max(0, top - pane.clientHeight / 3); }
  if (left < pane.scrollLeft || right > pane.scrollLeft + pane.clientWidth) { pane.scrollLeft = Math.max(0, left - 30); }
}

// A box where it stands once the page is turned, clockwise by quarters.
function turned(box, page) {
  var w = page.width, h = page.height;
  return [box, [h - box[3], box[0], h - box[1], box[2]], [w - box[2], h - box[3], w - box[0], h - box[1]], [box[1], w - box[2], box[3], w - box[0]]][turn];
}
function turnedSize(page) { return turn % 2 ? [page.height, page.width] : [page.width, page.height]; }
function turnPages() {
  turn = (turn + 1) % 4;
  size();
  if (selected && selected.at && selected.at.length) { scrollTo(selected.at[0]); }
}

function area(box) { return (box[2] - box[0]) * (box[3] - box[1]); }
function holds(box, x, y, slop) { return x >= box[0] - slop && x <= box[2] + slop && y >= box[1] - slop && y <= box[3] + slop; }

// The values that stand at a place, the narrowest first; else those of the cell around it.
function valuesAt(sheet, x, y) {
  var hits = [];
  [0, SLOP].some(function (slop) {
    hits = sheet.boxes.filter(function (one) { return holds(one.box, x, y, slop); });
    return hits.length;
  });
  if (!hits.length) {
    var cell = (sheet.page.cells || []).filter(function (box) { return holds(box, x, y, 0); }).sort(function (a, b) { return area(a) - area(b); })[0];
    if (cell) { hits = sheet.boxes.filter(function (one) { return holds(cell, (one.box[0] + one.box[2]) / 2, (one.box[1] + one.box[3]) / 2, 0); }); }
  }
  var rank = function (one) { return one.node.fix && one.node.pointer.indexOf("/cells/") >= 0 ? 0 : one.node.fix ? 1 : 2; };
  hits.sort(function (a, b) { return Math.round(area(a.box) - area(b.box)) || rank(a) - rank(b) || a.node.id - b.node.id; });
  var seen = new Set();
  return hits.map(function (one) { return one.node; }).filter(function (node) { if (seen.has(node)) { return false; } seen.add(node); return true; });
}

function clickPage(number, event) {
  var sheet = sheets.get(number), at = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.svg.getScreenCTM().inverse());
  var x = at.x, y = at.y, found = valuesAt(sheet, x, y);
  if (!found.length) { select(null, null, "page"); return; }
  // A second click at the same place shows the next value there.
  var same = lastHit && lastHit.page === number && Math.abs(lastHit.x - x) < SLOP && Math.abs(lastHit.y - y) < SLOP;
  lastHit = { page: number, x: x, y: y };
  select(found[same ? (found.indexOf(selected) + 1) % found.length : 0], null, "page");
}

// The width of the pages: that of the pane, or as the user wants it.
function size() {
  var pane = byId("pages"), room = Math.max(pane.clientWidth - 30, 100);
  sheets.forEach(function (sheet) {
    var page = sheet.page, sides = turnedSize(page), scale = zoom || room / sides[0], wide = page.width * scale, high = page.height * scale;
    sheet.figure.style.width = sides[0] * scale + "px";
    sheet.figure.style.height = sides[1] * scale + "px";
    sheet.paper.style.width = wide + "px";
    sheet.paper.style.height = high + "px";
    sheet.paper.style.transform = ["none", "translate(" + high + "px, 0) rotate(90deg)", "translate(" + wide + "px, " + high + "px) rotate(180deg)", "translate(0, " + wide + "px) rotate(270deg)"][turn];
  });
  byId("zoom").textContent = Math.round(scaleNow() * 75) + "%";
  byId("fit").title = say("fit");
  byId("fit").setAttribute("aria-label", byId("zoom").textContent + " " + say("fit"));
}
function scaleNow() {
  var first = data.pages.find(function (page) { return sheets.has(page.number); });
  return first ? parseFloat(sheets.get(first.number).paper.style.width) / first.width : 1;
}
function setZoom(scale) {
  var pane = byId("pages"), before = pane.scrollTop / Math.max(pane.scrollHeight, 1);
  zoom = scale ? Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, scale)) : 0;
  size();
  if (selected && selected.at && selected.at.length) { scrollTo(selected.at[0]); } else { pane.scrollTop = before * pane.scrollHeight; }
}
