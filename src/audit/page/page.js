(function () {
  "use strict";
  var root = document.documentElement;
  var boxes = Array.prototype.slice.call(document.querySelectorAll("nav input[type=checkbox]"));
  var find = document.getElementById("find");
  function show() {
    var wanted = {}, text = find ? find.value.trim().toLowerCase() : "";
    boxes.forEach(function (box) { wanted[box.value] = box.checked; });
    document.querySelectorAll("article").forEach(function (article) {
      var hit = !text || article.textContent.toLowerCase().indexOf(text) >= 0;
      article.hidden = !(hit && wanted[article.className]);
    });
  }
  boxes.forEach(function (box) { box.addEventListener("change", show); });
  if (find) { find.addEventListener("input", show); show(); }
  document.getElementById("lang").addEventListener("click", function () {
    var lang = root.getAttribute("data-lang") === "th" ? "en" : "th";
    root.setAttribute("data-lang", lang);
    root.setAttribute("lang", lang);
    document.title = root.getAttribute("data-title-" + lang);
  });
  root.setAttribute("data-ready", "");
})();
