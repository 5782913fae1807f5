import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Question } from '../../../config/college/questions.ts'
import { ReadOnce } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import { FormId } from '../../ids.ts'

/** Keeps the questions of a form, once however often it is asked. */
export async function keepForm(tx: Tx, questions: readonly Question[]): Promise<FormId> {
  const text = JSON.stringify(questions)
  const id = FormId.parse(createHash('sha256').update(text).digest('hex'))
  const query = tx.insertInto('reports_forms').values({ id, questions: text })
  await query.onConflict((conflict) => conflict.doNothing()).execute()
  return id
}

const forms = new ReadOnce<Question[]>()

/** The questions of a form. */
export async function formById(tx: Tx, id: FormId): Promise<Question[]> {
  return forms.read(tx, id, async () => {
    const query = tx.selectFrom('reports_forms').select('questions').where('id', '=', id)
    return z.array(Question).parse((await query.executeTakeFirstOrThrow()).questions)
  })
}
