import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { DocumentContent } from './types.ts'

/** A JPEG and its size in pixels. */
export type Picture = { bytes: Uint8Array; width: number; height: number }

/** The faces of official papers, in half points: 小标宋 is rarely there, 黑体 and 仿宋 always are. (GB/T 9704) */
const TITLE = { font: '黑体', size: 44 }
const HEADING = { font: '黑体', size: 32 }
const BODY = { font: '仿宋', size: 28 }
const SMALL = { font: '仿宋', size: 18 }
/** The margins of official papers, in twentieths of a point: 37, 26, 35 and 28 mm. */
const MARGINS = { top: 2098, right: 1474, bottom: 1984, left: 1588 }
/** The width between them. */
const WIDTH = 11_906 - MARGINS.left - MARGINS.right
const LABEL = 1_800
/** The longest edge of a picture in pixels: two stand beside each other. */
const EDGE = 270

/** A document in Word's format; the pictures are those of its content, in that order. */
export async function docxOf(content: DocumentContent, pictures: readonly Picture[]): Promise<Buffer> {
  const children = [
    line(content.title, TITLE, { alignment: AlignmentType.CENTER, after: 240 }),
    ...(content.facts.length > 0 ? [factsTable(content.facts)] : []),
    ...content.sections.flatMap(({ heading, text }) => [heading1(heading), ...paragraphs(text)]),
    ...(pictures.length > 0 ? [heading1(content.picturesHeading), picturesTable(pictures)] : []),
    line(content.signatures.map((label) => `${label}：______________`).join('　　'), BODY, { before: 360 }),
  ]
  const size = { width: 11_906, height: 16_838 }
  const footers = { default: footerOf(content.footer) }
  const page = { size, margin: MARGINS }
  const sections = [{ properties: { page }, footers, children }]
  return Packer.toBuffer(new Document({ title: plain(content.title), creator: '', sections }))
}

type Look = { font: string; size: number }
type Place = {
  alignment?: (typeof AlignmentType)[keyof typeof AlignmentType]
  before?: number
  after?: number
  indent?: number
  keepNext?: boolean
}

function line(
  text: string,
  look: Look,
  { alignment, before = 0, after = 0, indent = 0, keepNext = false }: Place = {},
): Paragraph {
  return new Paragraph({
    ...(alignment === undefined ? {} : { alignment }),
    spacing: { before, after, line: 360 },
    indent: { firstLine: indent },
    keepNext,
    children: [new TextRun({ text: plain(text), ...look })],
  })
}

/** It never stands alone at the end of a page. */
function heading1(text: string): Paragraph {
  return line(text, HEADING, { before: 240, after: 60, keepNext: true })
}

/** Each line is a paragraph, its beginning two characters to the right. */
function paragraphs(text: string): Paragraph[] {
  const lines = text.split('\n').filter((one) => one.trim() !== '')
  return lines.map((one) => line(one, BODY, { indent: BODY.size * 20 }))
}

function factsTable(facts: DocumentContent['facts']): Table {
  const cell = (text: string, width: number) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      verticalAlign: VerticalAlign.CENTER,
      children: text.split('\n').map((one) => line(one, BODY)),
    })
  const rows = facts.map(
    ([label, value]) => new TableRow({ children: [cell(label, LABEL), cell(value, WIDTH - LABEL)] }),
  )
  return new Table({ rows, ...full(), columnWidths: [LABEL, WIDTH - LABEL] })
}

function picturesTable(pictures: readonly Picture[]): Table {
  const half = Math.floor(WIDTH / 2)
  const cell = (picture: Picture | undefined) =>
    new TableCell({
      width: { size: half, type: WidthType.DXA },
      margins: { top: 80, bottom: 80, left: 40, right: 40 },
      verticalAlign: VerticalAlign.CENTER,
      children: [
        new Paragraph({ alignment: AlignmentType.CENTER, children: picture ? [imageOf(picture)] : [] }),
      ],
    })
  const pairs = pictures.filter((_, index) => index % 2 === 0)
  const rows = pairs.map(
    (first, index) =>
      new TableRow({ cantSplit: true, children: [cell(first), cell(pictures[index * 2 + 1])] }),
  )
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const borders = { top: none, bottom: none, left: none, right: none }
  return new Table({
    rows,
    ...full(),
    columnWidths: [half, half],
    borders: { ...borders, insideHorizontal: none, insideVertical: none },
  })
}

function full() {
  return { width: { size: WIDTH, type: WidthType.DXA } }
}

function imageOf({ bytes, width, height }: Picture): ImageRun {
  const scale = EDGE / Math.max(width, height, 1)
  const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) }
  return new ImageRun({ type: 'jpg', data: bytes, transformation })
}

function footerOf(text: string): Footer {
  const number = new TextRun({
    children: ['　', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
    ...SMALL,
  })
  const children = [new TextRun({ text: plain(text), ...SMALL }), number]
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children })] })
}

/** What XML cannot hold is left out: a document with it does not open. */
function plain(text: string): string {
  return text.toWellFormed().replace(/[^\t\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
}
