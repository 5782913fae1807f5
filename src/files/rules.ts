import { cutTo } from '../cards/shortened.ts'
import type { FileFault, FileType } from './types.ts'
import { type ZipEntry, zipEntries } from './zip-directory.ts'

/** Bytes of a picture as it was sent; the platform takes no larger ones. */
export const LARGEST_PICTURE = 10 * 1024 * 1024
/** Bytes of a file as it was sent. */
export const LARGEST_FILE = 20 * 1024 * 1024

/** What an archive may hold when it is unpacked: so many bytes, and so many times its own size once it is large. */
const MOST_UNPACKED = 200 * 1024 * 1024
const MOST_RATIO = 100
const RATIO_COUNTS_FROM = 5 * 1024 * 1024

/** What a file is by its content, or why it is not taken; an archive's own entries are still to be looked into. */
export type Looked = { type: FileType; entries: readonly ZipEntry[] } | { fault: FileFault }

/** Looks at a file's content; its name says nothing. */
export function lookAt(bytes: Buffer): Looked {
  if (bytes.length > LARGEST_FILE) return { fault: 'tooLarge' }
  const start = bytes.toString('latin1', 0, 8)
  if (start.startsWith('%PDF-'))
    return bytes.includes('/Encrypt') ? { fault: 'encrypted' } : { type: 'pdf', entries: [] }
  if (start === OLD_OFFICE) return { fault: 'oldOffice' }
  return start.startsWith('PK\x03\x04') ? lookIntoZip(bytes) : { fault: 'format' }
}

/** The compound file of .doc, .xls and .ppt, in which a document with a password is wrapped as well. */
const OLD_OFFICE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'

function lookIntoZip(bytes: Buffer): Looked {
  const entries = zipEntries(bytes)
  if (entries === null || entries.length === 0) return { fault: 'broken' }
  if (entries.some(({ isEncrypted }) => isEncrypted)) return { fault: 'encrypted' }
  if (isBomb(bytes.length, entries)) return { fault: 'bomb' }
  const names = new Set(entries.map(({ name }) => name))
  if (!names.has('[Content_Types].xml')) return { type: 'zip', entries }
  // Programs inside a document are nobody's report.
  if (entries.some(({ name }) => name.endsWith('vbaProject.bin'))) return { fault: 'format' }
  const [type] = MAIN_PARTS.find(([, part]) => entries.some(({ name }) => part.test(name))) ?? []
  return type === undefined ? { fault: 'format' } : { type, entries: [] }
}

const MAIN_PARTS: readonly [FileType, RegExp][] = [
  ['docx', /^word\/document\d*\.xml$/],
  ['xlsx', /^xl\/workbook\d*\.xml$/],
  ['pptx', /^ppt\/presentation\d*\.xml$/],
]

/** Whether an archive would fill a disk; entries that lie over each other hold more than the archive has bytes. */
function isBomb(size: number, entries: readonly ZipEntry[]): boolean {
  const sum = (of: (entry: ZipEntry) => number) => entries.reduce((all, entry) => all + of(entry), 0)
  const unpacked = sum((entry) => entry.unpacked)
  if (unpacked > MOST_UNPACKED || sum((entry) => entry.packed) > size) return true
  return unpacked > RATIO_COUNTS_FROM && unpacked > size * MOST_RATIO
}

const LONGEST_NAME = 80
/** Control characters, what is not seen, and what turns the order of letters around: `fdp.exe` could read `exe.pdf`. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
/** What a file system or a web page would read as more than a letter. */
const SPECIAL = /[\\/:*?"<>|]/g

/** The name of a file as it may be shown and written: its last part, in one short line. */
export function cleanName(sent: string): string {
  const last = sent.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = last.replace(HIDDEN, '').replace(SPECIAL, ' ').replace(/\s+/gu, ' ').trim()
  const ending = /\.[a-z]{1,5}$/iu.exec(plain)?.[0] ?? ''
  const stem = cutTo(plain.slice(0, plain.length - ending.length), LONGEST_NAME).replace(
    /^[.\s]+|[.\s]+$/gu,
    '',
  )
  return `${stem === '' ? '文件' : stem}${ending}`
}

/** A clean name with the ending of what the file is. */
export function withEnding(name: string, type: FileType): string {
  const stem = name.replace(/(?:\.(?:pdf|docx?|xlsx?|pptx?|zip))+$/iu, '')
  return `${stem === '' ? '文件' : stem}.${type}`
}
