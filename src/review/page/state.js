// What was decided: kept in the browser, written to a file.
var KEY = "raingan-review:" + data.document.sha256, NAME = "raingan-review-name", UNSAVED = KEY + ":unsaved";
var decided = { corrections: [], remarks: [], sign_off: null };
var kept = true, saving = "", savingBad = false;

function stored(key) { try { return localStorage.getItem(key); } catch (e) { kept = false; return null; } }
function store(key, value) { try { localStorage.setItem(key, value); kept = true; } catch (e) { kept = false; } }

function now() { return new Date().toISOString().replace(/\.\d+Z$/, "Z"); }
function myName() { return stored(NAME) || lastName; }
var lastName = "";
function rememberName(name) { lastName = name; store(NAME, name); }

// The file as others read it.
function fileOf() {
  return {
    schema_version: "1.0",
    document: { sha256: data.document.sha256, file_name: data.document.file_name },
    corrections: decided.corrections, remarks: decided.remarks, sign_off: decided.sign_off
  };
}

function isText(value) { return typeof value === "string"; }
function isDecision(one) { return one && typeof one === "object" && isText(one.who) && isText(one.when); }

// Takes what a file or the browser's memory says; false where it is none, or of another document.
function take(file) {
  if (!file || typeof file !== "object" || !file.document) { return "no_file"; }
  if (file.document.sha256 !== data.document.sha256) { return "other_document"; }
  if (!Array.isArray(file.corrections) || !Array.isArray(file.remarks = file.remarks || [])) { return "no_file"; }
  file.corrections.filter(isDecision).forEach(function (one) {
    if (isText(one.pointer) && isText(one.old) && isText(one.new)) { putCorrection(one.regions ? one : Object.assign({ regions: [] }, one)); }
  });
  file.remarks.filter(isDecision).forEach(function (one) {
    if (one.verdict === "accepted" || one.verdict === "noted") { putRemark(one); }
  });
  if (isDecision(file.sign_off)) { decided.sign_off = file.sign_off; }
  return "";
}

function keyOf(pointer, finding) {
  return JSON.stringify([pointer || null, finding ? [finding.code, finding.page, finding.item] : null]);
}
// Of two decisions about one thing the later one counts.
function isLater(one, before) { return !before || !(Date.parse(one.when) < Date.parse(before.when)); }
function putCorrection(one) {
  var before = correctionOf(one.pointer);
  if (!isLater(one, before)) { return; }
  // One that follows another still stands for what the document says.
  if (before && one.old === before.new) { one = Object.assign({}, one, { old: before.old }); }
  decided.corrections = decided.corrections.filter(function (o) { return o.pointer !== one.pointer; }).concat([one]);
}
function putRemark(one) {
  var key = keyOf(one.pointer, one.finding);
  if (!isLater(one, remarkOf(one.pointer, one.finding))) { return; }
  decided.remarks = decided.remarks.filter(function (o) { return keyOf(o.pointer, o.finding) !== key; }).concat([one]);
}
function correctionOf(pointer) { return decided.corrections.find(function (one) { return one.pointer === pointer; }); }
function remarkOf(pointer, finding) {
  var key = keyOf(pointer, finding);
  return decided.remarks.find(function (one) { return keyOf(one.pointer, one.finding) === key; });
}

// After every change: the browser's memory, and the file where one is served.
// A sign-off is for what stood there when it was given: what is decided later takes it away.
function changed(keepSignOff) {
  if (!keepSignOff) { decided.sign_off = null; }
  store(KEY, JSON.stringify(fileOf()));
  if (data.save) { send(); }
  refresh();
}

var sending = false, again = false, seen = "", MOST_TRIES = 3;
function send(tries) {
  if (sending) { again = true; return; }
  sending = true; saving = say("saving"); savingBad = false;
  fetch(data.save, { method: "PUT", headers: { "Content-Type": "application/json", "If-Match": seen }, body: JSON.stringify(fileOf()) })
    .then(function (answer) {
      // Another tab has written: its decisions and these are put together.
      if (answer.status === 412 && (tries || 0) < MOST_TRIES) { return fetchSaved().then(function () { again = true; }); }
      return answer.text().then(function (text) {
        if (!answer.ok) { throw new Error(text || String(answer.status)); }
        seen = answer.headers.get("ETag"); saving = say("saved_to", text); store(UNSAVED, "no");
      });
    })
    .catch(function (error) { store(UNSAVED, "yes"); saving = say("save_failed", error.message); savingBad = true; again = false; })
    .then(function () { sending = false; if (again) { again = false; send((tries || 0) + 1); } else { refresh(); } });
}

function fetchSaved() {
  return fetch(data.save).then(function (answer) { seen = answer.headers.get("ETag") || ""; return answer.json(); }).then(function (file) { if (file) { take(file); } });
}

// What is on the disk counts, unless this browser has something that never got there.
function load() {
  var mine = null;
  try { mine = JSON.parse(stored(KEY) || "null"); } catch (e) { mine = null; }
  if (data.saved) { take(data.saved); }
  if (!data.save) { if (mine) { take(mine); } return; }
  fetchSaved().then(function () {
    if (mine && stored(UNSAVED) === "yes") { take(mine); send(); }
    refresh();
  }, function (error) { saving = say("save_failed", error.message); savingBad = true; refresh(); });
}

function download() {
  var blob = new Blob([JSON.stringify(fileOf(), null, 2) + "\n"], { type: "application/json" });
  var link = make("a");
  link.href = URL.createObjectURL(blob);
  link.download = data.save_as;
  document.body.appendChild(link); link.click(); document.body.removeChild(link);
  setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
}
