import { useState } from 'preact/hooks'
import { Inline } from './markdown.tsx'
import type { Table, TableColumn } from './types.ts'

/** A table, turned page by page. */
export function CardTable({ table }: { table: Table }) {
  const [page, setPage] = useState(0)
  const size = table.page_size ?? 5
  const pages = Math.max(1, Math.ceil(table.rows.length / size))
  const current = Math.min(page, pages - 1)
  return (
    <div class={`table ${table.row_height === 'auto' ? 'rows-auto' : 'rows-one'}`}>
      <div class="table-scroll">
        <table>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column.name} scope="col" style={cellStyle(column)}>
                  {column.display_name ?? column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(current * size, (current + 1) * size).map((row, index) => (
              <tr key={index}>
                {table.columns.map((column) => (
                  <td key={column.name} style={cellStyle(column)}>
                    <Cell column={column} value={row[column.name]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && <Pager page={current} pages={pages} turn={setPage} />}
    </div>
  )
}

function cellStyle({ width, horizontal_align, data_type }: TableColumn) {
  const textAlign = horizontal_align ?? (data_type === 'number' ? 'right' : 'left')
  return width === undefined || width === 'auto'
    ? { textAlign }
    : { textAlign, width, minWidth: width, maxWidth: width }
}

function Pager({ page, pages, turn }: { page: number; pages: number; turn: (page: number) => void }) {
  return (
    <div class="pager">
      <button type="button" aria-label="上一页" disabled={page === 0} onClick={() => turn(page - 1)}>
        ‹
      </button>
      <span>
        {page + 1} / {pages}
      </span>
      <button type="button" aria-label="下一页" disabled={page === pages - 1} onClick={() => turn(page + 1)}>
        ›
      </button>
    </div>
  )
}

function Cell({ column, value }: { column: TableColumn; value: unknown }) {
  if (value === undefined || value === null || value === '') return null
  if (column.data_type === 'number' && typeof value === 'number') return <>{numberWords(column, value)}</>
  if (column.data_type === 'markdown' || column.data_type === 'lark_md')
    return <Inline source={String(value)} />
  return <>{String(value)}</>
}

function numberWords({ format }: TableColumn, value: number): string {
  const precision = format?.precision
  const digits =
    precision === undefined ? {} : { minimumFractionDigits: precision, maximumFractionDigits: precision }
  const words = new Intl.NumberFormat('zh-CN', { useGrouping: format?.separator ?? false, ...digits }).format(
    value,
  )
  return `${format?.symbol ?? ''}${words}`
}
