// The public's page, in the JavaScript that WebViews of 2014 run: one file, no library, and nothing kept on the device
// but what was said and isn't sent yet.
(function () {
  "use strict";
  var WORDS = {
    zh: {
      title: "请您评价", words: "想说的话（可不填）", more: "再答几题（可不答）", send: "提交", choose: "请先选一项",
      sending: "正在提交…", kept: "没有网络，您的评价还在，已存在这部手机上，正在自动重试。关了本页，用这个码再打开就会送出。",
      loose: "没有网络，您的评价还在，正在自动重试。这部手机存不下它，请先不要关闭本页。", thanks: "谢谢您的评价",
      seen: "我们收到了，不记姓名。", boxed: "会有人回复您。用这个码再打开本页，就能看到回复。", answer: "看回复",
      other: "先前选的那一次已经送到，只计那一次；后来写的话也一并转给医院。", morning: "工作人员明早 8 点看到，只显示日期。", atonce: "已经转给工作人员。",
      now: "现在就要有人来处理：工作人员马上看到，可能会猜到是您。", later: "不选这一项：明早 8 点和当天别的评价一起转给工作人员，只显示日期。",
      over: "这个码的有效期已过，没有算作用过，也不再计入。请向护士要一个新的。", until: "有效期至 ",
      again: "这个码已经评价过，只计一次。", scan: "请扫标签上的二维码来打开本页。", unused: "这个码后面没有留言，也没有回复。要评价，请扫标签上的二维码。", box: "医院的回复", you: "您",
      hospital: "医院", none: "还没有回复。", due: "最晚回复日：", add: "补充（不用留姓名）", put: "发送",
      closed: "已办结。", yes: "认定：属实", partly: "认定：部分属实", no: "认定：不属实", complain: "提意见或投诉",
      what: "发生了什么？", contact: "联系方式（可不填）", key: "请截屏或收藏，凭下面的地址看回复：", back: "返回评价",
      retry: "再试一次", slip: "想看回复？请现在用您的手机扫这个码，或拍下来。", slips: "不记姓名，本机不保存；1 分钟后自动消失。", done: "好了",
      keptk: "本机没有网络，您的评价还没有送出。已存在本机，联网后自动送出一次，不会给别人看。",
      loosek: "本机没有网络，您的评价还没有送出，本机也存不下：关机就会丢失，请告诉工作人员。",
      waitk: "本机没有网络，还有未送出的评价：", savedk: "（已存在本机）", unsavedk: "（本机存不下，请不要关机）", goingk: "正在送出先前的评价，还剩：", on: "正在送出…",
      low: "写下原因，医院就会回复。", lowk: "写下原因，医院就会回复；提交后会给您一个码，用自己的手机看回复。", leave: "还没有送到。",
      wait: "没有网络，您写的还在，正在自动重试。请先不要关闭本页。",
      si: "是", fou: "否", fail: "暂时打不开，正在重试…", anonymous: "不记姓名 · 15 秒", taken: "您的意见已收到", tongue: "English"
    },
    en: {
      title: "Please rate us", words: "Anything to say (optional)", more: "A few more questions (optional)", send: "Send",
      choose: "Choose one first", sending: "Sending…",
      kept: "No network. Your rating is kept on this phone and tried again by itself. If you close this page, open it by the same code and it is sent.",
      loose: "No network. Your rating is tried again by itself, but this phone can't store it: please leave this page open.",
      thanks: "Thank you", seen: "We have it, without your name.",
      boxed: "Somebody will answer. Open this page by the same code to read it.", answer: "Read the answer",
      other: "What you chose before had arrived and is what counts; what you wrote since is passed on with it.", morning: "Staff see it at 8 tomorrow morning, with the day alone.", atonce: "It has been passed on to staff.",
      now: "Somebody should come now: staff see this at once and may guess that it is you.",
      later: "Without this, staff are given it at 8 tomorrow morning with the others of today, with the day alone.",
      over: "This code has expired. It wasn't used up and counts no more. Please ask the nurse for a new one.", until: "Good until ",
      again: "This code has been used. It counts once.", scan: "Please scan the QR code on your label to open this page.",
      unused: "Nothing was said behind this code, and there is no answer. To rate, scan the QR code on your label.",
      box: "What the hospital says", you: "You", hospital: "The hospital", none: "No answer yet.", due: "Answered by: ",
      add: "Add something (no name needed)", put: "Send", closed: "This is closed.", yes: "Found: it was so",
      partly: "Found: partly so", no: "Found: it was not so", complain: "Complain or suggest", what: "What happened?",
      contact: "How to reach you (optional)", key: "Keep this address: the answer stands behind it:", back: "Back to rating",
      retry: "Try again", slip: "To read the answer, scan this with your own phone now, or take a picture.",
      slips: "No name. Nothing is kept here; it disappears in a minute.", done: "Done",
      keptk: "No network here. Your rating is not sent yet. It is kept on this device, sent once when the network is back, and shown to nobody.",
      loosek: "No network here. Your rating is not sent yet, and this device can't store it: switched off, it is lost. Please tell the staff.",
      waitk: "No network here. Ratings not sent yet: ", savedk: " (kept on this device)", unsavedk: " (not stored: please don't switch this off)", goingk: "Sending earlier ratings, left: ", on: "Sending…",
      low: "Say why, and somebody will answer.", lowk: "Say why, and somebody will answer: once it is sent you are given a code to read the answer on your own phone.",
      leave: "Not sent yet.",
      wait: "No network. What you wrote is still here and tried again by itself. Please leave this page open.",
      si: "Yes", fou: "No", fail: "Can't open it now, trying again…", anonymous: "No name · 15 seconds",
      taken: "We have what you said", tongue: "中文"
    }
  };
  var data = JSON.parse(document.getElementById("data").textContent);
  var main = document.getElementById("main");
  var code = location.hash.slice(1), scanned = code;
  var kiosk = data.mode === "kiosk";
  var tongue = kiosk || /^zh/i.test(navigator.language || "zh") ? "zh" : "en";
  var answers = {}, typed = "", what = "", reach = "", opened = false, urgent = false, own = "", ownBox = "", shown = form, waiting = [], idle = 0, seen = null;

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
  function draw() { touch(); main.innerHTML = main.className = ""; document.documentElement.lang = tongue === "zh" ? "zh-CN" : "en"; document.title = say("title"); shown(); }
  function show(screen) { shown = screen; draw(); scrollTo(0, 0); var head = main.querySelector("h1"); if (head) { head.tabIndex = -1; head.focus(); } }
  function put() { for (var at = 0; at < arguments.length; at++) if (arguments[at]) main.appendChild(arguments[at]); }
  function head(title, soft) {
    return node("header", {}, [
      node("div", {}, [node("h1", {}, [title]), node("p", { className: "soft" }, [soft || data.unit || ""])]),
      node("button", { className: "tongue", type: "button", lang: tongue === "zh" ? "en" : "zh-CN", onclick: function () { tongue = tongue === "zh" ? "en" : "zh"; draw(); } }, [say("tongue")])
    ]);
  }
  function dock(button, note) { main.className = note === undefined ? "" : "noted"; return node("div", { className: "dock" }, [node("div", {}, [note !== undefined && node("p", { id: "note", className: "note", role: "status" }, [note]), button])]); }

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
      input.onchange = function () { answers[item.id] = option[0]; touch(); paint(); shift(); edited(mine("rate")); var go = document.getElementById("go"); if (go && data.measure in answers) go.disabled = false; };
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
  // What stands below the words only while there is something for staff to read.
  function shift() {
    var low = document.getElementById("low"), soon = document.getElementById("soon");
    if (low) low.hidden = !isLow();
    if (soon) soon.hidden = !speaks();
  }
  function speaks() { return !!typed.trim() || (data.mode === "rate" && isLow()); }
  function soon(unsent) {
    var tick = node("input", { type: "checkbox", id: "now", checked: urgent, onchange: function () { urgent = this.checked; if (unsent) { unsent.body.now = urgent; edited(unsent); } touch(); } });
    return node("div", { id: "soon", hidden: !speaks() }, [node("label", { className: "tick" }, [tick, node("span", {}, [say("now")])]), node("p", { className: "soft" }, [say("later")])]);
  }
  function form() {
    if (data.over) { put(head(say("title")), node("p", { role: "status" }, [say("over")]), node("p", { className: "soft" }, [say("until") + data.until])); return; }
    if (!code || !data.items) { put(head(say("title")), node("p", {}, [say("scan")])); return; }
    var rest = data.items.filter(function (item) { return item.id !== data.measure; });
    var first = data.items.filter(function (item) { return item.id === data.measure; })[0];
    var unsent = mine("rate");
    put(head(data.unit, data.hospital + " · " + say("anonymous")), question(first, true));
    if (rest.length && opened) rest.forEach(function (item) { put(question(item, false)); });
    if (rest.length && !opened) put(node("p", {}, [node("button", { type: "button", onclick: function () { opened = true; draw(); } }, [say("more")])]));
    put(node("h2", {}, [node("label", { htmlFor: "words" }, [say("words")])]),
      node("p", { id: "low", className: "soft", hidden: !isLow() }, [say(kiosk ? "lowk" : "low")]),
      node("textarea", { id: "words", maxLength: 500, autocomplete: "off", value: typed, oninput: function () { typed = this.value; if (unsent) { unsent.body.words = typed; edited(unsent); } shift(); touch(); } }),
      soon(unsent));
    if (data.mode === "open") put(node("p", {}, [node("button", { type: "button", onclick: function () { show(complaint); } }, [say("complain")])]));
    if (kiosk) put(node("p", { id: "waits", className: "note", hidden: !waiting.length }, [waits()]));
    if (unsent) { put(dock(node("button", { id: "go", className: "main", type: "button", onclick: flush }, [say("retry")]), kept(unsent))); return; }
    put(dock(node("button", { id: "go", className: "main", type: "button", disabled: !(data.measure in answers), onclick: send }, [say("send")])));
  }
  function send() {
    if (!(data.measure in answers)) return;
    var rating = { code: code, answers: answers, words: typed, batch: location.pathname.split("/")[2] };
    if (urgent) rating.now = true;
    if (data.mode !== "rate") { own = draw128(); rating.code = own; rating.via = code; }
    show(kiosk ? thanks : sending);
    ask("rate", rating, rated);
  }
  function rated(told, one) {
    if (kiosk) { if (isMine(one) && shown === thanks) { seen = told; draw(); } return; }
    if (!isMine(one)) return;
    remember(one.body.code);
    if (told.box) keep(one.body.code);
    seen = told;
    told.edited = one.edited;
    // Used by this very page a moment ago, whose answer was lost, is no second time.
    show(told.again && one.tries < 2 ? mailbox : thanks);
  }
  function sending() { put(head(say("sending")), node("p", { role: "status", id: "note" }, [""])); }
  function thanks() {
    if (kiosk && seen && seen.slip) { slip(seen.slip); return; }
    var one = mine("rate"), sent = kiosk && !seen ? (failed && one ? kept(one) : say("on")) : say("seen");
    put(node("div", { className: "done" }, [face(1), node("h1", {}, [say("thanks")]), node("p", { id: "note", role: "status" }, [sent]), seen && seen.again && seen.edited ? node("p", { className: "note" }, [say("other")]) : null, !kiosk && seen && seen.box ? node("p", {}, [say(urgent ? "atonce" : "morning")]) : null, !kiosk && seen && seen.box ? node("p", {}, [say("boxed")]) : null]));
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
    var unsent = mine("complaints");
    var text = node("textarea", { id: "what", maxLength: 1000, autocomplete: "off", value: what, oninput: function () { what = this.value; if (unsent) { unsent.body.text = what; edited(unsent); } go.disabled = !what.trim(); stash(); } });
    var contact = node("input", { id: "contact", type: "text", maxLength: 100, autocomplete: "off", value: reach, oninput: function () { reach = this.value; if (unsent) { unsent.body.contact = reach; edited(unsent); } stash(); } });
    var go = node("button", { className: "main", type: "button", disabled: !what.trim(), onclick: function () {
      if (unsent) { flush(); return; }
      ownBox = ownBox || draw128();
      show(sending);
      ask("complaints", { code: ownBox, via: code, text: what, contact: reach }, complained);
    } }, [say(unsent ? "retry" : "put")]);
    put(head(say("complain")), node("h2", {}, [node("label", { htmlFor: "what" }, [say("what")])]), text,
      node("h2", {}, [node("label", { htmlFor: "contact" }, [say("contact")])]), contact,
      node("p", {}, [node("button", { type: "button", onclick: function () { show(form); } }, [say("back")])]), dock(go, unsent ? kept(unsent) : ""));
  }
  function complained(box, one) {
    if (!isMine(one)) return;
    what = reach = "";
    stash();
    remember(one.body.code);
    keep(one.body.code);
    seen = { fresh: true };
    letters = box;
    show(lines);
  }

  var letters = null, asked = "", refusal = "";
  function mailbox() { put(head(say("box")), node("p", { role: "status", id: "note" }, ["…"])); ask("box", { code: code }, function (box) { letters = box; if (box.kind === "none" && !seen && (data.items || data.over)) show(form); else show(lines); }); }
  function lines() {
    var extra = node("textarea", { id: "add", maxLength: 1000, autocomplete: "off", value: asked, oninput: function () { asked = this.value; more.disabled = !asked.trim(); } });
    var more = node("button", { className: "main", type: "button", disabled: !asked.trim(), onclick: function () {
      more.disabled = true;
      refusal = "";
      ask("box/lines", { code: code, text: asked, n: letters.next }, function (box) { asked = ""; letters = box; show(lines); });
    } }, [say("put")]);
    put(head(say(seen && seen.fresh ? "taken" : "box")));
    if (seen && seen.again) put(node("p", { className: "note" }, [say("again")]));
    if (letters.kind === "none") { put(node("p", {}, [say(seen ? "seen" : "unused")])); return; }
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
  // A complaint that is being written outlives a reload and a killed page: for two hours, on a phone of one's own alone.
  function stash() {
    if (data.mode !== "open") return;
    try {
      if (what || reach) localStorage.setItem("w/" + scanned, JSON.stringify([what, reach, Date.now()]));
      else localStorage.removeItem("w/" + scanned);
    } catch (_) {}
  }
  function unstash() {
    if (data.mode !== "open" || what) return;
    try {
      var row = JSON.parse(localStorage.getItem("w/" + scanned));
      if (row && Date.now() - row[2] < 72e5) { what = row[0]; reach = row[1]; if (what && shown === form) shown = complaint; } else stash();
    } catch (_) {}
  }
  // From now on the address is the key to the box, so that it can be kept or sent to oneself.
  function keep(key) { code = key; data.mode = "box"; try { history.replaceState(null, "", "/r#" + key); } catch (_) {} }
  function remember(key) { try { localStorage.setItem("r" + key.slice(0, 8), "1"); } catch (_) {} }
  function known() { try { return localStorage.getItem("r" + code.slice(0, 8)); } catch (_) { return null; } }

  // What was said and isn't sent yet stands on this device, each under the code that names it, until the server has it:
  // a page that is closed and a kiosk that is switched off lose nothing, and what is sent twice counts once. A kiosk
  // shows nothing of it to whoever comes next.
  var SHELF = kiosk ? "k/" : "u/", KEPT = { rate: rated, complaints: complained }, FORMS = { rate: form, complaints: complaint }, asking = null;
  function shelve(one) {
    if (!KEPT[one.path]) return;
    try { localStorage.setItem(SHELF + one.body.code, JSON.stringify([one.path, one.body, one.at])); one.saved = true; } catch (_) { one.saved = false; }
  }
  function unshelve(one) { if (KEPT[one.path]) try { localStorage.removeItem(SHELF + one.body.code); } catch (_) {} }
  function done(one) { waiting.splice(waiting.indexOf(one), 1); unshelve(one); }
  function byWhen(one, other) { return one.at - other.at; }
  // What is put otherwise while it waits goes out as it stands now: what is on its way is called back.
  function edited(one) { if (!one) return; one.edited = true; shelve(one); if (busy && waiting[0] === one) call.abort(); }
  function unpack(key) {
    try {
      var row = JSON.parse(localStorage.getItem(key));
      if (KEPT[row[0]] && row[1].code) waiting.push({ path: row[0], body: row[1], at: +row[2] || 0, heard: KEPT[row[0]], tries: 1, saved: true });
    } catch (_) {}
  }
  function fetchKept() {
    try { for (var at = 0; at < localStorage.length; at++) if (localStorage.key(at).indexOf(SHELF) === 0) unpack(localStorage.key(at)); } catch (_) {}
    waiting.sort(byWhen);
    var here = !kiosk && data.items, rating = here && mine("rate"), told = here && mine("complaints");
    if (rating) { answers = rating.body.answers; typed = rating.body.words; urgent = !!rating.body.now; own = rating.body.code; opened = Object.keys(answers).length > 1; }
    if (told) { what = told.body.text; reach = told.body.contact; ownBox = told.body.code; }
    if (rating || told) { shown = sending; asking = rating ? form : complaint; }
  }
  // Of a label the code, of a poster what was said by its page; of a kiosk what whoever stands there has just sent.
  function isMine(one) { return kiosk ? own === one.body.code : one.body.code === scanned || one.body.via === scanned; }
  function mine(path) { return waiting.filter(function (one) { return one.path === path && isMine(one); })[0]; }
  function kept(one) { return say((one.saved ? "kept" : "loose") + (kiosk ? "k" : "")) + (data.until && !kiosk ? " " + say("until") + data.until : ""); }
  function waits() { return failed ? say("waitk") + waiting.length + say(waiting.every(function (one) { return one.saved; }) ? "savedk" : "unsavedk") : say("goingk") + waiting.length; }
  function tellWaits() { var at = document.getElementById("waits"); if (at) { at.textContent = waits(); at.hidden = !waiting.length; } }

  // Sends until it is heard: without a network it is tried again by itself while the page is open. Whoever stands at a
  // kiosk goes before what it kept, for he waits for the way to his answer.
  function ask(path, body, heard) { asking = FORMS[path] || asking; var one = { path: path, body: body, heard: heard, tries: 0, at: Date.now(), saved: false }; shelve(one); if (kiosk && !busy) waiting.unshift(one); else waiting.push(one); flush(); }
  var busy = false, failed = false, later = 0, call = null;
  function flush() {
    clearTimeout(later);
    if (busy || !waiting.length) return;
    busy = true;
    var one = waiting[0], from = FORMS[one.path], request = call = new XMLHttpRequest();
    one.tries += 1;
    if (one.path === "rate") one.body.waited_s = Math.max(0, Math.round((Date.now() - one.at) / 1000)) || 0;
    request.open("POST", "/api/public/" + one.path);
    request.setRequestHeader("Content-Type", "application/json");
    request.setRequestHeader("X-Mingcha", "1");
    request.setRequestHeader("Accept-Language", tongue === "zh" ? "zh-CN" : "en");
    request.timeout = 20000;
    request.onloadend = function () {
      busy = false;
      failed = request.status < 200 || request.status >= 500;
      var told = null;
      try { told = JSON.parse(request.responseText); } catch (_) {}
      if (request.status >= 200 && request.status < 300 && told) { done(one); if (one.heard) one.heard(told, one); next(); return; }
      if (request.status >= 400 && request.status < 500 && request.status !== 408 && (request.status !== 429 || one.path !== "rate")) {
        done(one);
        if (one.path === "box/lines") { refusal = told && told.detail || say("fail"); show(lines); }
        else if (one.path === "box" || (isMine(one) && (!kiosk || shown === thanks))) refused(told || {}, from);
        next();
        return;
      }
      // What was said stands on the screen again, and may be put otherwise until it is heard.
      waiting.forEach(function (each) { if (!each.saved) shelve(each); });
      waiting.sort(byWhen);
      if (shown === sending) show(asking);
      else if (!from) note(say(one.path === "box" ? "fail" : "wait"));
      else if (mine(one.path)) note(kept(mine(one.path)));
      tellWaits();
      later = setTimeout(flush, 3000);
    };
    request.send(JSON.stringify(one.body));
  }
  // What a kiosk kept while it had no network goes out as slowly as people come, or it would look like one finger's.
  function next() {
    tellWaits();
    if (kiosk && waiting.length) later = setTimeout(flush, 1000 * data.pace_s); else flush();
  }
  window.addEventListener("online", function () { if (failed || !kiosk) flush(); });
  function note(text) { var at = document.getElementById("note"); if (at) { at.textContent = text; at.className = "note"; } }
  window.addEventListener("beforeunload", function (event) { if (!kiosk && waiting.some(function (one) { return one.path !== "box" && !one.saved; })) { event.preventDefault(); event.returnValue = say("leave"); } });
  function refused(told, from) { shown = function () { put(head(told.title || say("fail")), node("p", { role: "alert" }, [told.detail || ""]), data.items ? node("p", {}, [node("button", { type: "button", onclick: function () { show(from || form); } }, [say("back")])]) : null); }; draw(); }

  // A kiosk: whoever comes next finds nothing of whoever was before, and no way to it.
  function touch() { if (!kiosk || !data.items) return; clearTimeout(idle); idle = setTimeout(reset, 1000 * (shown === thanks && seen && seen.slip ? data.slip_s : data.idle_s)); }
  function reset() { answers = {}; typed = what = reach = ""; opened = urgent = false; own = ownBox = ""; seen = null; tongue = "zh"; if (kiosk) { shown = form; draw(); scrollTo(0, 0); } }
  if (kiosk) {
    history.pushState(null, "");
    window.addEventListener("popstate", function () { history.pushState(null, ""); reset(); });
    window.addEventListener("pageshow", reset);
    document.addEventListener("contextmenu", function (event) { event.preventDefault(); });
    ["touchstart", "keydown", "scroll"].forEach(function (name) { document.addEventListener(name, touch); });
  }
  window.addEventListener("hashchange", function () { if (location.hash.slice(1) !== code) location.reload(); });
  if (data.mode === "box" || (code && (known() || (data.over && data.mode === "rate")))) shown = code ? mailbox : form;
  fetchKept();
  unstash();
  draw();
  flush();
})();
