// The public board: read again every minute, so a wall may leave it open for a year. A phone scrolls; a wall, which nobody
// can scroll, turns whole pages: what doesn't fit goes on overleaf, with its heading and the end of its period again.
(function () {
  "use strict";
  var WORDS = {
    zh: { title: "公示栏", pledges: "公开承诺", standards: "服务标准", duties: "科室与负责人", bulletins: "公示与通报", channels: "您可以这样反映",
      due: "兑现期限 ", until: "异议期至 ", over: "异议期已于 ", overs: " 结束", how: "提出方式：", none: "目前没有公示的内容。", corrected: "已由 ", correcteds: " 更正",
      offline: "暂时连不上，显示的是 ", of: " 的内容", waiting: "暂时连不上，正在重试…", choose: "请选择机构", all: "换一家机构", tongue: "English",
      back: "上一页", on: "下一页", stop: "停住", go: "继续翻页", more: "（续）", page: "第 ", pages: " 页，共 ", paged: " 页" },
    en: { title: "Public board", pledges: "Pledges", standards: "Standards of service", duties: "Who answers for what", bulletins: "Notices", channels: "How to be heard",
      due: "to be kept by ", until: "objections until ", over: "objections ended on ", overs: "", how: "How: ", none: "Nothing is shown at present.", corrected: "corrected by ", correcteds: "",
      offline: "No connection; this is from ", of: "", waiting: "No connection, trying again…", choose: "Choose an institution", all: "Another institution", tongue: "中文",
      back: "Back", on: "Next", stop: "Stop", go: "Turn pages", more: " (continued)", page: "Page ", pages: " of ", paged: "" }
  };
  var LEAST_S = 12, MOST_S = 40, LETTERS_A_SECOND = 12, READ_MS = 60000, LOST_MS = 5000;
  var WALL = "(min-width:1600px) and (min-height:800px)";
  var data = JSON.parse(document.getElementById("data").textContent);
  var main = document.getElementById("main");
  var tongue = /^zh/i.test(navigator.language || "zh") ? "zh" : "en";
  var board = null, text = "", lost = false, later = 0, pages = [], at = 0, stopped = false, turning = 0, fitting = 0;
  function say(name) { return WORDS[tongue][name]; }
  function node(name, props, children) {
    var made = document.createElement(name), key;
    for (key in props || {}) made[key] = props[key];
    (children || []).forEach(function (child) { if (child) made.appendChild(typeof child === "string" ? document.createTextNode(child) : child); });
    return made;
  }
  function soft(words) { return words ? node("p", { className: "soft" }, [words]) : null; }
  function isWall() { return window.matchMedia && window.matchMedia(WALL).matches; }

  // What stands in a section, each as a title, its text, which may be parted, and what must stay with the title.
  function sections() {
    return [
      ["bulletins", board.bulletins.map(function (each) {
        return { title: each.title, text: each.text, under: each.number + " · " + each.on, until: each.until,
          how: each.until >= board.today ? each.how : "", corrected: each.corrected };
      })],
      ["pledges", board.pledges.map(function (each) { return { text: each.text, after: each.who + (each.due_on ? " · " + say("due") + each.due_on : "") }; })],
      ["standards", board.standards.map(function (each) { return { title: each.title, text: each.items.join("、") }; })],
      ["duties", board.duties.map(function (each) { return { text: each.unit + " · " + each.heads.join("、") }; })],
      ["channels", board.channels.map(function (each) { return { text: each }; })]
    ].filter(function (pair) { return pair[1].length; });
  }
  function entry(item, words, goesOn, isRest) {
    var open = item.until >= board.today;
    return node("li", {}, [
      item.title ? node("h3", {}, [item.title + (isRest ? say("more") : "")]) : null,
      soft(item.under),
      item.corrected ? node("p", {}, [node("span", { className: "until" }, [say("corrected") + item.corrected + say("correcteds")])]) : null,
      item.until && open ? node("p", {}, [node("span", { className: "until" }, [say("until") + item.until])]) : null,
      item.until && !open ? soft(say("over") + item.until + say("overs")) : null,
      item.how ? soft(say("how") + item.how) : null,
      words ? node("p", {}, [words + (goesOn ? "…" : "")]) : null,
      goesOn ? null : soft(item.after)
    ]);
  }
  function head(title, words, more) {
    return node("header", {}, [node("h1", {}, [title]), node("p", { className: "soft" }, [words,
      node("button", { type: "button", lang: tongue === "zh" ? "en" : "zh-CN", onclick: function () { tongue = tongue === "zh" ? "en" : "zh"; draw(); } }, [say("tongue")])]), more]);
  }
  function draw() {
    var wall = isWall();
    document.documentElement.lang = tongue === "zh" ? "zh-CN" : "en";
    document.title = say("title");
    document.body.className = wall && wanted() && board ? "wall" : "";
    main.innerHTML = "";
    clearTimeout(turning);
    if (!wanted()) {
      main.appendChild(head(say("title"), ""));
      main.appendChild(node("section", {}, [node("h2", {}, [say("choose")]), node("ul", {}, data.institutions.map(function (each) { return node("li", {}, [node("a", { href: "#" + each[0] }, [each[1]])]); }))]));
      return;
    }
    if (!board) { main.appendChild(node("p", { className: "note" }, [lost ? say("waiting") : "…"])); return; }
    var place = wall ? node("nav", { id: "place" }) : null, other = data.institutions.length > 1 ? node("a", { href: "#" }, [say("all")]) : null;
    main.appendChild(head(board.name + " · " + say("title"), lost ? say("offline") + board.today + say("of") : board.today, place));
    var all = sections();
    if (!all.length) main.appendChild(node("p", {}, [say("none")]));
    else if (wall) fit(all, place);
    else main.appendChild(node("div", { className: "grid" }, all.map(function (pair) {
      return node("section", {}, [node("h2", {}, [say(pair[0])]), node("ul", {}, pair[1].map(function (item) { return entry(item, item.text); }))]);
    })));
    if (!wall && other) main.appendChild(node("p", {}, [other]));
  }

  // Pages of two columns. An entry that doesn't fit goes to the next column; one that fits no column is parted in its text.
  function fit(all, place) {
    var columns = [], column = null;
    pages = [];
    function next() {
      if (!columns.length) {
        columns = [node("div", { className: "column" }), node("div", { className: "column" })];
        pages.push(node("div", { className: "page" }, columns));
        pages.forEach(function (page) { page.hidden = page !== pages[pages.length - 1]; });
        main.appendChild(pages[pages.length - 1]);
      }
      column = columns.shift();
    }
    function tooFull() { return column.scrollHeight > column.clientHeight + 1; }
    function put(name, li) {
      var last = column.lastChild, list;
      if (!last || last.kind !== name) {
        list = node("ul");
        last = column.appendChild(node("section", {}, [node("h2", {}, [say(name) + (pages.seen === name ? say("more") : "")]), list]));
        last.kind = name;
      }
      last.lastChild.appendChild(li);
      if (!tooFull()) { pages.seen = name; return true; }
      last.lastChild.removeChild(li);
      if (!last.lastChild.firstChild) column.removeChild(last);
      return false;
    }
    function part(name, item, words, isRest) {
      var low = 0, high = words.length, half, cut;
      if (column.full) next();
      if (put(name, entry(item, words, false, isRest))) return;
      if (column.firstChild) { next(); part(name, item, words, isRest); return; }
      while (low < high) {
        half = (low + high + 1) >> 1;
        if (put(name, entry(item, words.slice(0, half), true, isRest))) { column.innerHTML = ""; low = half; } else high = half - 1;
      }
      cut = Math.max(words.lastIndexOf("。", low - 1), words.lastIndexOf("\n", low - 1), words.lastIndexOf("；", low - 1)) + 1;
      if (cut < low / 2) cut = low;
      if (!cut) { column.className += " tight"; put(name, entry(item, words, false, isRest)); column.full = true; return; }
      put(name, entry(item, words.slice(0, cut), true, isRest));
      next();
      part(name, item, words.slice(cut), true);
    }
    next();
    all.forEach(function (pair) { pair[1].forEach(function (item) { part(pair[0], item, item.text, false); }); });
    at = Math.min(at, pages.length - 1);
    if (pages.length > 1) {
      [["back", -1], ["stop", 0], ["on", 1]].forEach(function (way) {
        place.appendChild(node("button", { type: "button", id: way[0], onclick: function () { if (way[1]) turn(way[1]); else stop(); } }));
      });
      place.insertBefore(node("span", { id: "count" }), place.lastChild);
    }
    show();
  }
  function show() {
    clearTimeout(turning);
    pages.forEach(function (page, number) { page.hidden = number !== at; });
    if (pages.length < 2) return;
    var letters = pages[at].textContent.length;
    document.getElementById("count").textContent = say("page") + (at + 1) + say("pages") + pages.length + say("paged");
    document.getElementById("back").textContent = say("back");
    document.getElementById("on").textContent = say("on");
    document.getElementById("stop").textContent = say(stopped ? "go" : "stop");
    if (!stopped) turning = setTimeout(function () { turn(1); }, 1000 * Math.max(LEAST_S, Math.min(MOST_S, letters / LETTERS_A_SECOND)));
  }
  function turn(by) { at = (at + by + pages.length) % pages.length; show(); }
  function stop() { stopped = !stopped; show(); }
  document.addEventListener("keydown", function (event) {
    if (pages.length < 2 || !document.getElementById("count") || event.altKey || event.ctrlKey || event.metaKey) return;
    var onButton = document.activeElement && document.activeElement.nodeName === "BUTTON";
    if (event.key === "ArrowRight" || event.key === "PageDown" || event.key === "ArrowDown") turn(1);
    else if (event.key === "ArrowLeft" || event.key === "PageUp" || event.key === "ArrowUp") turn(-1);
    else if (event.key === "Home") turn(-at);
    else if (event.key === "End") turn(-at - 1);
    else if (event.key === " " && !onButton) stop();
    else return;
    event.preventDefault();
  });
  function wanted() { return location.hash.slice(1) || (data.institutions.length === 1 ? data.institutions[0][0] : ""); }
  function read() {
    clearTimeout(later);
    if (!wanted()) { draw(); return; }
    var call = new XMLHttpRequest();
    call.open("GET", "/api/public/board/" + wanted());
    call.timeout = 20000;
    call.onloadend = function () {
      var before = lost, told = call.status === 200 ? call.responseText : text;
      lost = call.status !== 200;
      if (call.status === 404) { location.hash = ""; board = null; text = ""; lost = false; draw(); return; }
      later = setTimeout(read, lost ? LOST_MS : READ_MS);
      if (told === text && before === lost && board) return;
      text = told;
      if (!lost) board = JSON.parse(told);
      draw();
    };
    call.send();
  }
  window.addEventListener("hashchange", function () { board = null; text = ""; pages = []; at = 0; draw(); read(); });
  window.addEventListener("online", read);
  window.addEventListener("resize", function () { clearTimeout(fitting); fitting = setTimeout(draw, 300); });
  draw();
  read();
})();
