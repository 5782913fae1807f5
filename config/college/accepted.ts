import { z } from 'zod'
import { BranchId, GroupId, MemberId, OpenId } from '../../src/ids.ts'
import { namesOf } from './audience.ts'
import { CollegeFile } from './schema.ts'
import { shapeCollege } from './shape.ts'
import type { College, Member } from './types.ts'

const Day = z.iso
  .date()
  .transform((text) => Temporal.PlainDate.from(text))
  .nullable()
const KeptMember: z.ZodType<Member> = z.object({
  id: MemberId,
  name: z.string(),
  openId: OpenId.nullable(),
  branch: BranchId,
  group: GroupId.nullable(),
  standing: z.enum(['full', 'probationary']),
  offices: z.array(z.string()),
  officeFrom: Day,
  officeTo: Day,
  voting: z.boolean(),
  status: z.string(),
  probationStart: Day,
})
const Written = z.object({ file: z.unknown(), lines: z.record(z.string(), z.number()) })
const Columns = z.array(z.string())

/** What is kept of an accepted version: the text of its entries by their key, and what `college.yaml` said. */
export type Kept = { entries: Readonly<Record<string, string>>; written: unknown }

/** The college of an accepted version, without its files; null when too little was kept of it. */
export function collegeFrom({ entries, written }: Kept): College | null {
  const kept = Written.safeParse(written)
  if (!kept.success) return null
  const file = withoutRefused(kept.data.file)
  if (file === null) return null
  const texts = Object.entries(entries).filter(([key]) => key.startsWith('member:'))
  const { data: members } = z.array(KeptMember).safeParse(texts.map(([, text]) => JSON.parse(text)))
  if (members === undefined) return null
  const columns = Columns.parse(JSON.parse(entries['columns:members'] ?? '[]'))
  const names = namesOf(file, members)
  return shapeCollege(file, { members, columns, names, written: kept.data })
}

/** More than a newer program could refuse of what an older one took. */
const MOST_REFUSED = 100

/** What was accepted stays in force: what this version of the program no longer takes is left out, and has its default. */
function withoutRefused(value: unknown): CollegeFile | null {
  const rest = structuredClone(value)
  for (let nth = 0; nth < MOST_REFUSED; nth += 1) {
    const { success, data, error } = CollegeFile.safeParse(rest)
    if (success) return data
    const [issue] = error.issues
    if (issue === undefined) return null
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null]
    if (!keys.every((key) => remove(rest, key === null ? issue.path : [...issue.path, key]))) return null
  }
  return null
}

function remove(value: unknown, path: readonly PropertyKey[]): boolean {
  const [last] = path.slice(-1)
  const holder = path.slice(0, -1).reduce<unknown>((held, step) => entryOf(held, step), value)
  if (last === undefined || !(holder instanceof Object) || !Object.hasOwn(holder, last)) return false
  if (Array.isArray(holder)) return holder.splice(Number(last), 1).length === 1
  return Reflect.deleteProperty(holder, last)
}

function entryOf(value: unknown, key: PropertyKey): unknown {
  return value instanceof Object ? Reflect.get(value, key) : undefined
}
