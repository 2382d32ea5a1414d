// The public board: read again every five minutes, so a wall may leave it open for a year.
(function () {
  "use strict";
  var WORDS = {
    zh: { title: "公示栏", pledges: "公开承诺", standards: "服务标准", duties: "科室与负责人", bulletins: "公示与通报", channels: "您可以这样反映",
      due: "兑现期限 ", until: "异议期至 ", how: "提出方式：", none: "目前没有公示的内容。", offline: "暂时连不上，显示的是 ", of: " 的内容", choose: "请选择机构", all: "换一家机构", tongue: "English" },
    en: { title: "Public board", pledges: "Pledges", standards: "Standards of service", duties: "Who answers for what", bulletins: "Notices", channels: "How to be heard",
      due: "to be kept by ", until: "objections until ", how: "How: ", none: "Nothing is shown at present.", offline: "No connection; this is from ", of: "", choose: "Choose an institution", all: "Another institution", tongue: "中文" }
  };
  var data = JSON.parse(document.getElementById("data").textContent);
  var main = document.getElementById("main");
  var tongue = /^zh/i.test(navigator.language || "zh") ? "zh" : "en";
  var board = null, lost = false, later = 0;
  function say(name) { return WORDS[tongue][name]; }
  function node(name, props, children) {
    var made = document.createElement(name), key;
    for (key in props || {}) made[key] = props[key];
    (children || []).forEach(function (child) { if (child) made.appendChild(typeof child === "string" ? document.createTextNode(child) : child); });
    return made;
  }
  function list(items, line) { return node("ul", {}, items.map(function (item) { return node("li", {}, line(item)); })); }
  function section(name, items, line) { return items.length ? node("section", {}, [node("h2", {}, [say(name)]), list(items, line)]) : null; }
  function head(title, soft) {
    return node("header", {}, [node("h1", {}, [title]), node("p", { className: "soft" }, [soft,
      node("button", { type: "button", lang: tongue === "zh" ? "en" : "zh-CN", onclick: function () { tongue = tongue === "zh" ? "en" : "zh"; draw(); } }, [say("tongue")])])]);
  }
  function draw() {
    document.documentElement.lang = tongue === "zh" ? "zh-CN" : "en";
    document.title = say("title");
    main.innerHTML = "";
    if (!wanted()) {
      main.appendChild(head(say("title"), ""));
      main.appendChild(node("section", {}, [node("h2", {}, [say("choose")]), list(data.institutions, function (each) { return [node("a", { href: "#" + each[0] }, [each[1]])]; })]));
      return;
    }
    if (!board) { main.appendChild(node("p", {}, ["…"])); return; }
    main.appendChild(head(board.name + " · " + say("title"), lost ? say("offline") + board.today + say("of") : board.today));
    var grid = node("div", { className: "grid" }, [
      section("bulletins", board.bulletins, function (each) {
        return [node("h3", {}, [each.title]), node("p", { className: "soft" }, [each.number + " · " + each.on]), node("p", {}, [each.text]),
          each.until ? node("p", {}, [node("span", { className: "until" }, [say("until") + each.until])]) : null,
          each.until && each.how ? node("p", { className: "soft" }, [say("how") + each.how]) : null];
      }),
      section("pledges", board.pledges, function (each) { return [node("p", {}, [each.text]), node("p", { className: "soft" }, [each.who + (each.due_on ? " · " + say("due") + each.due_on : "")])]; }),
      section("standards", board.standards, function (each) { return [node("h3", {}, [each.title]), node("p", {}, [each.items.join("、")])]; }),
      section("duties", board.duties, function (each) { return [node("p", {}, [each.unit + " · " + each.heads.join("、")])]; }),
      section("channels", board.channels, function (each) { return [node("p", {}, [each])]; })
    ]);
    main.appendChild(grid.firstChild ? grid : node("p", {}, [say("none")]));
    if (data.institutions.length > 1) main.appendChild(node("p", {}, [node("a", { href: "#" }, [say("all")])]));
  }
  function wanted() { return location.hash.slice(1) || (data.institutions.length === 1 ? data.institutions[0][0] : ""); }
  function read() {
    clearTimeout(later);
    if (!wanted()) { draw(); return; }
    var call = new XMLHttpRequest();
    call.open("GET", "/api/public/board/" + wanted());
    call.timeout = 20000;
    call.onloadend = function () {
      lost = call.status !== 200;
      if (!lost) board = JSON.parse(call.responseText);
      draw();
      later = setTimeout(read, lost && !board ? 5000 : 300000);
    };
    call.send();
  }
  window.addEventListener("hashchange", function () { board = null; read(); });
  window.addEventListener("online", read);
  draw();
  read();
})();
