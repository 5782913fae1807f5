import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { cleanName, LARGEST_FILE, withEnding } from '../../src/files/rules.ts'
import type { FileType } from '../../src/files/types.ts'
import { looked } from '../../src/files/unpack.ts'
import { zipEntries } from '../../src/files/zip-directory.ts'

type Parts = Record<string, string | Uint8Array>

function zip(parts: Parts, level: 0 | 9 = 9): Buffer {
  const bytes = Object.entries(parts).map(([name, part]) => [
    name,
    typeof part === 'string' ? strToU8(part) : part,
  ])
  return Buffer.from(zipSync(Object.fromEntries(bytes), { level }))
}

const TYPES = '[Content_Types].xml'
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')
const docx = zip({ [TYPES]: '<Types/>', 'word/document.xml': '<w:document/>' })
const xlsx = zip({ [TYPES]: '<Types/>', 'xl/workbook.xml': '<workbook/>' })
const pptx = zip({ [TYPES]: '<Types/>', 'ppt/presentation.xml': '<p/>' })

/** A changed copy: the fault is in the bytes, wherever `mark` stands. */
function patched(bytes: Buffer, mark: string, change: (copy: Buffer, at: number) => void): Buffer {
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf(mark); at !== -1; at = copy.indexOf(mark, at + 4)) change(copy, at)
  return copy
}

const DIRECTORY = 'PK\x01\x02'
const encrypted = patched(zip({ 'a.pdf': pdf }), DIRECTORY, (copy, at) => copy.writeUInt16LE(1, at + 8))
const huge = patched(zip({ 'a.pdf': pdf }), DIRECTORY, (copy, at) => copy.writeUInt32LE(300_000_000, at + 24))
const lying = patched(zip({ 'a.pdf': Buffer.concat([pdf, Buffer.alloc(9_999)]) }), DIRECTORY, (copy, at) =>
  copy.writeUInt32LE(100, at + 24),
)
const many = zip(Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`${n}.pdf`, ''])))

test.each<[string, Buffer, FileType]>([
  ['a PDF', pdf, 'pdf'],
  ['a document', docx, 'docx'],
  ['a workbook', xlsx, 'xlsx'],
  ['slides', pptx, 'pptx'],
  ['an archive of these in a folder', zip({ '材料/': '', '材料/a': pdf, b: docx, c: xlsx, d: pptx }), 'zip'],
  [
    'an archive with what a Mac puts beside a file',
    zip({
      'a.pdf': pdf,
      '__MACOSX/._a.pdf': '\0\x05\x16\x07 from',
      '材料/.DS_Store': '\0\0\0\x01Bud1',
    }),
    'zip',
  ],
  ['an archive that does not compress', zip({ 'a.pdf': pdf }, 0), 'zip'],
])('%s is known by its content', async (_, bytes, type) => {
  expect(await looked(bytes)).toEqual({ type })
})

test.each([
  ['nothing', Buffer.alloc(0), 'format'],
  ['a picture', Buffer.from('ffd8ffe000104a464946', 'hex'), 'format'],
  ['a program', Buffer.from('MZ\x90\0'), 'format'],
  ['an old document, or a new one with a password', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'oldOffice'],
  ['a PDF with a password', Buffer.concat([pdf, Buffer.from('trailer<</Encrypt 5 0 R>>')]), 'encrypted'],
  ['an archive with a password', encrypted, 'encrypted'],
  [
    'a document with a program',
    zip({ [TYPES]: '', 'word/document.xml': '', 'word/vbaProject.bin': '' }),
    'format',
  ],
  ['an archive of a program', zip({ 'a.pdf': 'MZ\x90\0' }), 'format'],
  ['a program where a Mac puts what is beside a file', zip({ '__MACOSX/._a.pdf': 'MZ\x90\0' }), 'format'],
  ['an archive in an archive', zip({ 'a.zip': zip({ 'a.pdf': pdf }) }), 'nested'],
  ['an archive cut off', zip({ 'a.pdf': pdf }).subarray(0, 60), 'broken'],
  ['an archive of two thousand and one files', many, 'broken'],
  ['an archive that says it is huge', huge, 'bomb'],
  ['an archive that packs well beyond belief', zip({ 'a.pdf': Buffer.alloc(30_000_000) }), 'bomb'],
  ['an archive that holds more than it says', lying, 'broken'],
  ['more than twenty megabytes', Buffer.concat([pdf, Buffer.alloc(LARGEST_FILE)]), 'tooLarge'],
])('%s is not taken', async (_, bytes, fault) => {
  expect(await looked(bytes)).toEqual({ fault })
})

test('entries that lie over each other are a bomb, however small each is', async () => {
  const one = zip({ 'a.pdf': randomBytes(2_000) }, 0)
  const [entry] = zipEntries(one) ?? []
  const start = one.readUInt32LE(one.length - 6)
  const row = one.subarray(start, one.length - 22)
  const end = Buffer.from(one.subarray(one.length - 22))
  for (const at of [8, 10]) end.writeUInt16LE(3, at)
  end.writeUInt32LE(row.length * 3, 12)
  const thrice = Buffer.concat([one.subarray(0, start), row, row, row, end])
  expect(zipEntries(thrice)).toEqual([entry, entry, entry])
  expect(await looked(thrice)).toEqual({ fault: 'bomb' })
})

test('no bytes however odd throw', async () => {
  const seeds = fc.constantFrom(docx, encrypted, many.subarray(-4_000))
  const cut = fc.tuple(seeds, fc.nat(4_000), fc.uint8Array({ maxLength: 40 }), fc.nat(4_000))
  await fc.assert(
    fc.asyncProperty(cut, async ([seed, length, noise, at]) => {
      const bytes = Buffer.from(seed.subarray(0, length))
      bytes.set(noise.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length))
      expect(Object.keys(await looked(bytes))).toHaveLength(1)
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['会议记录.docx', 'docx', '会议记录.docx'],
  ['会议记录.exe', 'pdf', '会议记录.exe.pdf'],
  ['../../etc/passwd', 'pdf', 'passwd.pdf'],
  ['C:\\temp\\总结.DOC', 'docx', '总结.docx'],
  ['发\u202eexe.pdf', 'pdf', '发exe.pdf'],
  ['a\u0000b\r\nc\t<i>|?.pdf', 'pdf', 'abc i.pdf'],
  ['...', 'zip', '文件.zip'],
  ['', 'zip', '文件.zip'],
  ['.pdf', 'pdf', '文件.pdf'],
  ['签字版.pdf.pdf', 'pdf', '签字版.pdf'],
] as const)('%j of %s is called %s', (sent, type, name) => {
  expect(withEnding(cleanName(sent), type)).toBe(name)
})

test('a name of any length and any letters becomes one short line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (sent) => {
      const name = withEnding(cleanName(sent), 'pptx')
      expect(name.length).toBeLessThanOrEqual(90)
      expect(name).toMatch(/^[^\\/:*?"<>|\p{Cc}\p{Cf}]+\.pptx$/u)
      expect(name.startsWith('.')).toBe(false)
    }),
  )
})
