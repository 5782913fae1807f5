import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Letter, LetterHandler } from '../../letters/types.ts'
import { branch } from '../../roster/service.ts'
import { dateOf } from '../../time/dates.ts'
import { openObjection, saidAbout, standsOf } from '../replies/service.ts'
import { remedyLines } from '../remedies/service.ts'
import { moved } from '../rules.ts'
import type { Visit } from '../types.ts'
import { answerDay, sheetRef, visitById } from '../visits/service.ts'
import { sheetCard, sheetForm } from './card.ts'
import { formOf, refusalToRead, refusalToWrite, sheetOf } from './service.ts'
import { cause, refusalText } from './words.ts'

async function visitIn(tx: Tx, { ref }: Letter): Promise<Visit> {
  return visitById(tx, sheetRef.parse(ref).visit)
}

/** The sheet of a visit: its inspector fills it in, and reads it afterwards; administrators read it. */
export const sheetLetter: LetterHandler = {
  urgency: 'answer',
  why: cause,
  branchOf: async (tx, letter) => (await visitIn(tx, letter)).branch,
  isRelevant: async () => true,
  async render(ctx, tx, letter) {
    const visit = await visitIn(tx, letter)
    const who = 'person' in letter.to ? letter.to.person : null
    // Who may, is asked of today's offices.
    const refusal = who === null ? 'notInspector' : await refusalToRead(ctx, tx, { visit, who })
    if (who === null || refusal !== null) return { text: refusalText({ refusal: refusal ?? 'notInspector' }) }
    const mayWrite = (await refusalToWrite(tx, { visit, who })) === null
    return mayWrite && moved(visit.stage, 'submit') !== null ? form(ctx, tx, visit) : read(ctx, tx, visit)
  },
  async open(_ctx, tx, letter) {
    return moved((await visitIn(tx, letter)).stage, 'submit') !== null
  },
}

async function form(ctx: Ctx, tx: Tx, visit: Visit) {
  const { draft, entries } = await formOf(ctx, tx, visit)
  return sheetForm({
    ...{ visit: visit.id, day: visit.day, draft, entries },
    branch: (await branch(tx, visit.branch)).short,
    answerBy: answerDay(ctx),
    objection: (await openObjection(tx, visit))?.words ?? null,
  })
}

async function read(ctx: Ctx, tx: Tx, visit: Visit) {
  const sheet = await sheetOf(tx, visit.id)
  return sheetCard({
    branch: (await branch(tx, visit.branch)).short,
    day: visit.day,
    sheet,
    handedIn: sheet === null ? null : dateOf(sheet.at, ctx.settings.timezone),
    said: [...(await saidAbout(tx, visit)), standsOf(visit), ...(await remedyLines(ctx, tx, visit))],
  })
}
