/** The word for a role. */
import type { RoleName } from "../model/person";
import { t } from "../text";

export function roleWords(role: RoleName): string {
  const words: Record<RoleName, string> = {
    staff: t("role.staff"),
    head: t("role.head"),
    secretary: t("role.secretary"),
    leader: t("role.leader"),
    inspector: t("role.inspector"),
    supervisor: t("role.supervisor"),
    admin: t("role.admin"),
    assessor: t("role.assessor"),
  };
  return words[role] ?? role;
}
