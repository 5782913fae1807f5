import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Sha256 } from '../ids.ts'
import { codeOf } from '../errors.ts'

/** Bytes are kept in `files/ab/cdef…` of the data folder, by their SHA-256; nobody but the bot reads them. */
const FOLDER = 'files'
/** What is younger is left alone: its row may be about to be written. */
const YOUNG_MS = 24 * 60 * 60 * 1000

/** What names these bytes. */
export async function sha256Of(bytes: Buffer): Promise<Sha256> {
  // Beside the main loop; a copy, for the library takes no shared memory.
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))
  return Sha256.parse(Buffer.from(digest).toString('hex'))
}

/** Keeps bytes, safe from a crash once this returns, and returns their name; bytes that are here already are written anew. */
export async function keepBytes(dataPath: string, bytes: Buffer): Promise<Sha256> {
  const name = await sha256Of(bytes)
  const folder = join(dataPath, FOLDER, name.slice(0, 2))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const part = join(folder, `${randomUUID()}.part`)
  try {
    await using file = await open(part, 'wx', 0o600)
    await file.writeFile(bytes)
    await file.sync()
  } catch (thrown) {
    await rm(part, { force: true })
    throw thrown
  }
  await rename(part, pathOf(dataPath, name))
  await using inFolder = await open(folder)
  await inFolder.sync()
  return name
}

/** Kept bytes; null when they are not here. */
export async function readBytes(dataPath: string, name: Sha256): Promise<Buffer | null> {
  try {
    return await readFile(pathOf(dataPath, name))
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return null
    throw thrown
  }
}

/** Whether bytes are here. */
export async function areKept(dataPath: string, name: Sha256): Promise<boolean> {
  return stat(pathOf(dataPath, name)).then(
    () => true,
    () => false,
  )
}

/** Deletes what no row names any more, and what a crash left half written; `named` tells which of these a row names. */
export async function deleteUnnamed(
  dataPath: string,
  named: (names: readonly Sha256[]) => Promise<ReadonlySet<string>>,
): Promise<number> {
  const prefixes = await namesIn(join(dataPath, FOLDER))
  if (prefixes.length === 0) return 0
  const old = (await clockOf(dataPath)) - YOUNG_MS
  let deleted = 0
  for (const prefix of prefixes) {
    const folder = join(dataPath, FOLDER, prefix)
    const kept = (await namesIn(folder)).map((file) => ({ file, name: Sha256.safeParse(prefix + file).data }))
    const known = await named(kept.flatMap(({ name }) => name ?? []))
    for (const { file, name } of kept) {
      if (name !== undefined && known.has(name)) continue
      if (await deleteOld(join(folder, file), old)) deleted += 1
    }
  }
  return deleted
}

/**
 * Whoever keeps the same bytes at this very moment has written the file anew: it is moved out of the way first, and put
 * back when it turns out to be young.
 */
async function deleteOld(path: string, old: number): Promise<boolean> {
  if ((await writtenAt(path)) > old) return false
  const gone = `${path}.gone`
  await rename(path, gone)
  if ((await writtenAt(gone)) <= old) {
    await rm(gone)
    return true
  }
  await rename(gone, path)
  return false
}

async function writtenAt(path: string): Promise<number> {
  return (await stat(path)).mtimeMs
}

/** What time it is for the disk, which may be another machine's. */
async function clockOf(dataPath: string): Promise<number> {
  const marker = join(dataPath, `${randomUUID()}.part`)
  await writeFile(marker, '')
  try {
    return await writtenAt(marker)
  } finally {
    await rm(marker)
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return []
    throw thrown
  }
}

/** Where bytes lie, for whoever reads them in a thread. */
export function pathOf(dataPath: string, name: Sha256): string {
  return join(dataPath, FOLDER, name.slice(0, 2), name.slice(2))
}
