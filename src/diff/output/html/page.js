(function () {
  "use strict";
  var root = document.documentElement;
  var boxes = Array.prototype.slice.call(document.querySelectorAll("nav .kinds input:not(#expected)"));
  var find = document.getElementById("find"), expected = document.getElementById("expected");
  function show() {
    var wanted = {}, text = find.value.trim().toLowerCase(), all = expected && expected.checked;
    boxes.forEach(function (box) { wanted[box.value] = box.checked; });
    document.querySelectorAll("section").forEach(function (section) {
      var shown = 0;
      section.querySelectorAll("article").forEach(function (article) {
        var some = false, hit = !text || article.textContent.toLowerCase().indexOf(text) >= 0;
        article.querySelectorAll("tr[data-kind]").forEach(function (row) {
          var folded = row.hasAttribute("data-expected"), kind = row.getAttribute("data-kind");
          row.hidden = !(hit && (folded ? all : wanted[kind]));
          if (!row.hidden) { some = true; shown += folded ? 0 : 1; }
        });
        article.hidden = !some;
      });
      var tally = section.querySelector(".shown");
      if (tally) { tally.textContent = shown; }
    });
  }
  boxes.concat(expected || []).forEach(function (box) { box.addEventListener("change", show); });
  find.addEventListener("input", show);
  document.getElementById("all").addEventListener("click", function () {
    var none = boxes.every(function (box) { return box.checked; });
    boxes.forEach(function (box) { box.checked = !none; });
    show();
  });
  document.getElementById("lang").addEventListener("click", function () {
    var lang = root.getAttribute("data-lang") === "th" ? "en" : "th";
    root.setAttribute("data-lang", lang);
    root.setAttribute("lang", lang);
    document.title = root.getAttribute("data-title-" + lang);
  });
  if (window.matchMedia("(max-width: 44rem)").matches) { document.getElementById("filters").open = false; }
  show();
  root.setAttribute("data-ready", "");
})();
