import { z } from 'zod'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId, type MemberId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { writeLetters } from '../../letters/service.ts'
import type { Subject } from '../../measures/types.ts'
import { mostOf, sendForm } from '../service.ts'
import type { Asked, Days, Of } from '../types.ts'

/** Whose figures words may mean. */
type Scope = Subject | { kind: 'all' | 'branches' }
type Meant = { scope: Scope; days: Days }

/** Reads a branch and a time, as 统计 reads them; handed down by the router. */
type ReadAsked = (
  ctx: Ctx,
  tx: Tx,
  said: { who: MemberId; text: string },
) => Promise<{ ok: true; asked: Meant } | { ok: false; choices: readonly Meant[] }>

const LEDGER = /^\s*(?:台账|统计|ledger)(?=$|[^\p{L}]|\p{Script=Han})\s*/iu

const Choice = z
  .string()
  .transform((text) => text.split('~'))
  .pipe(z.tuple([z.union([z.literal('all'), BranchId]), z.iso.date(), z.iso.date()]))
const Choices = z.string().transform((text) => {
  const all = text === '' ? [] : text.split(',')
  return all.map((one): Asked => {
    const [of, from, to] = Choice.parse(one)
    return { of, days: { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) } }
  })
})
const unclearLetter = kind(
  'workbooks.unclear',
  { key: '{by}', ref: '{why}/{choices}' },
  { by: z.string(), why: z.enum(['none', 'ownRecord']), choices: Choices },
)

/** What a letter says was not sure, and what it may have meant. */
export const unclearRef = unclearLetter.ref

/** 导出 台账 and 导出 统计: sends the form privately, or asks what is meant. False: something else is to be exported. */
export async function exportLedger(
  ctx: Ctx,
  tx: Tx,
  { said, read }: { said: Said; read: ReadAsked },
): Promise<boolean> {
  const { who, text, messageId: by } = said
  if (!LEDGER.test(text)) return false
  const reading = await read(ctx, tx, { who, text: text.replace(LEDGER, '') })
  const of = reading.ok ? ofScope(reading.asked.scope) : null
  if (reading.ok && of !== null) await sendForm(ctx, tx, { of, days: reading.asked.days, who, by })
  else {
    const choices = reading.ok ? [] : await allowed(ctx, tx, { who, meant: reading.choices })
    const about = `${reading.ok ? 'ownRecord' : 'none'}/${choices.map(spelt).join(',')}`
    const { kind: what, key } = unclearLetter.names({ by, why: 'none', choices: [] })
    await writeLetters(ctx, tx, [{ kind: what, key, ref: about, to: { person: who } }])
  }
  return true
}

/** A group's figures are within its branch's, the college's own within those of all; a person's own are no ledger. */
function ofScope(scope: Scope): Of | null {
  if (scope.kind === 'person') return null
  return 'branch' in scope ? scope.branch : 'all'
}

type Allowing = { who: MemberId; meant: readonly Meant[] }

async function allowed(ctx: Ctx, tx: Tx, { who, meant }: Allowing): Promise<Asked[]> {
  const all: Asked[] = []
  for (const { scope, days } of meant) {
    const of = ofScope(scope)
    if (of !== null && (await mostOf(ctx, tx, { of, who })) !== null) all.push({ of, days })
  }
  return all
}

function spelt({ of, days }: Asked): string {
  return [of, days.from, days.to].join('~')
}
