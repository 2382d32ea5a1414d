/** 账号记录 in words, for the list of devices and the line on one's own page. */
import { type AccountEvent, accountEvents } from "../model/account";
import { t } from "../text";
import { all, personAt, replica } from "./here";
import { roleWords } from "./role-words";

/** My account's events, the newest first; live. */
export function myAccountEvents(): AccountEvent[] {
  return accountEvents(all("account_event"), replica.value?.person ?? "");
}

export function accountWords({ what, by }: AccountEvent): string {
  if (what === "account_reset") return t("account.reset");
  if (what === "account_opened") return t("account.opened");
  const name = by && personAt(by)?.name;
  const admin = roleWords("admin");
  return t("account.code", { who: name ? `${admin} ${name}` : admin });
}
