// The public's page, in the JavaScript that WebViews of 2014 run: one file, no library, nothing kept but while it is open.
(function () {
  "use strict";
  var WORDS = {
    zh: {
      title: "请您评价", words: "想说的话（可不填）", more: "再答几题（可不答）", send: "提交", choose: "请先选一项",
      sending: "正在提交…", kept: "没有网络，您的评价还在，正在自动重试。请先不要关闭本页。", thanks: "谢谢您的评价",
      seen: "我们收到了，不记姓名。", boxed: "会有人回复您。用这个码再打开本页，就能看到回复。", answer: "看回复",
      again: "这个码已经评价过，只计一次。", scan: "请扫标签上的二维码来打开本页。", box: "医院的回复", you: "您",
      hospital: "医院", none: "还没有回复。", due: "最晚回复日：", add: "补充（不用留姓名）", put: "发送",
      closed: "已办结。", yes: "认定：属实", partly: "认定：部分属实", no: "认定：不属实", complain: "提意见或投诉",
      what: "发生了什么？", contact: "联系方式（可不填）", key: "请截屏或收藏，凭下面的地址看回复：", back: "返回评价",
      retry: "再试一次", slip: "想看回复？请现在用您的手机扫这个码，或拍下来。", slips: "不记姓名，本机不保存；1 分钟后自动消失。", done: "好了",
      keptk: "本机没有网络，您的评价还没有送出，正在自动重试。也可以告诉工作人员。", waitk: "本机没有网络，还有未送出的评价：", on: "正在送出…",
      low: "写下原因，医院就会回复。", lowk: "写下原因，医院就会回复；提交后会给您一个码，用自己的手机看回复。", leave: "还没有送到。",
      si: "是", fou: "否", fail: "暂时打不开，正在重试…", anonymous: "不记姓名 · 15 秒", taken: "您的意见已收到", tongue: "English"
    },
    en: {
      title: "Please rate us", words: "Anything to say (optional)", more: "A few more questions (optional)", send: "Send",
      choose: "Choose one first", sending: "Sending…",
      kept: "No network. Your rating is kept and sent again by itself. Please leave this page open.",
      thanks: "Thank you", seen: "We have it, without your name.",
      boxed: "Somebody will answer. Open this page by the same code to read it.", answer: "Read the answer",
      again: "This code has been used. It counts once.", scan: "Please scan the QR code on your label to open this page.",
      box: "What the hospital says", you: "You", hospital: "The hospital", none: "No answer yet.", due: "Answered by: ",
      add: "Add something (no name needed)", put: "Send", closed: "This is closed.", yes: "Found: it was so",
      partly: "Found: partly so", no: "Found: it was not so", complain: "Complain or suggest", what: "What happened?",
      contact: "How to reach you (optional)", key: "Keep this address: the answer stands behind it:", back: "Back to rating",
      retry: "Try again", slip: "To read the answer, scan this with your own phone now, or take a picture.",
      slips: "No name. Nothing is kept here; it disappears in a minute.", done: "Done",
      keptk: "No network here. Your rating is not sent yet; it is tried again by itself. You may also tell the staff.", waitk: "No network here. Ratings not sent yet: ", on: "Sending…",
      low: "Say why, and somebody will answer.", lowk: "Say why, and somebody will answer: once it is sent you are given a code to read the answer on your own phone.",
      leave: "Not sent yet.",
      si: "Yes", fou: "No", fail: "Can't open it now, trying again…", anonymous: "No name · 15 seconds",
      taken: "We have what you said", tongue: "中文"
    }
  };
  var data = JSON.parse(document.getElementById("data").textContent);
  var main = document.getElementById("main");
  var code = location.hash.slice(1);
  var kiosk = data.mode === "kiosk";
  var tongue = kiosk || /^zh/i.test(navigator.language || "zh") ? "zh" : "en";
  var answers = {}, typed = "", what = "", reach = "", opened = false, own = "", shown = form, waiting = [], idle = 0, seen = null;

  function say(name) { return WORDS[tongue][name]; }
  function pick(pair) { return (tongue === "en" && pair[1]) || pair[0]; }
  function node(name, props, children) {
    var made = document.createElement(name), key;
    for (key in props || {}) {
      if (key in made && key !== "list") made[key] = props[key];
      else made.setAttribute(key, props[key]);
    }
    (children || []).forEach(function (child) {
      if (child) made.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    });
    return made;
  }
  function face(mood) {
    var space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg");
    function part(name, attributes) {
      var made = document.createElementNS(space, name), key;
      for (key in attributes) made.setAttribute(key, attributes[key]);
      svg.appendChild(made);
    }
    svg.setAttribute("viewBox", "0 0 48 48");
    svg.setAttribute("aria-hidden", "true");
    part("circle", { cx: 24, cy: 24, r: 22, fill: mood === null ? "#d6dcd9" : mood < 0 ? "#f6c9b0" : mood > 0 ? "#ffdf7e" : "#f3e9c6", stroke: "#51605a" });
    part("circle", { cx: 16, cy: 20, r: 3, fill: "#24312b" });
    part("circle", { cx: 32, cy: 20, r: 3, fill: "#24312b" });
    part("path", { d: "M14 32Q24 " + (32 + 11 * (mood || 0)) + " 34 32", fill: "none", stroke: "#24312b", "stroke-width": 3, "stroke-linecap": "round" });
    return svg;
  }
  function draw() { touch(); main.innerHTML = ""; document.documentElement.lang = tongue === "zh" ? "zh-CN" : "en"; document.title = say("title"); shown(); }
  function show(screen) { shown = screen; draw(); scrollTo(0, 0); var head = main.querySelector("h1"); if (head) { head.tabIndex = -1; head.focus(); } }
  function put() { for (var at = 0; at < arguments.length; at++) if (arguments[at]) main.appendChild(arguments[at]); }
  function head(title, soft) {
    return node("header", {}, [
      node("div", {}, [node("h1", {}, [title]), node("p", { className: "soft" }, [soft || data.unit || ""])]),
      node("button", { className: "tongue", type: "button", lang: tongue === "zh" ? "en" : "zh-CN", onclick: function () { tongue = tongue === "zh" ? "en" : "zh"; draw(); } }, [say("tongue")])
    ]);
  }
  function dock(button, note) { return node("div", { className: "dock" }, [node("div", {}, [note && node("p", { className: "note", role: "status" }, [note]), button])]); }

  function options(item) {
    var list = [], value;
    if (item.type === "yes_no") return [[true, WORDS.zh.si, WORDS.en.si], [false, WORDS.zh.fou, WORDS.en.fou]];
    if (item.type === "choice") return item.options;
    for (value = item.low; value <= item.high; value++) list.push([value, String(value), String(value)]);
    return list;
  }
  function question(item, big) {
    var labels = [], set = node("fieldset", {}, [node("legend", {}, [pick(item.label)])]);
    options(item).forEach(function (option) {
      var input = node("input", { type: "radio", name: item.id, checked: answers[item.id] === option[0] });
      var label = node("label", { className: big ? "big" : "small" }, [input, big && option.length > 3 ? face(option[3]) : null, node("span", {}, [pick([option[1], option[2]])])]);
      function paint() { labels.forEach(function (pair) { pair[0].className = (big ? "big" : "small") + (pair[1].checked ? " on" : "") + (document.activeElement === pair[1] ? " focus" : ""); }); }
      input.onchange = function () { answers[item.id] = option[0]; touch(); paint(); var low = document.getElementById("low"); if (low) low.hidden = !isLow(); var go = document.getElementById("go"); if (go && data.measure in answers) go.disabled = false; };
      input.onfocus = input.onblur = paint;
      labels.push([label, input]);
      set.appendChild(label);
    });
    labels.forEach(function (pair) { if (pair[1].checked) pair[0].className += " on"; });
    return set;
  }
  // Whether what is chosen opens a case: the faces are sad from there on.
  function isLow() {
    return data.items.some(function (item) {
      return item.id === data.measure && item.type === "choice" && item.options.some(function (each) { return each[0] === answers[item.id] && each[3] < 0; });
    });
  }
  function form() {
    if (!code || !data.items) { put(head(say("title")), node("p", {}, [say("scan")])); return; }
    var rest = data.items.filter(function (item) { return item.id !== data.measure; });
    var first = data.items.filter(function (item) { return item.id === data.measure; })[0];
    var unsent = waits("rate");
    put(head(data.unit, data.hospital + " · " + say("anonymous")), question(first, true));
    if (rest.length && opened) rest.forEach(function (item) { put(question(item, false)); });
    if (rest.length && !opened) put(node("p", {}, [node("button", { type: "button", onclick: function () { opened = true; draw(); } }, [say("more")])]));
    put(node("h2", {}, [node("label", { htmlFor: "words" }, [say("words")])]),
      node("p", { id: "low", className: "soft", hidden: !isLow() }, [say(kiosk ? "lowk" : "low")]),
      node("textarea", { id: "words", maxLength: 500, autocomplete: "off", value: typed, oninput: function () { typed = this.value; if (unsent) unsent[1].words = typed; touch(); } }));
    if (data.mode === "open") put(node("p", {}, [node("button", { type: "button", onclick: function () { show(complaint); } }, [say("complain")])]));
    if (unsent && kiosk && failed) put(node("p", { id: "waits", className: "note" }, [say("waitk") + waiting.length]));
    if (unsent && !kiosk) { put(dock(node("button", { id: "go", className: "main", type: "button", onclick: flush }, [say("retry")]), say("kept"))); return; }
    put(dock(node("button", { id: "go", className: "main", type: "button", disabled: !(data.measure in answers), onclick: send }, [say("send")])));
  }
  function send() {
    if (!(data.measure in answers)) return;
    var rating = { code: code, answers: answers, words: typed, batch: location.pathname.split("/")[2] };
    if (data.mode !== "rate") { own = draw128(); rating.code = own; rating.via = code; }
    if (kiosk) {
      show(thanks);
      ask("rate", rating, function (told) { if (own === rating.code && shown === thanks) { seen = told; draw(); } });
      return;
    }
    show(sending);
    // Used by this very page a moment ago, whose answer was lost, is no second time.
    ask("rate", rating, function (told, tries) { remember(rating.code); if (told.box) keep(rating.code); seen = told; show(told.again && tries < 2 ? mailbox : thanks); });
  }
  function sending() { put(head(say("sending")), node("p", { role: "status", id: "note" }, [""])); }
  function thanks() {
    if (kiosk && seen && seen.slip) { slip(seen.slip); return; }
    var sent = kiosk && !seen ? say(failed ? "keptk" : "on") : say("seen");
    put(node("div", { className: "done" }, [face(1), node("h1", {}, [say("thanks")]), node("p", { id: "note", role: "status" }, [sent]), !kiosk && seen && seen.box ? node("p", {}, [say("boxed")]) : null]));
    if (!kiosk && seen && seen.box) put(dock(node("button", { className: "main", type: "button", onclick: function () { show(mailbox); } }, [say("answer")])));
    if (kiosk) { clearTimeout(idle); idle = setTimeout(reset, 1000 * data.thanks_s); }
  }
  function slip(told) {
    var space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg"), path = document.createElementNS(space, "path");
    svg.setAttribute("viewBox", "-4 -4 " + (told.size + 8) + " " + (told.size + 8));
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", say("slip"));
    svg.setAttribute("class", "qr");
    path.setAttribute("d", told.path);
    svg.appendChild(path);
    put(node("div", { className: "done" }, [node("h1", {}, [say("thanks")]), node("p", {}, [say("slip")]), svg, node("p", { className: "key" }, [told.address]), node("p", { className: "soft" }, [say("slips")])]),
      dock(node("button", { className: "main", type: "button", onclick: reset }, [say("done")])));
    touch();
  }
  function complaint() {
    var unsent = waits("complaints");
    var text = node("textarea", { id: "what", maxLength: 1000, autocomplete: "off", value: what, oninput: function () { what = this.value; if (unsent) unsent[1].text = what; go.disabled = !what.trim(); } });
    var contact = node("input", { id: "contact", type: "text", maxLength: 100, autocomplete: "off", value: reach, oninput: function () { reach = this.value; if (unsent) unsent[1].contact = reach; } });
    var go = node("button", { className: "main", type: "button", disabled: !what.trim(), onclick: function () {
      if (unsent) { flush(); return; }
      own = own || draw128();
      var said = { code: own, via: code, text: what, contact: reach };
      show(sending);
      ask("complaints", said, function (box) { remember(own); keep(own); seen = { fresh: true }; letters = box; what = reach = ""; show(lines); });
    } }, [say(unsent ? "retry" : "put")]);
    put(head(say("complain")), node("h2", {}, [node("label", { htmlFor: "what" }, [say("what")])]), text,
      node("h2", {}, [node("label", { htmlFor: "contact" }, [say("contact")])]), contact,
      node("p", {}, [node("button", { type: "button", onclick: function () { show(form); } }, [say("back")])]), dock(go, unsent ? say("kept") : ""));
  }

  var letters = null, asked = "", refusal = "";
  function mailbox() { put(head(say("box")), node("p", { role: "status", id: "note" }, ["…"])); ask("box", { code: code }, function (box) { letters = box; if (box.kind === "none" && !seen && data.items) show(form); else show(lines); }); }
  function lines() {
    var extra = node("textarea", { id: "add", maxLength: 1000, autocomplete: "off", value: asked, oninput: function () { asked = this.value; more.disabled = !asked.trim(); } });
    var more = node("button", { className: "main", type: "button", disabled: !asked.trim(), onclick: function () {
      more.disabled = true;
      refusal = "";
      ask("box/lines", { code: code, text: asked, n: letters.next }, function (box) { asked = ""; letters = box; show(lines); });
    } }, [say("put")]);
    put(head(say(seen && seen.fresh ? "taken" : "box")));
    if (seen && seen.again) put(node("p", { className: "note" }, [say("again")]));
    if (letters.kind === "none") { put(node("p", {}, [say("seen")])); return; }
    if (letters.finding) put(node("h2", {}, [say(letters.finding)]));
    letters.lines.forEach(function (line) {
      put(node("div", { className: "line " + line.by }, [node("span", { className: "soft" }, [say(line.by) + " · " + line.on + "\n"]), line.text]));
    });
    if (!letters.lines.some(function (line) { return line.by === "hospital"; })) put(node("p", {}, [say("none")]), letters.due_on ? node("p", { className: "soft" }, [say("due") + letters.due_on]) : null);
    put(node("p", { className: "soft" }, [say("key")]), node("p", { className: "key" }, [location.origin + "/r#" + code]));
    if (letters.closed) put(node("p", {}, [say("closed")]));
    else put(node("h2", {}, [node("label", { htmlFor: "add" }, [say("add")])]), extra, dock(more, refusal));
  }

  function draw128() {
    var bytes = new Uint8Array(16), text = "", at;
    (window.crypto || window.msCrypto).getRandomValues(bytes);
    for (at = 0; at < 16; at++) text += String.fromCharCode(bytes[at]);
    return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  // From now on the address is the key to the box, so that it can be kept or sent to oneself.
  function keep(key) { if (data.mode !== "open" && data.mode !== "rate") return; code = key; data.mode = "box"; try { history.replaceState(null, "", "/r#" + key); } catch (_) {} }
  function remember(key) { try { localStorage.setItem("r" + key.slice(0, 8), "1"); } catch (_) {} }
  function known() { try { return localStorage.getItem("r" + code.slice(0, 8)); } catch (_) { return null; } }

  // Sends until it is heard: without a network what was said stays, and goes out by itself while the page is open.
  function ask(what, body, heard) { waiting.push([what, body, heard, 0]); flush(); }
  function waits(what) { return waiting.filter(function (one) { return one[0] === what; })[0]; }
  var busy = false, failed = false, later = 0;
  function flush() {
    clearTimeout(later);
    if (busy || !waiting.length) return;
    busy = true;
    var one = waiting[0], call = new XMLHttpRequest(), from = { rate: form, complaints: complaint }[one[0]];
    one[3] += 1;
    call.open("POST", "/api/public/" + one[0]);
    call.setRequestHeader("Content-Type", "application/json");
    call.setRequestHeader("X-Mingcha", "1");
    call.setRequestHeader("Accept-Language", tongue === "zh" ? "zh-CN" : "en");
    call.timeout = 20000;
    call.onloadend = function () {
      busy = false;
      failed = call.status < 200 || call.status >= 500;
      var told = null;
      try { told = JSON.parse(call.responseText); } catch (_) {}
      if (call.status >= 200 && call.status < 300 && told) { waiting.shift(); if (one[2]) one[2](told, one[3]); next(); return; }
      if (call.status >= 400 && call.status < 500 && call.status !== 408 && (call.status !== 429 || one[0] !== "rate")) {
        waiting.shift();
        if (one[0] === "box/lines") { refusal = told && told.detail || say("fail"); show(lines); }
        else if (!kiosk || shown === thanks) refused(told || {}, from);
        next();
        return;
      }
      // What was said stands on the screen again, and may be put otherwise until it is heard.
      if (from && shown === sending) show(from);
      else note(say(kiosk ? "keptk" : one[0] === "box" ? "fail" : "kept"));
      later = setTimeout(flush, 3000);
    };
    call.send(JSON.stringify(one[1]));
  }
  // What a kiosk kept while it had no network goes out as slowly as people come, or it would look like one finger's.
  function next() {
    var waits = document.getElementById("waits");
    if (waits) waits.textContent = waiting.length ? say("waitk") + waiting.length : "";
    if (kiosk && waiting.length) later = setTimeout(flush, 1000 * data.pace_s); else flush();
  }
  window.addEventListener("online", flush);
  function note(text) { var at = document.getElementById("note"); if (at) { at.textContent = text; at.className = "note"; } }
  window.addEventListener("beforeunload", function (event) { if (!kiosk && (waits("rate") || waits("complaints"))) { event.preventDefault(); event.returnValue = say("leave"); } });
  function refused(told, from) { shown = function () { put(head(told.title || say("fail")), node("p", { role: "alert" }, [told.detail || ""]), data.items ? node("p", {}, [node("button", { type: "button", onclick: function () { show(from || form); } }, [say("back")])]) : null); }; draw(); }

  // A kiosk: whoever comes next finds nothing of whoever was before, and no way to it.
  function touch() { if (!kiosk) return; clearTimeout(idle); idle = setTimeout(reset, 1000 * (shown === thanks && seen && seen.slip ? data.slip_s : data.idle_s)); }
  function reset() { answers = {}; typed = what = reach = ""; opened = false; own = ""; seen = null; tongue = "zh"; if (kiosk) { shown = form; draw(); scrollTo(0, 0); } }
  if (kiosk) {
    history.pushState(null, "");
    window.addEventListener("popstate", function () { history.pushState(null, ""); reset(); });
    window.addEventListener("pageshow", reset);
    document.addEventListener("contextmenu", function (event) { event.preventDefault(); });
    ["touchstart", "keydown", "scroll"].forEach(function (name) { document.addEventListener(name, touch); });
  }
  window.addEventListener("hashchange", function () { if (location.hash.slice(1) !== code) location.reload(); });
  if (data.mode === "box" || (code && known())) shown = code ? mailbox : form;
  draw();
})();
