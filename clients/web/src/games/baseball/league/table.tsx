/** A table of figures that is sorted by a press on a column's head. */
import type { ComponentType } from "react";
import { texts } from "../../../texts/baseball-league";
import { type Column, type Order, pressed } from "./numbers";
import style from "./league.module.css";

export interface FiguresProps<T> {
  columns: Column<T>[];
  /** As they are shown. */
  rows: T[];
  /** The first column's head, and what names a row. */
  head: string;
  Name: ComponentType<{ row: T }>;
  keyOf: (row: T) => string;
  heads: Record<string, string>;
  means: Record<string, string>;
  order: Order;
  setOrder: (order: Order) => void;
  caption: string;
}

export function Figures<T>({ columns, rows, head, Name, keyOf, heads, means, order, setOrder, caption }: FiguresProps<T>) {
  return (
    <table className={style.figures}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {columns.map((column) => (
            <th key={column.key} scope="col" aria-sort={order.key === column.key ? (order.descending ? "descending" : "ascending") : undefined}>
              <button type="button" title={means[column.key]} aria-label={`${means[column.key]}: ${texts.statistics.sortBy(heads[column.key]!)}`} onClick={() => setOrder(pressed(order, column))}>
                {heads[column.key]}<i aria-hidden="true">{order.key === column.key ? (order.descending ? "↓" : "↑") : ""}</i>
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} data-row={keyOf(row)}>
            <th scope="row"><Name row={row} /></th>
            {columns.map((column) => <td key={column.key} data-column={column.key} data-sorted={order.key === column.key || undefined}>{column.text(row)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
