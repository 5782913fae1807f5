import { fitting, serialOf } from './cells.ts'
import type { Cell, Column, Row, Table } from './types.ts'

// The parts of a workbook, written piece by piece: the package that makes the small ones holds all cells at once.

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** The note stands above the heads, and both stay in sight. */
export const ABOVE = 2

/** The looks of a cell, by their places among the styles. */
const LOOKS = { text: 0, count: 1, rate: 2, day: 3, moment: 4, number: 5 } as const
const [HEADING, NOTE] = [6, 7]

/** The beginning of a sheet: its columns, the note, the heads. */
export function sheetOpen({ columns, note }: Table, isFirst: boolean): string {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  const heads = columns.map(({ head }, at) => textCell(head, { at, row: ABOVE, style: HEADING }))
  const pane = `<pane ySplit="${ABOVE}" topLeftCell="A${ABOVE + 1}" activePane="bottomLeft" state="frozen"/>`
  return (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>` +
    `<sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}</sheetView></sheetViews>` +
    `<cols>${widths.join('')}</cols><sheetData>` +
    `<row r="1" ht="20" customHeight="1">${textCell(note, { at: 0, row: 1, style: NOTE })}</row>` +
    `<row r="${ABOVE}" ${heightOf(
      columns,
      columns.map(({ head }) => head),
    )}>${heads.join('')}</row>`
  )
}

/** One of its rows. */
export function sheetRow({ columns }: Table, cells: Row, row: number): string {
  const all = columns.map(({ kind }, at) => cellOf(cells[at] ?? null, { at, row, kind }))
  return `<row r="${row}" ${heightOf(columns, cells)}>${all.join('')}</row>`
}

const [LINE, AROUND] = [15, 4]

/** As high as its longest text needs: not every spreadsheet finds that out by itself. */
function heightOf(columns: readonly Column[], cells: Row): string {
  const lines = columns.map(({ width }, at) => linesOf(cells[at] ?? null, width))
  return `ht="${Math.max(...lines) * LINE + AROUND}" customHeight="1"`
}

const HIGHEST = 20

function linesOf(cell: Cell, width: number): number {
  if (typeof cell !== 'string') return 1
  const lines = fitting(cell)
    .split('\n')
    .map((line) => Math.ceil(lettersOf(line) / (width - 0.6)))
  return Math.min(
    HIGHEST,
    lines.reduce((sum, one) => sum + Math.max(1, one), 0),
  )
}

/** One of ours is as wide as two letters. */
function lettersOf(text: string): number {
  return text.length + text.replaceAll(/[ -ÿ]/g, '').length
}

/** The end of a sheet: the filter over its heads, the paper it is printed on, what stands below each page. */
export function sheetClose({ columns }: Table, of: { rows: number; print: string }): string {
  const last = nameOf(columns.length - 1)
  const footer = escaped(`&L&9${of.print.replaceAll('&', '&&')}&R&9&P / &N`)
  return (
    `</sheetData><autoFilter ref="A${ABOVE}:${last}${Math.max(of.rows, ABOVE)}"/>` +
    `<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>` +
    `<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>` +
    `<headerFooter><oddFooter>${footer}</oddFooter></headerFooter></worksheet>`
  )
}

/** What a workbook holds beside its sheets. */
export function closingParts(
  sheets: readonly { table: Table; rows: number }[],
): [path: string, text: string][] {
  const numbers = sheets.map((_, at) => at + 1)
  const parts = [
    override('/xl/workbook.xml', 'sheet.main'),
    override('/xl/styles.xml', 'styles'),
    ...numbers.map((n) => override(`/xl/worksheets/sheet${n}.xml`, 'worksheet')),
  ]
  const links = numbers.map((n) => link(`rId${n}`, 'worksheet', `worksheets/sheet${n}.xml`))
  return [
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
        `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `${parts.join('')}</Types>`,
    ],
    ['_rels/.rels', relationships([link('rId1', 'officeDocument', 'xl/workbook.xml')])],
    ['xl/_rels/workbook.xml.rels', relationships([...links, link('rIdStyles', 'styles', 'styles.xml')])],
    ['xl/workbook.xml', workbookPart(sheets)],
    ['xl/styles.xml', STYLES],
  ]
}

function workbookPart(sheets: readonly { table: Table; rows: number }[]): string {
  const all = sheets.map(
    ({ table }, at) => `<sheet name="${escaped(table.name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  const names = sheets.flatMap(({ table: { name, columns }, rows }, at) => {
    const sheet = `'${escaped(name.replaceAll("'", "''"))}'`
    const filtered = `$A$${ABOVE}:$${nameOf(columns.length - 1)}$${Math.max(rows, ABOVE)}`
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${sheet}!${filtered}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${sheet}!$1:$${ABOVE}</definedName>`,
    ]
  })
  return (
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews>` +
    `<sheets>${all.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`
  )
}

function override(path: string, type: string): string {
  const content = `application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml`
  return `<Override PartName="${path}" ContentType="${content}"/>`
}

function link(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
}

function relationships(links: readonly string[]): string {
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${links.join('')}</Relationships>`
}

type Place = { at: number; row: number }

function cellOf(cell: Cell, { kind, ...place }: Place & Pick<Column, 'kind'>): string {
  const style = LOOKS[kind]
  if (cell === null || cell === '') return `<c r="${nameOf(place.at)}${place.row}" s="${style}"/>`
  if (typeof cell === 'number') return numberCell(cell, { ...place, style })
  const serial = kind === 'day' || kind === 'moment' ? serialOf(cell) : null
  return serial === null
    ? textCell(cell, { ...place, style: LOOKS.text })
    : numberCell(serial, { ...place, style })
}

function numberCell(value: number, { at, row, style }: Place & { style: number }): string {
  return `<c r="${nameOf(at)}${row}" s="${style}"><v>${value}</v></c>`
}

/** Never a formula: the type of the cell says so, whatever it begins with. */
function textCell(text: string, { at, row, style }: Place & { style: number }): string {
  const said = escaped(fitting(text))
  return `<c r="${nameOf(at)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${said}</t></is></c>`
}

/** A column by its letters: 0 is A, 26 is AA. */
function nameOf(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : nameOf(Math.floor(at / 26) - 1) + letter
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign)
}

const EDGE = ['left', 'right', 'top', 'bottom']
  .map((side) => `<${side} style="thin"><color rgb="FFBFBFBF"/></${side}>`)
  .join('')
const WRAPPED = '<alignment vertical="center" wrapText="1"/>'
const MIDDLE = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
const look = (format: number, alignment: string, fonts = 0) =>
  `<xf numFmtId="${format}" fontId="${fonts}" fillId="${fonts === 1 ? 2 : 0}" borderId="1" xfId="0" ` +
  `applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`

/** In the order of `LOOKS`, then heads and note. */
const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="0.0%"/>` +
  `<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>` +
  `<fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font>` +
  `<font><sz val="10"/><color rgb="FF595959"/><name val="宋体"/></font></fonts>` +
  `<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
  `<fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/></patternFill></fill></fills>` +
  `<borders count="2"><border><left/><right/><top/><bottom/></border><border>${EDGE}</border></borders>` +
  `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8">` +
  [look(0, WRAPPED), ...[3, 164, 165, 166, 0].map((format) => look(format, MIDDLE))].join('') +
  look(0, MIDDLE, 1) +
  `<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`
