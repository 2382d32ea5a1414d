/** 字数上限: nobody goes on from a form while a field in it is too long (`limits.ts` watches such fields). */

/** A ref for what a field stands in; `rows` is how tall it begins. */
export const boundTo =
  (most: number, rows = 3) =>
  (place: HTMLElement | null) => {
    const area = place?.querySelector("textarea");
    if (!area) return;
    area.dataset.max = String(most);
    area.rows = rows;
  };
