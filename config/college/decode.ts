import iconv from 'iconv-lite'

/** The text of a file, and the lines that do not read in its encoding. */
export type Decoded = { text: string; spoiled: number[] }

const UTF_16 = [
  { name: 'utf-16le', mark: [0xff, 0xfe] },
  { name: 'utf-16be', mark: [0xfe, 0xff] },
] as const
const UTF_8_MARK = [0xef, 0xbb, 0xbf]
const NEW_LINE = /\r\n|\r|\n/

/** The text of a file as spreadsheets and editors save it: UTF-8, GB18030 or UTF-16, every line ending with `\n`. */
export function decode(bytes: Uint8Array): Decoded {
  const text = wide(bytes) ?? narrow(bytes)
  const lines = text.replace(/^\uFEFF/, '').split(NEW_LINE)
  const spoiled = lines.flatMap((line, index) => (line.includes('\uFFFD') ? [index + 1] : []))
  return { text: lines.join('\n'), spoiled }
}

function wide(bytes: Uint8Array): string | null {
  const marked = UTF_16.find(({ mark }) => startsWith(bytes, mark))
  if (marked) return new TextDecoder(marked.name).decode(bytes)
  // Without a mark: a heading has letters of ASCII, whose other byte is zero.
  const head = bytes.subarray(0, 200)
  const zeros = (odd: number) => head.filter((byte, index) => byte === 0 && index % 2 === odd).length
  const most = Math.max(zeros(0), zeros(1))
  if (most * 8 <= head.length) return null
  return new TextDecoder(most === zeros(1) ? 'utf-16le' : 'utf-16be').decode(bytes)
}

/** A line that only fits the other encoding than most lines is marked as spoiled, never read as nonsense. */
function narrow(bytes: Uint8Array): string {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(NEW_LINE)
    .map((line) => readLine(Buffer.from(line, 'latin1')))
  const count = (kind: Line['kind']) => lines.filter((line) => line.kind === kind).length
  // Without a line that can only be UTF-8, what could be either is more likely Chinese than Latin or Greek.
  const isUtf8 = count('utf-8') > 0 && count('utf-8') >= count('gb18030')
  const other = startsWith(bytes, UTF_8_MARK) || isUtf8 ? 'gb18030' : 'utf-8'
  const textOf = ({ bytes, text }: Line) => (other === 'utf-8' ? iconv.decode(bytes, 'gb18030') : text)
  return lines.map((line) => (line.kind === other ? '\uFFFD' : textOf(line))).join('\n')
}

// Two Chinese letters of GB18030 may happen to be others in UTF-8, Latin or Korean, or a Chinese one before a Latin one.
const CHINESE = /[\p{Script=Han}、-】！-～](?![@-~])/u

type Line = { kind: 'utf-8' | 'gb18030' | 'either'; bytes: Buffer; text: string }

function readLine(bytes: Buffer): Line {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  if (text.includes('\uFFFD') && !decodes(bytes)) return { kind: 'gb18030', bytes, text }
  return { kind: CHINESE.test(text) ? 'utf-8' : 'either', bytes, text }
}

function decodes(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    // What does not decode is what was asked for.
    return false
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}
