/** 登录: the people of this device first, then anybody; what went wrong and what is safe, in words. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Brand, InstallHint, PasswordField, TextLine } from "../parts/entry";
import { info, replica, sessions } from "../parts/here";
import { Icon } from "../parts/icons";
import { Face } from "../parts/person-line";
import type { LocalAccount, SignInOutcome } from "../sync/interface";
import { t } from "../text";

export default function SignIn(): JSX.Element {
  const accounts = useSignal<readonly LocalAccount[]>([]);
  const chosen = useSignal<LocalAccount | null>(null);
  const ticket = useSignal<string | null>(null);
  useEffect(() => {
    void sessions()
      .accounts()
      .then((found) => {
        accounts.value = found;
      });
  }, [accounts]);
  const listed = accounts.value.length > 0 && chosen.value === null;
  return (
    <div class="frame entry">
      <Brand />
      <main>
        <InstallHint />
        {ticket.value !== null ? (
          <SecondFactor ticket={ticket.value} onBack={() => (ticket.value = null)} />
        ) : listed ? (
          <Accounts accounts={accounts.value} onChoose={(account) => (chosen.value = account)} />
        ) : (
          <Credentials
            account={chosen.value}
            others={accounts.value.length > 0}
            onBack={() => (chosen.value = null)}
            onTicket={(given) => (ticket.value = given)}
          />
        )}
        {ticket.value === null && (
          <a class="btn plain" href={info.value.empty ? "/first" : "/activate"}>
            {info.value.empty ? t("first.link") : t("activate")}
          </a>
        )}
      </main>
    </div>
  );
}

/** Stands for "somebody else" in the list: an account without a person. */
const SOMEBODY_ELSE: LocalAccount = { person: "", username: "", name: "", unsent: 0, signedIn: false, lost: null };

interface AccountsProps {
  readonly accounts: readonly LocalAccount[];
  readonly onChoose: (account: LocalAccount) => void;
}

function Accounts({ accounts, onChoose }: AccountsProps): JSX.Element {
  return (
    <section class="stack" aria-labelledby="who">
      <h2 id="who">{t("sign_in.who")}</h2>
      {accounts.map((account) => (
        <button key={account.person} type="button" class="card row account" onClick={() => onChoose(account)}>
          <Face name={account.name} />
          <span class="grow">
            <b class="block">{account.name}</b>
            <span class="muted">{account.username}</span>
          </span>
          {account.unsent > 0 && <span class="tag warn">{t("sync.waiting", { n: account.unsent })}</span>}
          <Icon name="go" />
        </button>
      ))}
      <button type="button" class="btn soft" onClick={() => onChoose(SOMEBODY_ELSE)}>
        {t("sign_in.other")}
      </button>
    </section>
  );
}

/** What is said about an attempt; empty when it went well. */
function outcomeWords(outcome: SignInOutcome): string {
  switch (outcome.kind) {
    case "wrong":
      return t("sign_in.wrong");
    case "wait":
      return t("sign_in.wait", { n: outcome.seconds });
    case "offline":
    case "unsaved":
      return t(`sign_in.${outcome.kind}`);
    case "refused":
      return outcome.message || t("sign_in.refused");
    default:
      return "";
  }
}

/** Tries to sign in; says why not, counts a delay down, opens the app when it went well. */
function useAttempt(onTicket?: (ticket: string) => void) {
  const words = useSignal("");
  const busy = useSignal(false);
  const wait = useSignal(0);
  useEffect(() => {
    if (wait.value <= 0) return;
    const timer = setTimeout(() => {
      wait.value--;
      words.value = wait.value > 0 ? t("sign_in.wait", { n: wait.value }) : "";
    }, 1000);
    return () => clearTimeout(timer);
  });
  const attempt = async (trying: Promise<SignInOutcome>) => {
    busy.value = true;
    const outcome = await trying;
    busy.value = false;
    words.value = outcomeWords(outcome);
    if (outcome.kind === "wait") wait.value = outcome.seconds;
    if (outcome.kind === "second_factor") onTicket?.(outcome.ticket);
    // The app leads on to what was asked for.
    if (outcome.kind === "ok") replica.value = outcome.replica;
  };
  return { words: words.value, blocked: busy.value || wait.value > 0, busy: busy.value, attempt };
}

interface CredentialsProps {
  readonly account: LocalAccount | null;
  readonly others: boolean;
  readonly onBack: () => void;
  readonly onTicket: (ticket: string) => void;
}

function Credentials({ account, others, onBack, onTicket }: CredentialsProps): JSX.Element {
  const username = useSignal(account?.username ?? "");
  const password = useSignal("");
  const { words, blocked, busy, attempt } = useAttempt(onTicket);
  const submit = (event: Event) => {
    event.preventDefault();
    void attempt(sessions().signIn(username.value.trim(), password.value));
  };
  return (
    <form class="stack" onSubmit={submit}>
      <h2>{account?.name ? t("sign_in.hello", { name: account.name }) : t("sign_in")}</h2>
      {(account?.unsent ?? 0) > 0 && <p class="hint">{t("sign_in.unsent", { n: account?.unsent ?? 0 })}</p>}
      {!account?.name && <TextLine label={t("username")} value={username} autocomplete="username" />}
      <PasswordField label={t("password")} value={password} autocomplete="current-password" />
      <p class="wrong-words" role="alert">
        {words || (navigator.onLine ? "" : t("sign_in.no_network"))}
      </p>
      <button type="submit" class="btn" disabled={blocked || !username.value.trim() || !password.value}>
        {busy ? t("sign_in.busy") : t("sign_in")}
      </button>
      {others && (
        <button type="button" class="btn plain" onClick={onBack}>
          {t("sign_in.choose")}
        </button>
      )}
    </form>
  );
}

function SecondFactor({ ticket, onBack }: { ticket: string; onBack: () => void }): JSX.Element {
  const code = useSignal("");
  const { words, blocked, attempt } = useAttempt();
  const submit = (event: Event) => {
    event.preventDefault();
    void attempt(sessions().secondFactor(ticket, code.value.normalize("NFKC").replaceAll(" ", "")));
  };
  return (
    <form class="stack" onSubmit={submit}>
      <h2>{t("second")}</h2>
      <p class="muted">{t("second.how")}</p>
      <TextLine label={t("second.code")} value={code} autocomplete="one-time-code" inputMode="numeric" />
      <p class="wrong-words" role="alert">
        {words}
      </p>
      <button type="submit" class="btn" disabled={blocked || code.value.trim().length < 6}>
        {t("sign_in")}
      </button>
      <button type="button" class="btn plain" onClick={onBack}>
        {t("back")}
      </button>
    </form>
  );
}
