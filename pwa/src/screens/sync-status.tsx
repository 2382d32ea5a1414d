/** 同步状态: what waits and why, what was refused and what to do, what this device noticed. All in words. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { acceptUpdate } from "../parts/accept-update";
import { beginAnew } from "../parts/anew";
import { docWords } from "../parts/doc-words";
import { chipFace, Frame } from "../parts/frame";
import { all, docAt, mine, personAt, replica, sessions, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { losses } from "../parts/losses";
import { say } from "../parts/toast";
import { updateReady } from "../parts/update-ready";
import { momentWords } from "../parts/when";
import { written } from "../parts/written";
import type { Notice, Refused, SyncStatus } from "../sync/interface";
import { t } from "../text";
import { KIND_NAMES } from "../text/kinds";
import "../parts/lists.css";

/** What was refused is rare, and brings the form fields with it. */
const RefusedCard = later<{ refused: Refused; title: string; written: typeof written }>(
  async () => (await import("../parts/refused")).RefusedCard,
);

export default function SyncStatusScreen(): JSX.Element {
  const status = mine().status.value;
  const busy = useSignal(false);
  const sync = async () => {
    busy.value = true;
    await mine().syncNow();
    busy.value = false;
  };
  return (
    <Frame
      title={t("sync")}
      above="/me"
      dock={
        status.phase === "signed_out" ? (
          <button type="button" class="btn" onClick={() => void signInAgain()}>
            {t("sync.sign_in")}
          </button>
        ) : (
          <button type="button" class="btn" disabled={busy.value} onClick={() => void sync()}>
            {busy.value ? t("sync.busy") : t("sync.now")}
          </button>
        )
      }
    >
      <State status={status} />
      {updateReady.value && (
        <section class="card row">
          <span class="grow">{t("update.ready")}</span>
          <button type="button" class="btn soft" onClick={() => void acceptUpdate()}>
            {t("update.do")}
          </button>
        </section>
      )}
      {mine().refused.value.map((refused) => (
        <RefusedCard
          key={refused.id}
          refused={refused.code === "overwritten" ? { ...refused, message: overwrittenWords(refused) } : refused}
          title={docWords(docAt(refused.doc), refused.kind, refused.writes)}
          written={written}
        />
      ))}
      {mine().notices.value.map((notice) => (
        <NoticeCard key={`${notice.code}${notice.atMs}${notice.doc}`} notice={notice} />
      ))}
      <Waiting status={status} />
    </Frame>
  );
}

/** Whose words stand where these stood. */
function overwrittenWords({ doc, path }: Refused): string {
  const author = docAt(doc)?.registers.get(path ?? "")?.author;
  const name = author && author !== mine().person ? personAt(author)?.name : null;
  return t("refused.overwritten", { name: name ? t("refused.overwritten.by", { name }) : "" });
}

/** The session is over already: the store is closed as it is, and the sign-in opens it again. */
async function signInAgain(): Promise<void> {
  if (!(await mine().drain())) return say(t("save.failed"));
  await sessions().expired();
  if (!(await beginAnew("/sign-in"))) replica.value = null;
}

/** What the state means and what to do about it. */
function explained(status: SyncStatus): string {
  if (status.unsaved) return t("explain.unsaved");
  if (status.refused > 0) return t("explain.refused");
  switch (status.phase) {
    case "offline":
      return t("explain.offline");
    case "portal":
      return t("explain.portal");
    case "signed_out":
      return t("explain.signed_out");
    case "update_needed":
      return t("explain.update_needed");
    case "server_trouble":
      return t("explain.server_trouble");
    default:
      if (losses().length > 0) return t("explain.lost");
      return status.waitingChanges + status.waitingPhotos > 0 ? t("explain.sending") : t("explain.synced");
  }
}

const CLOCK_OFF_MS = 120_000;

function State({ status }: { status: SyncStatus }): JSX.Element {
  const { icon, words, tone } = chipFace(status);
  return (
    <section class="card stack" aria-live="polite">
      <div class={`row state ${tone}`}>
        <Icon name={icon} />
        <h2 class="grow">{words}</h2>
      </div>
      <p>{explained(status)}</p>
      <p class="small num">
        {status.lastSyncedMs === null
          ? t("sync.never")
          : t("sync.last", { time: momentWords(status.lastSyncedMs, today.value) })}
      </p>
      {Math.abs(status.clockOffsetMs) > CLOCK_OFF_MS && (
        <p class="hint">{t("sync.clock", { n: Math.round(Math.abs(status.clockOffsetMs) / 60_000) })}</p>
      )}
    </section>
  );
}

function Waiting({ status }: { status: SyncStatus }): JSX.Element | null {
  const docs = KIND_NAMES.flatMap((kind) => all(kind).filter((doc) => doc.waiting));
  if (docs.length === 0 && status.waitingPhotos === 0) return null;
  return (
    <>
      <h2 class="section">{t("sync.waits")}</h2>
      <ul class="card list">
        {docs.map((doc) => (
          <li key={doc.id} class="line-row">
            <Icon name="up" />
            <span class="grow">{docWords(doc)}</span>
          </li>
        ))}
        {status.waitingPhotos > 0 && (
          <li class="line-row">
            <Icon name="camera" />
            <span class="grow">{t("sync.photos", { n: status.waitingPhotos })}</span>
          </li>
        )}
      </ul>
    </>
  );
}

function noticeWords({ code, count, doc }: Notice): string {
  switch (code) {
    case "photo_lost":
    case "photo_too_large":
    case "photo_not_an_image":
      return t(`noticed.${code}`, { of: docWords(docAt(doc)), n: count ?? 1 });
    case "storage_evicted":
      return count ? t("noticed.storage_evicted.n", { n: count }) : t("noticed.storage_evicted");
    case "digest_differed":
      return t("noticed.digest_differed");
    case "clock_wrong":
      return t("noticed.clock_wrong");
    case "storage_not_persistent":
      return t("noticed.storage_not_persistent");
    case "quota_full":
      return t("noticed.quota_full");
    case "unsent_unreadable":
      return t("noticed.unsent_unreadable");
    default:
      return t("noticed.other", { code });
  }
}

function NoticeCard({ notice }: { notice: Notice }): JSX.Element {
  return (
    <section class="card stack warn">
      <p class="row">
        <Icon name="alert" />
        <span class="grow">{noticeWords(notice)}</span>
      </p>
      <div class="row">
        <span class="small num grow">{momentWords(notice.atMs, today.value)}</span>
        <button type="button" class="btn soft short" onClick={() => void mine().dismissNotice(notice)}>
          {t("understood")}
        </button>
      </div>
    </section>
  );
}
