import type { Db, Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import { ChatId, MemberId, MessageId, RequestId } from '../../ids.ts'
import type { Question, Taken } from './types.ts'

const COLUMNS = ['id', 'member_id', 'chat', 'said', 'requests', 'may_call', 'taken_as', 'asked_at'] as const

/** Notes what is asked about; the same message is asked about once. */
export async function ask(tx: Tx, question: Question): Promise<void> {
  const { id, who, chat, said, at, requests, mayCall } = question
  await tx
    .insertInto('desk_questions')
    .values({
      id,
      member_id: who,
      chat,
      said,
      requests: [...requests],
      may_call: mayCall,
      taken_as: null,
      asked_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The question. Throws when it was forgotten. */
export async function byId(tx: Tx, id: MessageId): Promise<Question> {
  const query = tx.selectFrom('desk_questions').select(COLUMNS).where('id', '=', id)
  return questionOf(await query.executeTakeFirstOrThrow(() => new Unfit(`no question ${id}`)))
}

/** Whether it is not forgotten. */
export async function isKept(tx: Tx, id: MessageId): Promise<boolean> {
  const row = await tx.selectFrom('desk_questions').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}

/** The question, locked until the transaction ends. Throws when it was forgotten. */
export async function lock(tx: Tx, id: MessageId): Promise<Question> {
  const query = tx.selectFrom('desk_questions').select(COLUMNS).where('id', '=', id).forUpdate()
  return questionOf(await query.executeTakeFirstOrThrow(() => new Unfit(`no question ${id}`)))
}

/** Gives a question that is still open, of that writer, other words; tells whether there was one. */
export async function reword(
  tx: Tx,
  { id, who, said }: Pick<Question, 'id' | 'who' | 'said'>,
): Promise<boolean> {
  const row = await tx
    .updateTable('desk_questions')
    .set({ said })
    .where('id', '=', id)
    .where('member_id', '=', who)
    .where('taken_as', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Forgets what was asked before that moment, answered or not. */
export async function forget(db: Db, before: Temporal.Instant): Promise<void> {
  await db.deleteFrom('desk_questions').where('asked_at', '<', before).execute()
}

/** Notes what was meant; the words themselves are kept where they belong now. */
export async function settle(tx: Tx, id: MessageId, takenAs: Taken): Promise<void> {
  await tx.updateTable('desk_questions').set({ taken_as: takenAs, said: '' }).where('id', '=', id).execute()
}

/** Settles a question that is still open as nothing, without its words; tells whether there was one. */
export async function drop(tx: Tx, id: MessageId): Promise<boolean> {
  const row = await tx
    .updateTable('desk_questions')
    .set({ taken_as: 'nothing', said: '' })
    .where('id', '=', id)
    .where('taken_as', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

type Row = {
  id: string
  member_id: string
  chat: string
  said: string
  requests: string[]
  may_call: boolean
  taken_as: string | null
  asked_at: Temporal.Instant
}

function questionOf(row: Row): Question {
  return {
    id: MessageId.parse(row.id),
    who: MemberId.parse(row.member_id),
    chat: ChatId.parse(row.chat),
    said: row.said,
    at: row.asked_at,
    requests: row.requests.map((id) => RequestId.parse(id)),
    mayCall: row.may_call,
    takenAs: row.taken_as === null ? null : takenOf(row.taken_as),
  }
}

function takenOf(taken: string): Taken {
  return taken === 'call' || taken === 'nothing' ? taken : RequestId.parse(taken)
}
