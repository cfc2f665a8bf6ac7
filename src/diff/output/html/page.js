(function () {
  "use strict";
  var boxes = Array.prototype.slice.call(document.querySelectorAll("nav input[type=checkbox]"));
  var find = document.getElementById("find");
  function show() {
    var wanted = {}, text = find.value.trim().toLowerCase();
    boxes.forEach(function (box) { wanted[box.value] = box.checked; });
    document.querySelectorAll("section").forEach(function (section) {
      var shown = 0;
      section.querySelectorAll("article").forEach(function (article) {
        var some = false, hit = !text || article.textContent.toLowerCase().indexOf(text) >= 0;
        article.querySelectorAll("tr[data-kind]").forEach(function (row) {
          row.hidden = !(hit && wanted[row.getAttribute("data-kind")]);
          if (!row.hidden) { some = true; shown += 1; }
        });
        article.hidden = !some;
      });
      var tally = section.querySelector(".shown");
      if (tally) { tally.textContent = shown; }
    });
  }
  boxes.forEach(function (box) { box.addEventListener("change", show); });
  find.addEventListener("input", show);
  document.getElementById("all").addEventListener("click", function () {
    var none = boxes.every(function (box) { return box.checked; });
    boxes.forEach(function (box) { box.checked = !none; });
    show();
  });
  document.getElementById("lang").addEventListener("click", function () {
    var root = document.documentElement, lang = root.getAttribute("data-lang") === "th" ? "en" : "th";
    root.setAttribute("data-lang", lang);
    root.setAttribute("lang", lang);
  });
  document.documentElement.setAttribute("data-ready", "");
})();
