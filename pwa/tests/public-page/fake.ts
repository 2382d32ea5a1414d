/**
 * The public's page without a browser: its very script, over as much of a document as it uses, with a network and a
 * storage that a test holds in its hand. Timers are vitest's, so no test waits.
 */
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const SCRIPT = readFileSync(new URL("../../../api/public_files/page.js", import.meta.url), "utf-8");

type Handler = (this: FakeNode, event?: unknown) => void;
type Child = FakeNode | string;

/** An element, with the properties that the page sets; what isn't one becomes an attribute. */
export class FakeNode {
  id = "";
  type = "";
  name = "";
  value = "";
  lang = "";
  htmlFor = "";
  className = "";
  maxLength = -1;
  tabIndex = 0;
  checked = false;
  disabled = false;
  hidden = false;
  onclick: Handler | null = null;
  oninput: Handler | null = null;
  onchange: Handler | null = null;
  onfocus: Handler | null = null;
  onblur: Handler | null = null;
  children: Child[] = [];
  readonly attributes: Record<string, string> = {};
  readonly tag: string;

  constructor(tag: string) {
    this.tag = tag;
  }

  appendChild(child: Child): void {
    this.children.push(child);
  }

  setAttribute(name: string, value: string): void {
    this.attributes[name] = String(value);
  }

  focus(): void {}

  set innerHTML(_: string) {
    this.children = [];
  }

  get textContent(): string {
    return this.children.map((each) => (typeof each === "string" ? each : each.textContent)).join("");
  }

  set textContent(text: string) {
    this.children = [text];
  }

  /** What a person reads: all but what is hidden, and what fields hold. */
  get shown(): string {
    if (this.hidden) return "";
    const own = this.type === "radio" || this.type === "checkbox" ? "" : this.value;
    return own + this.children.map((each) => (typeof each === "string" ? each : `${each.shown} `)).join("");
  }

  all(): FakeNode[] {
    return this.children.flatMap((each) => (typeof each === "string" ? [] : [each, ...each.all()]));
  }

  querySelector(tag: string): FakeNode | null {
    return this.all().find((each) => each.tag === tag) ?? null;
  }
}

export interface Sent {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

interface Told {
  readonly status: number;
  readonly body: object;
}

/** What answers: null is no network; `lost` takes what is sent and loses its own answer. */
export class Network {
  readonly sent: Sent[] = [];
  on = true;
  lost = false;
  answer: (sent: Sent) => Told = () => ({ status: 200, body: { again: false, box: false, slip: null } });

  take(sent: Sent): Told | null {
    if (!this.on) return null;
    this.sent.push(sent);
    const told = this.answer(sent);
    return this.lost ? null : told;
  }
}

/** localStorage; `full` refuses to take more, `blocked` refuses everything. */
export class Storage {
  readonly kept = new Map<string, string>();
  full = false;
  blocked = false;

  get length(): number {
    this.guard();
    return this.kept.size;
  }

  key(at: number): string {
    return [...this.kept.keys()][at] ?? "";
  }

  getItem(key: string): string | null {
    this.guard();
    return this.kept.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.guard();
    if (this.full) throw new Error("QuotaExceededError");
    this.kept.set(key, value);
  }

  removeItem(key: string): void {
    this.guard();
    this.kept.delete(key);
  }

  private guard(): void {
    if (this.blocked) throw new Error("SecurityError");
  }
}

type Timer = ReturnType<typeof setTimeout>;
type Start = (run: () => void, ms: number) => Timer;

function requests(network: Network, start: Start, delayMs: () => number) {
  return class {
    status = 0;
    responseText = "";
    timeout = 0;
    onloadend: () => void = () => {};
    private path = "";
    private pending: Timer | undefined;

    open(_: string, path: string): void {
      this.path = path.slice("/api/public/".length);
    }

    setRequestHeader(): void {}

    send(body: string): void {
      this.pending = start(() => {
        const told = network.take({ path: this.path, body: JSON.parse(body) as Record<string, unknown> });
        this.status = told?.status ?? 0;
        this.responseText = told ? JSON.stringify(told.body) : "";
        this.pending = undefined;
        this.onloadend();
      }, delayMs());
    }

    abort(): void {
      if (this.pending === undefined) return;
      clearTimeout(this.pending);
      this.pending = undefined;
      this.onloadend();
    }
  };
}

/** One opening of the page; the storage outlives it, the timers of one that is closed don't. */
export class PublicPage {
  readonly main = new FakeNode("main");
  readonly location: { hash: string; pathname: string; origin: string; reload: () => void };
  private readonly heard = new Map<string, ((event: object) => void)[]>();
  private readonly data = new FakeNode("script");
  private readonly timers = new Set<Timer>();
  /** How long a request takes. */
  delayMs = 10;

  constructor(path: string, data: object, network: Network, storage: Storage) {
    const [pathname = "", hash = ""] = path.split("#");
    this.location = { pathname, hash: `#${hash}`, origin: "https://hospital.example", reload: () => {} };
    this.data.textContent = JSON.stringify(data);
    const listen = (name: string, hear: (event: object) => void) => {
      this.heard.set(name, [...(this.heard.get(name) ?? []), hear]);
    };
    const start = (run: () => void, ms: number) => {
      const timer = setTimeout(run, ms);
      this.timers.add(timer);
      return timer;
    };
    const document = {
      documentElement: { lang: "" },
      title: "",
      activeElement: null,
      addEventListener: listen,
      createElement: (tag: string) => new FakeNode(tag),
      createElementNS: (_: string, tag: string) => new FakeNode(tag),
      createTextNode: (text: string) => text,
      getElementById: (id: string) =>
        id === "main"
          ? this.main
          : id === "data"
            ? this.data
            : (this.main.all().find((each) => each.id === id) ?? null),
    };
    const history = { pushState: () => {}, replaceState: (_: unknown, __: string, to: string) => this.move(to) };
    const globals = {
      document,
      history,
      location: this.location,
      navigator: { language: "zh-CN" },
      localStorage: storage,
      XMLHttpRequest: requests(network, start, () => this.delayMs),
      window: { addEventListener: listen, crypto: globalThis.crypto },
      scrollTo: () => {},
      btoa,
      Date,
      Uint8Array,
      setTimeout: start,
      clearTimeout: (timer: Timer) => clearTimeout(timer),
    };
    runInContext(SCRIPT, createContext(globals));
    this.tell("pageshow");
  }

  /** The page is closed or the machine switched off: nothing of it goes on. */
  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  tell(name: string): { prevented: boolean } {
    const event = { prevented: false, preventDefault: () => (event.prevented = true), returnValue: "" };
    for (const hear of this.heard.get(name) ?? []) hear(event);
    return event;
  }

  get text(): string {
    return this.main.shown;
  }

  field(id: string): FakeNode {
    const found = this.main.all().find((each) => each.id === id);
    if (!found) throw new Error(`nothing here is called ${id}`);
    return found;
  }

  type(id: string, text: string): void {
    const field = this.field(id);
    field.value = text;
    field.oninput?.call(field);
  }

  tick(id: string): void {
    const field = this.field(id);
    field.checked = true;
    field.onchange?.call(field);
  }

  press(words: string): void {
    const button = this.main.all().find((each) => each.tag === "button" && each.textContent === words);
    if (!button || button.disabled) throw new Error(`no button ${words} in: ${this.text}`);
    button.onclick?.call(button);
  }

  choose(words: string): void {
    const label = this.main.all().find((each) => each.tag === "label" && each.textContent === words);
    const radio = label?.all().find((each) => each.type === "radio");
    if (!radio) throw new Error(`no answer ${words} in: ${this.text}`);
    for (const each of this.main.all()) if (each.name === radio.name) each.checked = each === radio;
    radio.onchange?.call(radio);
  }

  chosen(): string[] {
    const labels = this.main.all().filter((each) => each.tag === "label");
    return labels
      .filter((each) => each.all().some(({ type, checked }) => type === "radio" && checked))
      .map((each) => each.textContent);
  }

  private move(to: string): void {
    const [pathname = "", hash = ""] = to.split("#");
    this.location.pathname = pathname;
    this.location.hash = `#${hash}`;
  }
}
