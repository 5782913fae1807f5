import type { Ctx } from '../../ctx.ts'
import type { Documents } from '../../documents/service.ts'
import type { Entry } from '../../documents/types.ts'
import { areKept, keepBytes, pathOf } from '../../files/service.ts'
import type { Sha256 } from '../../ids.ts'
import { freePath } from './rules.ts'

export { freePath } from './rules.ts'

/** The platform takes thirty megabytes; the directory of an archive needs some. */
const MOST_BYTES = 28 * 1024 * 1024

/** Room for the index in the first of them. */
const LARGEST_INDEX = 1024 * 1024

/** Archives that are closed before they grow too large for the platform; each is kept as soon as it is closed. */
export function openParts({ dataPath }: Ctx, documents: Pick<Documents, 'archive'>) {
  const kept: { bytes: Sha256; size: number }[] = []
  // The first waits for the index, which says what is in all of them.
  let first: Entry[] | null = null
  let entries: Entry[] = []
  let size = LARGEST_INDEX
  async function keep(those: Entry[]) {
    const bytes = await documents.archive(those)
    return { bytes: await keepBytes(dataPath, bytes), size: bytes.length }
  }
  async function next(): Promise<void> {
    if (first === null) first = entries
    else kept.push(await keep(entries))
    entries = []
    size = 0
  }
  return {
    /** `index` is the first of what is in them; null: there is none, and of nothing no archive. */
    async close(index: Entry | null) {
      if (first === null || entries.length > 0) await next()
      const all = [...(index === null ? [] : [index]), ...(first ?? [])]
      return all.length === 0 ? kept : [await keep(all), ...kept]
    },
    async add(entry: Entry, more: number): Promise<void> {
      if (size + more > MOST_BYTES && entries.length > 0) await next()
      entries.push(entry)
      size += more
    },
  }
}

/** Something that was sent, and the folder and name under which it lies in an archive. */
export type Packed = { folder: string; name: string; bytes: Sha256; size: number }

/** Archives of what was sent, each small enough for the platform; what is not kept any more is left out. */
export async function packSent(
  ctx: Ctx,
  documents: Pick<Documents, 'archive'>,
  sent: readonly Packed[],
): Promise<{ bytes: Sha256; size: number }[]> {
  const parts = openParts(ctx, documents)
  const taken = new Set<string>()
  for (const { folder, name, bytes, size } of sent) {
    if (!(await areKept(ctx.dataPath, bytes))) continue
    await parts.add({ path: freePath(taken, `${folder}/${name}`), file: pathOf(ctx.dataPath, bytes) }, size)
  }
  return parts.close(null)
}
