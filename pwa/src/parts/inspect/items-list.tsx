/** The items as rows, fetched by the checklist's screen. */
import type { JSX, RefObject } from "preact";
import { mine, replica } from "../here";
import { ItemRow } from "./item-row";
import type { Row, Visit } from "./view";
import { VirtualList } from "./virtual-list";
import "../lists.css";

interface Props {
  readonly visit: Visit;
  readonly rows: readonly Row[];
  readonly goTo: RefObject<((at: number) => void) | null>;
}

export function ItemsList({ visit, rows, goTo }: Props): JSX.Element {
  return (
    <VirtualList
      rows={rows}
      keyOf={(row) => row.id}
      goTo={goTo}
      onSeen={(row) => replica.value?.presence?.(visit.id, `items/${row.id}`)}
    >
      {(row) => <ItemRow visit={visit} row={row} me={mine().person} />}
    </VirtualList>
  );
}
