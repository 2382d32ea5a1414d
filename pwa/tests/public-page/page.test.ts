/** What a patient said is never lost and never shown to the next one: on a phone, at a kiosk, behind a code. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Network, PublicPage, type Sent, Storage } from "./fake";

const CODE = "c".repeat(22);
const OTHER = "d".repeat(22);
const KEY = "k".repeat(22);
const BATCH = "b".repeat(22);
const ITEM = {
  id: "overall",
  type: "choice",
  label: ["总的来说满意吗", ""],
  options: [
    ["very", "很满意", "Very satisfied", 1],
    ["not", "不满意", "Not satisfied", -1],
  ],
};
const SHOWN = { unit: "内科", hospital: "卫生院", measure: "overall", items: [ITEM] };
const LABEL = { mode: "rate", ...SHOWN, until: "2027-02-19" };
const POSTER = { mode: "open", ...SHOWN };
const KIOSK = { mode: "kiosk", ...SHOWN, idle_s: 30, thanks_s: 6, slip_s: 60, pace_s: 15 };
const LETTERS = { kind: "case", lines: [], due_on: "2026-11-24", finding: "", closed: false, next: 1 };

let network: Network;
let storage: Storage;

const label = (code = CODE, data: object = LABEL) => new PublicPage(`/r/${BATCH}#${code}`, data, network, storage);
const poster = () => new PublicPage(`/open/${BATCH}#${KEY}`, POSTER, network, storage);
const kiosk = (data: object = KIOSK) => new PublicPage(`/k/${BATCH}#${KEY}`, data, network, storage);
const rated = () => network.sent.filter(({ path }) => path === "rate").map(({ body }) => body);

function pass(ms: number): void {
  vi.advanceTimersByTime(ms);
}

function rate(page: PublicPage, answer = "不满意", words = ""): void {
  page.choose(answer);
  if (words) page.type("words", words);
  page.press("提交");
  pass(20);
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-21T08:00:00Z") });
  network = new Network();
  storage = new Storage();
});

afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

describe("a label", () => {
  it("keeps an unsent rating over a closed page, as it was, and sends it once", () => {
    network.on = false;
    const first = label();
    rate(first, "不满意", "夜里按铃没人来");
    expect(first.text).toContain("您的评价还在，已存在这部手机上");
    expect(first.text).toContain("有效期至 2027-02-19");
    first.close();
    const again = label();
    pass(20);
    expect(again.chosen()).toEqual(["不满意"]);
    expect(again.field("words").value).toBe("夜里按铃没人来");
    network.on = true;
    pass(3_000);
    pass(20);
    expect(again.text).toContain("我们收到了");
    pass(60_000);
    expect(rated().map(({ code, words }) => [code, words])).toEqual([[CODE, "夜里按铃没人来"]]);
    expect([...storage.kept.keys()].filter((key) => key.startsWith("u/"))).toEqual([]);
  });

  it("whose answer was lost on the way is thanked for, and not told that it is a second time", () => {
    network.lost = true;
    const first = label();
    rate(first, "很满意");
    first.close();
    network.lost = false;
    network.answer = () => ({ status: 200, body: { again: true, box: false, slip: null } });
    const again = label();
    pass(20);
    expect(again.text).toContain("我们收到了");
    expect(again.text).not.toContain("只计一次");
  });

  it("that had arrived before it was put otherwise says which one counts", () => {
    network.lost = true;
    const page = label();
    rate(page, "不满意", "夜里");
    page.choose("很满意");
    network.lost = false;
    network.answer = () => ({ status: 200, body: { again: true, box: true, slip: null } });
    pass(4_000);
    expect(page.text).toContain("只计那一次");
  });

  it("goes out as it stands when the network is back: what is on its way is called back by the next letter", () => {
    network.on = false;
    const page = label();
    rate(page, "不满意", "夜里");
    page.delayMs = 5_000;
    network.on = true;
    pass(3_100);
    page.type("words", "夜里按铃没人来");
    page.choose("很满意");
    pass(20_000);
    expect(rated().map(({ words, answers }) => [words, answers])).toEqual([["夜里按铃没人来", { overall: "very" }]]);
  });

  it("says so in words where the phone can't store it, and asks before the page is closed", () => {
    storage.blocked = true;
    network.on = false;
    const page = label();
    rate(page);
    expect(page.text).toContain("这部手机存不下它，请先不要关闭本页");
    expect(page.tell("beforeunload").prevented).toBe(true);
    network.on = true;
    pass(3_100);
    expect(page.text).toContain("我们收到了");
    expect(page.tell("beforeunload").prevented).toBe(false);
  });

  it("that is stored asks nothing, and is stored as soon as there is room", () => {
    storage.full = true;
    network.on = false;
    const page = label();
    rate(page);
    expect(page.tell("beforeunload").prevented).toBe(true);
    storage.full = false;
    pass(3_100);
    expect(page.text).toContain("已存在这部手机上");
    expect(page.tell("beforeunload").prevented).toBe(false);
  });

  it("sends what another label's page left behind, and shows nothing of it", () => {
    network.on = false;
    const other = label(OTHER);
    rate(other, "不满意", "别人的话");
    other.close();
    network.on = true;
    const page = label();
    expect(page.text).not.toContain("别人的话");
    pass(50);
    expect(rated().map(({ code }) => code)).toEqual([OTHER]);
    expect(page.text).toContain("总的来说满意吗");
    expect(page.chosen()).toEqual([]);
  });

  it("that has expired says until when it was good; one that was used shows its answer all the same", () => {
    network.answer = ({ path }) => ({ status: 200, body: path === "box" ? { ...LETTERS, kind: "none" } : {} });
    const over = { mode: "rate", over: true, until: "2027-02-19" };
    const page = label(CODE, over);
    pass(20);
    expect(page.text).toContain("有效期已过");
    expect(page.text).toContain("有效期至 2027-02-19");
    const lines = [{ by: "hospital", on: "2026-11-22", text: "对不起" }];
    network.answer = () => ({ status: 200, body: { ...LETTERS, lines } });
    const used = label(OTHER, over);
    pass(20);
    expect(used.text).toContain("对不起");
  });

  it("says when staff read it, and is read at once only by who asks for it", () => {
    network.answer = () => ({ status: 200, body: { again: false, box: true, slip: null } });
    const page = label();
    expect(page.text).not.toContain("现在就要有人来处理");
    page.choose("不满意");
    expect(page.text).toContain("现在就要有人来处理");
    page.press("提交");
    pass(20);
    expect(page.text).toContain("明早 8 点");
    expect(rated()[0]).not.toHaveProperty("now");
    const urgent = label(OTHER);
    urgent.choose("不满意");
    urgent.tick("now");
    urgent.press("提交");
    pass(20);
    expect(rated()[1]).toMatchObject({ code: OTHER, now: true });
    expect(urgent.text).toContain("已经转给工作人员");
  });
});

describe("a kiosk", () => {
  it("keeps what it could not send over being switched off, shows it to nobody, and sends it once", () => {
    network.on = false;
    const first = kiosk();
    rate(first, "不满意", "窗口没有人");
    expect(first.text).toContain("已存在本机，联网后自动送出一次");
    pass(7_000);
    expect(first.text).toContain("还有未送出的评价：1（已存在本机）");
    expect(first.text).not.toContain("窗口没有人");
    first.close();
    pass(600_000);
    network.on = true;
    const again = kiosk();
    expect(again.text).not.toContain("窗口没有人");
    expect(again.chosen()).toEqual([]);
    pass(20);
    expect(rated().map(({ words, via, waited_s }) => [words, via, waited_s])).toEqual([["窗口没有人", KEY, 607]]);
    expect(again.text).not.toContain("窗口没有人");
    expect(again.text).not.toContain("未送出");
    expect(storage.kept.size).toBe(0);
    again.close();
    const third = kiosk();
    pass(60_000);
    expect(third.text).toContain("总的来说满意吗");
    expect(rated()).toHaveLength(1);
  });

  it("lets nobody who comes next write into a rating that waits", () => {
    network.on = false;
    const page = kiosk();
    rate(page, "不满意", "第一位的话");
    pass(7_000);
    page.choose("很满意");
    page.type("words", "第二位的话");
    network.on = true;
    pass(3_100);
    page.press("提交");
    pass(20_000);
    expect(rated().map(({ words, answers }) => [words, answers])).toEqual([
      ["第一位的话", { overall: "not" }],
      ["第二位的话", { overall: "very" }],
    ]);
    expect(new Set(rated().map(({ code }) => code)).size).toBe(2);
  });

  it("sends a pile slowly, in order, each once, and says how many are left", () => {
    network.on = false;
    const page = kiosk();
    for (const words of ["一", "二", "三"]) {
      rate(page, "不满意", words);
      pass(7_000);
    }
    network.on = true;
    pass(3_100);
    expect(page.text).toContain("还剩：2");
    expect(rated()).toHaveLength(1);
    pass(15_100);
    pass(15_100);
    expect(rated().map(({ words }) => words)).toEqual(["一", "二", "三"]);
    expect(page.text).not.toContain("还剩");
  });

  it("takes whoever stands there before what it kept, and shows him the way to his answer", () => {
    network.on = false;
    const page = kiosk();
    for (const words of ["一", "二", "三"]) {
      rate(page, "不满意", words);
      pass(7_000);
    }
    network.on = true;
    pass(3_100);
    const slip = { size: 1, path: "M0 0h1v1h-1z", address: "https://hospital.example/r#own" };
    network.answer = () => ({ status: 200, body: { again: false, box: true, slip } });
    rate(page, "不满意", "四");
    expect(rated().map(({ words }) => words)).toEqual(["一", "四"]);
    expect(page.text).toContain("https://hospital.example/r#own");
    pass(60_000);
    expect(rated().map(({ words }) => words)).toEqual(["一", "四", "二", "三"]);
    page.tell("online");
    expect(storage.kept.size).toBe(0);
  });

  it.each(["full", "blocked"] as const)("says so in words where its storage is %s", (state) => {
    storage[state] = true;
    network.on = false;
    const page = kiosk();
    rate(page);
    expect(page.text).toContain("本机也存不下：关机就会丢失");
    pass(7_000);
    expect(page.text).toContain("（本机存不下，请不要关机）");
  });

  it("that another page's faults lie in still sends what is whole", () => {
    storage.kept.set("k/broken", "{");
    storage.kept.set("k/odd", JSON.stringify(["shout", { code: "odd" }, 0]));
    storage.kept.set(`k/${OTHER}`, JSON.stringify(["rate", { code: OTHER, answers: {}, words: "" }, 0]));
    kiosk();
    pass(20);
    expect(rated().map(({ code }) => code)).toEqual([OTHER]);
  });

  it("of a batch that isn't open stands still", () => {
    kiosk({ mode: "kiosk" });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("words", () => {
  it("of a complaint outlive the other language, the way back and a closed page, and go out under their own code", () => {
    network.on = false;
    const page = poster();
    rate(page, "不满意", "等太久");
    page.press("提意见或投诉");
    page.type("what", "厕所的灯坏了一周");
    page.type("contact", "13800000000");
    page.press("English");
    expect(page.field("what").value).toBe("厕所的灯坏了一周");
    page.press("Back to rating");
    expect(page.field("words").value).toBe("等太久");
    page.press("Complain or suggest");
    expect(page.field("contact").value).toBe("13800000000");
    page.press("Send");
    pass(20);
    expect(page.field("what").value).toBe("厕所的灯坏了一周");
    page.close();
    network.on = true;
    network.answer = ({ path }) => ({ status: 200, body: path === "rate" ? { again: false, box: false } : LETTERS });
    poster();
    pass(50);
    pass(50);
    const said = network.sent.find(({ path }) => path === "complaints")?.body;
    expect(said).toMatchObject({ text: "厕所的灯坏了一周", contact: "13800000000", via: KEY });
    expect(rated().map(({ words }) => words)).toEqual(["等太久"]);
    expect(said?.code).not.toBe(rated()[0]?.code);
  });

  it("of a complaint that was never sent stand there again for two hours, and are gone once they are sent", () => {
    const page = poster();
    page.press("提意见或投诉");
    page.type("what", "电梯门夹人");
    page.type("contact", "1380000");
    page.close();
    pass(7_190_000);
    const again = poster();
    expect([again.field("what").value, again.field("contact").value]).toEqual(["电梯门夹人", "1380000"]);
    network.answer = () => ({ status: 200, body: LETTERS });
    again.press("发送");
    pass(50);
    again.close();
    expect([...storage.kept.keys()].filter((key) => key.startsWith("w/"))).toEqual([]);
    expect(network.sent.map(({ body }) => body.text)).toEqual(["电梯门夹人"]);
  });

  it("of a complaint that somebody walked away from are shown to nobody later", () => {
    const page = poster();
    page.press("提意见或投诉");
    page.type("what", "电梯门夹人");
    page.close();
    pass(7_200_000);
    expect(poster().text).not.toContain("电梯门夹人");
    expect([...storage.kept.keys()]).toEqual([]);
  });

  it("behind a code stay where they were typed when the case is closed meanwhile", () => {
    const closed = { title: "这件事已经办结", detail: "如还有意见，请向护士要一个新的码。" };
    network.answer = ({ path }: Sent) =>
      path === "box" ? { status: 200, body: LETTERS } : { status: 409, body: closed };
    const page = new PublicPage(`/r#${CODE}`, { mode: "box" }, network, storage);
    pass(20);
    page.type("add", "我还想说，走廊的扶手松了");
    page.press("English");
    expect(page.field("add").value).toBe("我还想说，走廊的扶手松了");
    page.press("Send");
    pass(20);
    expect(page.field("add").value).toBe("我还想说，走廊的扶手松了");
    expect(page.text).toContain("如还有意见，请向护士要一个新的码。");
  });

  it("that nobody said are no rating that was received", () => {
    network.answer = () => ({ status: 200, body: { ...LETTERS, kind: "none" } });
    const page = new PublicPage(`/r#${CODE}`, { mode: "box" }, network, storage);
    pass(20);
    expect(page.text).toContain("没有留言，也没有回复");
    expect(page.text).not.toContain("收到");
  });

  it("behind a code that can't be sent say so and stay", () => {
    network.answer = () => ({ status: 200, body: LETTERS });
    const page = new PublicPage(`/r#${CODE}`, { mode: "box" }, network, storage);
    pass(20);
    network.on = false;
    page.type("add", "扶手松了");
    page.press("发送");
    pass(20);
    expect(page.field("add").value).toBe("扶手松了");
    expect(page.text).toContain("没有网络，您写的还在");
    expect(page.tell("beforeunload").prevented).toBe(true);
  });
});
