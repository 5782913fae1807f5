import type { Tx } from '../../db/tables.ts'
import { BranchId, type MemberId, RequestId } from '../../ids.ts'
import type { Task } from './types.ts'

const COLUMNS = ['id', 'request_id', 'branch_id', 'what', 'due_on', 'done_at'] as const

function taskOf(row: {
  id: number
  request_id: string
  branch_id: string
  what: string
  due_on: string
  done_at: Temporal.Instant | null
}): Task {
  return {
    id: String(row.id),
    request: RequestId.parse(row.request_id),
    branch: BranchId.parse(row.branch_id),
    what: row.what,
    dueOn: Temporal.PlainDate.from(row.due_on),
    done: row.done_at !== null,
  }
}

/** The tasks of a report, of one branch if asked; first due first. */
export async function tasksOf(tx: Tx, of: { request: RequestId; branch?: BranchId }): Promise<Task[]> {
  const rows = await tx
    .selectFrom('reports_tasks')
    .select(COLUMNS)
    .where('request_id', '=', of.request)
    .$if(of.branch !== undefined, (query) => query.where('branch_id', '=', of.branch ?? ''))
    .orderBy('due_on')
    .orderBy('id')
    .execute()
  return rows.map(taskOf)
}

/** What branches still have to do; first due first. */
export async function openTasks(tx: Tx, branches: readonly BranchId[]): Promise<Task[]> {
  if (branches.length === 0) return []
  const rows = await tx
    .selectFrom('reports_tasks')
    .select(COLUMNS)
    .where('branch_id', 'in', [...branches])
    .where('done_at', 'is', null)
    .orderBy('due_on')
    .orderBy('id')
    .execute()
  return rows.map(taskOf)
}

/** A task, unless it was taken back. */
export async function byId(tx: Tx, id: string): Promise<Task | undefined> {
  const row = await tx
    .selectFrom('reports_tasks')
    .select(COLUMNS)
    .where('id', '=', Number(id))
    .executeTakeFirst()
  return row && taskOf(row)
}

/** Writes tasks; one that is there takes the new day. */
export async function save(tx: Tx, tasks: readonly Pick<Task, 'request' | 'branch' | 'what' | 'dueOn'>[]) {
  for (const { request, branch, what, dueOn } of tasks) {
    await tx
      .insertInto('reports_tasks')
      .values({ request_id: request, branch_id: branch, what, due_on: dueOn.toString() })
      .onConflict((conflict) =>
        conflict.columns(['request_id', 'branch_id', 'what']).doUpdateSet({ due_on: dueOn.toString() }),
      )
      .execute()
  }
}

/** Takes back what nobody has done yet. */
export async function remove(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const tasks = tx.deleteFrom('reports_tasks').where('id', 'in', ids.map(Number))
  await tasks.where('done_at', 'is', null).execute()
}

/** Ticks a task off; false when it is done already, or was taken back. */
export async function tick(
  tx: Tx,
  id: string,
  done: { at: Temporal.Instant; by: MemberId },
): Promise<boolean> {
  const row = await tx
    .updateTable('reports_tasks')
    .set({ done_at: done.at, done_by: done.by })
    .where('id', '=', Number(id))
    .where('done_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
