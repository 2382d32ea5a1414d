/** What stands where there is nothing to show yet: says why, and what to do. */
import type { ComponentChildren, JSX } from "preact";

export function Nothing({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p>{children}</p>
    </div>
  );
}
