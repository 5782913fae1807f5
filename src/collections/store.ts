import type { Selectable } from 'kysely'
import { z } from 'zod'
import { Question } from '../../config/college/questions.ts'
import type { Audience } from '../../config/college.ts'
import type { Tables, Tx } from '../db/tables.ts'
import { Unfit } from '../errors.ts'
import { BranchId, CollectionId, GroupId, MemberId } from '../ids.ts'
import type { Target } from './recipients/types.ts'
import type { Collection, Content } from './types.ts'

const part = [
  z.object({ kind: z.literal('branch'), branch: BranchId }),
  z.object({ kind: z.literal('group'), group: GroupId }),
  z.object({ kind: z.enum(['secretaries', 'committee']) }),
  z.object({ kind: z.literal('office'), office: z.string() }),
  z.object({ kind: z.literal('member'), member: MemberId }),
] as const
const StoredAudience: z.ZodType<Audience> = z.discriminatedUnion('kind', [
  ...part,
  z.object({ kind: z.literal('list'), parts: z.array(z.discriminatedUnion('kind', [...part])) }),
])
const StoredTarget: z.ZodType<Target> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('branches') }),
  z.object({ kind: z.literal('people'), audience: StoredAudience }),
])

/** Keeps a collection that begins; false when there is one of that id, or of that week, already. */
export async function insert(
  tx: Tx,
  { id, by, weekly, startedAt, dueAt, ...content }: Omit<Collection, 'closedAt'>,
  week: number | null = null,
): Promise<boolean> {
  const row = await tx
    .insertInto('collections_collections')
    .values({
      ...{ id, by_id: by, weekly_id: weekly, week, started_at: startedAt, due_at: dueAt, closed_at: null },
      ...columnsOf(content),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The columns of what is asked. */
export function columnsOf({ title, questions, target, branch }: Content) {
  return {
    ...{ title, branch_id: branch },
    ...{ questions: JSON.stringify(questions), target: JSON.stringify(target) },
  }
}

/** What is asked, out of a row. */
export function contentOf(row: {
  title: string
  questions: unknown
  target: unknown
  branch_id: string | null
}): Content {
  return {
    title: row.title,
    questions: z.array(Question).parse(row.questions),
    target: StoredTarget.parse(row.target),
    branch: row.branch_id === null ? null : BranchId.parse(row.branch_id),
  }
}

/** One collection. Throws when there never was one. */
export async function byId(tx: Tx, id: CollectionId): Promise<Collection> {
  const query = tx.selectFrom('collections_collections').selectAll().where('id', '=', id)
  return collectionOf(await query.executeTakeFirstOrThrow(() => new Unfit(`no collection ${id}`)))
}

/** One collection, locked until the transaction ends. Throws when there never was one. */
export async function lock(tx: Tx, id: CollectionId): Promise<Collection> {
  const query = tx.selectFrom('collections_collections').selectAll().where('id', '=', id).forUpdate()
  return collectionOf(await query.executeTakeFirstOrThrow(() => new Unfit(`no collection ${id}`)))
}

/** The collections that run, the first due first. */
export async function running(tx: Tx): Promise<Collection[]> {
  const query = tx.selectFrom('collections_collections').selectAll().where('closed_at', 'is', null)
  return (await query.orderBy('due_at').orderBy('id').execute()).map(collectionOf)
}

export async function change(
  tx: Tx,
  id: CollectionId,
  to: Partial<Pick<Collection, 'dueAt' | 'closedAt'>>,
): Promise<void> {
  const set = {
    ...(to.dueAt === undefined ? {} : { due_at: to.dueAt }),
    ...(to.closedAt === undefined ? {} : { closed_at: to.closedAt }),
  }
  await tx.updateTable('collections_collections').set(set).where('id', '=', id).execute()
}

function collectionOf(row: Selectable<Tables['collections_collections']>): Collection {
  return {
    ...contentOf(row),
    id: CollectionId.parse(row.id),
    by: MemberId.parse(row.by_id),
    weekly: row.weekly_id === null ? null : CollectionId.parse(row.weekly_id),
    startedAt: row.started_at,
    dueAt: row.due_at,
    closedAt: row.closed_at,
  }
}
