/** 我的设备: where I am signed in, the way to end what I no longer hold, and what others did to the account. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { accountWords, myAccountEvents } from "../parts/account-words";
import { Confirm } from "../parts/confirm";
import { Frame } from "../parts/frame";
import { sessions, today } from "../parts/here";
import { Nothing } from "../parts/nothing";
import { momentWords } from "../parts/when";
import type { DeviceSession } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

export default function Devices(): JSX.Element {
  const devices = useSignal<readonly DeviceSession[] | null>(null);
  const failed = useSignal(false);
  const ending = useSignal<DeviceSession | null>(null);
  const load = async () => {
    try {
      devices.value = await sessions().devices();
      failed.value = false;
    } catch {
      failed.value = true;
    }
  };
  useEffect(() => void load(), []);
  const end = async () => {
    const chosen = ending.value;
    ending.value = null;
    if (chosen)
      await sessions()
        .endDevice(chosen.id)
        .catch(() => undefined);
    await load();
  };
  return (
    <Frame title={t("devices")} above="/me">
      {failed.value && <Nothing title={t("devices.offline")}>{t("devices.offline.why")}</Nothing>}
      {!failed.value && devices.value === null && <p class="muted">{t("loading")}</p>}
      {(devices.value ?? []).map((device) => (
        <section key={device.id} class="card stack">
          <div class="row">
            <h2 class="grow">{device.name}</h2>
            {device.current && <span class="tag pass">{t("devices.this")}</span>}
          </div>
          <p class="muted num">{lineOf(device)}</p>
          {!device.current && (
            <button
              type="button"
              class="btn danger short"
              onClick={() => {
                ending.value = device;
              }}
            >
              {t("devices.end")}
            </button>
          )}
        </section>
      ))}
      <AccountRecord />
      <Confirm
        open={ending.value !== null}
        danger
        title={t("devices.ask", { name: ending.value?.name ?? "" })}
        words={t("devices.words")}
        yes={t("devices.end")}
        onYes={() => void end()}
        onNo={() => {
          ending.value = null;
        }}
      />
    </Frame>
  );
}

function AccountRecord(): JSX.Element | null {
  const events = myAccountEvents();
  if (events.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="account-record">
      <h2 class="section" id="account-record">
        {t("account.record")}
      </h2>
      <ul class="card list">
        {events.map((event) => (
          <li key={event.id}>
            <div class="line-row">
              <span class="grow">
                <span class="block">{accountWords(event)}</span>
                <span class="muted num">{momentWords(event.atMs, today.value)}</span>
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function lineOf(device: DeviceSession): string {
  const since = t("devices.since", { time: momentWords(device.createdMs, today.value) });
  const seen = device.lastSeenMs && t("devices.seen", { time: momentWords(device.lastSeenMs, today.value) });
  const waits = device.waitingChanges ? t("sync.waiting", { n: device.waitingChanges }) : "";
  return [since, seen, waits].filter(Boolean).join(" · ");
}
