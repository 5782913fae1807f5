import { strToU8, Zip, ZipDeflate } from 'fflate'
import { csvLine } from './cells.ts'
import type { Row, TableFormat, Tables } from './types.ts'
import { ABOVE, closingParts, sheetClose, sheetOpen, sheetRow } from './xlsx.ts'

/** Tables that are being written: what was added is packed already, so that their length costs no room. */
export type Writing = {
  add(table: number, rows: readonly Row[]): void
  /** Bytes so far. */
  size(): number
  end(): Uint8Array
}

/** Begins a workbook with a sheet for each table, or a CSV for each in an archive. */
export function begin(format: TableFormat, { tables, print }: Tables): Writing {
  const packed: Uint8Array[] = []
  let size = 0
  const zip = new Zip((thrown, bytes) => {
    if (thrown) throw thrown
    packed.push(bytes)
  })
  const part = (path: string): Part => {
    const file = new ZipDeflate(path, { level: 6 })
    zip.add(file)
    // What stands behind another is kept back until that one ends: it is counted as it is packed.
    const { ondata } = file
    file.ondata = (thrown, bytes, last) => {
      size += bytes.length
      ondata(thrown, bytes, last)
    }
    return (text, last = false) => file.push(strToU8(text), last)
  }
  const writing = format === 'xlsx' ? workbook({ tables, print }, part) : csvs({ tables, print }, part)
  return {
    add: (table, rows) => writing.add(table, rows),
    size: () => size,
    end() {
      writing.end()
      zip.end()
      return joined(packed)
    },
  }
}

type Part = (text: string, last?: boolean) => void
type Open = (path: string) => Part
type Lines = { add(table: number, rows: readonly Row[]): void; end(): void }

function workbook({ tables, print }: Tables, open: Open): Lines {
  const sheets = tables.map((table, at) => {
    const write = open(`xl/worksheets/sheet${at + 1}.xml`)
    write(sheetOpen(table, at === 0))
    return { table, write, rows: ABOVE }
  })
  return {
    add(at, rows) {
      const sheet = sheets[at]
      if (sheet === undefined) throw new Error(`no table ${at}`)
      sheet.write(rows.map((row, n) => sheetRow(sheet.table, row, sheet.rows + n + 1)).join(''))
      sheet.rows += rows.length
    },
    end() {
      for (const { table, write, rows } of sheets) write(sheetClose(table, { rows, print }), true)
      const lengths = sheets.map(({ table, rows }) => ({ table, rows }))
      for (const [path, text] of closingParts(lengths)) open(path)(text, true)
    },
  }
}

/** By this a spreadsheet knows that it is not in the system's own code. */
const BOM = '\ufeff'

function csvs({ tables }: Tables, open: Open): Lines {
  const files = tables.map(({ name, columns, note }) => {
    const write = open(`${name}.csv`)
    write(BOM + csvLine(columns.map(({ head }) => head)))
    return { write, note }
  })
  return {
    add(at, rows) {
      files[at]?.write(rows.map(csvLine).join(''))
    },
    end() {
      for (const { write, note } of files) write(csvLine([note]), true)
    },
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
