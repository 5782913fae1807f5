/** One entry of a zip archive, as the archive's directory tells it; sizes in bytes, `at` where its own head begins. */
export type ZipEntry = {
  name: string
  packed: number
  unpacked: number
  isDeflated: boolean
  isEncrypted: boolean
  at: number
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const HEAD = 0x04034b50
/** An archive may end with a comment of this length. */
const LONGEST_COMMENT = 0xffff
/** More entries than this no report has. */
const MOST_ENTRIES = 2_000
const ENCRYPTED = 0x0001
const STORED = 0
const DEFLATED = 8
const UTF8 = 0x0800

/**
 * The entries of a zip archive by its central directory, without unpacking anything. Null when it is none, is damaged, is
 * spread over several files, uses the format for more than 4 GB, or has more entries than anybody reads.
 */
export function zipEntries(bytes: Buffer): ZipEntry[] | null {
  const end = endOf(bytes)
  if (end === null) return null
  const [count, size, start] = [
    bytes.readUInt16LE(end + 10),
    bytes.readUInt32LE(end + 12),
    bytes.readUInt32LE(end + 16),
  ]
  if (count > MOST_ENTRIES || start + size > end) return null
  const entries: ZipEntry[] = []
  let at = start
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > start + size || bytes.readUInt32LE(at) !== ENTRY) return null
    const entry = entryAt(bytes, at)
    if (entry === null) return null
    entries.push(entry)
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function endOf(bytes: Buffer): number | null {
  const first = Math.max(0, bytes.length - 22 - LONGEST_COMMENT)
  for (let at = bytes.length - 22; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at
  }
  return null
}

function entryAt(bytes: Buffer, at: number): ZipEntry | null {
  const flags = bytes.readUInt16LE(at + 8)
  const method = bytes.readUInt16LE(at + 10)
  const isEncrypted = (flags & ENCRYPTED) !== 0
  if (method !== STORED && method !== DEFLATED && !isEncrypted) return null
  const name = bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28))
  return {
    name: name.toString((flags & UTF8) === 0 ? 'latin1' : 'utf8'),
    packed: bytes.readUInt32LE(at + 20),
    unpacked: bytes.readUInt32LE(at + 24),
    isDeflated: method === DEFLATED,
    isEncrypted,
    at: bytes.readUInt32LE(at + 42),
  }
}

/** The packed bytes of an entry; null when they do not lie where the directory says. */
export function packedBytes(bytes: Buffer, { at, packed }: ZipEntry): Buffer | null {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== HEAD) return null
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  return start + packed > bytes.length ? null : bytes.subarray(start, start + packed)
}
