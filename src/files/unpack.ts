import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { lookAt } from './rules.ts'
import type { FileFault, FileType } from './types.ts'
import { packedBytes, type ZipEntry } from './zip-directory.ts'

const inflate = promisify(inflateRaw)

/** Looks at a file and, in an archive, at each of its files: what it is, or why it is not taken. Beside the main loop. */
export async function looked(bytes: Buffer): Promise<{ type: FileType } | { fault: FileFault }> {
  const outside = lookAt(bytes)
  if ('fault' in outside) return outside
  for (const entry of outside.entries) {
    const fault = await faultIn(bytes, entry)
    if (fault !== null) return { fault }
  }
  return { type: outside.type }
}

async function faultIn(bytes: Buffer, entry: ZipEntry): Promise<FileFault | null> {
  if (entry.unpacked === 0) return null // a folder, or an empty file
  const inner = await unpacked(bytes, entry)
  if (inner === null) return 'broken'
  if (isLitter(entry.name, inner)) return null
  const found = lookAt(inner)
  if ('fault' in found) return found.fault
  return found.type === 'zip' ? 'nested' : null
}

/** What a Mac packs beside each file, unseen by whoever packed it: told by its name and its content. */
function isLitter(name: string, inner: Buffer): boolean {
  const start = inner.toString('latin1', 0, 8)
  if (name.startsWith('__MACOSX/')) return start.startsWith('\x00\x05\x16\x07')
  return /(?:^|\/)\.DS_Store$/.test(name) && start === '\x00\x00\x00\x01Bud1'
}

/** The bytes of an entry; null when there are more or fewer than the directory says, or they cannot be read. */
async function unpacked(bytes: Buffer, entry: ZipEntry): Promise<Buffer | null> {
  const packed = packedBytes(bytes, entry)
  if (packed === null) return null
  try {
    const inner = entry.isDeflated ? await inflate(packed, { maxOutputLength: entry.unpacked }) : packed
    return inner.length === entry.unpacked ? inner : null
  } catch {
    return null // damaged, or larger than it says
  }
}
