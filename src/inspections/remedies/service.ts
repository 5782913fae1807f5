import type { Question } from '../../../config/college/questions.ts'
import { templateNamed, USUAL_TEMPLATES } from '../../../config/college/templates.ts'
import { shortened } from '../../cards/shortened.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { type MemberId, RequestId } from '../../ids.ts'
import { askFor, passToReader, requestsAbout } from '../../reports/service.ts'
import type { About, Request } from '../../reports/types.ts'
import { SECRETARY } from '../../roster/types.ts'
import { instantOf } from '../../time/dates.ts'
import { speaksFor } from '../asking/service.ts'
import { sheetOf } from '../sheet/service.ts'
import type { Visit } from '../types.ts'
import type { Asked } from './types.ts'
import { words } from './words.ts'

/** Until when evidence is due on its day. */
const CLOSES = Temporal.PlainTime.from('18:00')
/** A question's help is no longer than this. */
const MOST_HELP = 90

/** All remedies of a term are about that term; a branch is visited once in it. */
function aboutTerm(term: string): About {
  return { kind: 'remedy', id: term }
}

/** Asks the branch's secretary for evidence of what its sheet wants to be put right, to be read by the inspector 回头看. */
export async function askForRemedies(ctx: Ctx, tx: Tx, visit: Visit): Promise<void> {
  const { remedies } = (await sheetOf(tx, visit.id)) ?? { remedies: [] }
  const owner = (await speaksFor(ctx, tx, visit)) ?? visit.inspector
  for (const [index, { what, dueOn }] of remedies.entries()) {
    const n = index + 1
    await askFor(ctx, tx, {
      id: RequestId.parse(`R-${visit.id}-${n}`),
      about: aboutTerm(visit.term),
      branch: visit.branch,
      // Its title is read where the requirement is not.
      title: words.title(n),
      owner,
      office: SECRETARY,
      dueAt: instantOf(dueOn.toPlainDateTime(CLOSES), ctx.settings.timezone),
      review: 'all',
      reviewer: visit.inspector,
      form: questionsFor(ctx, what),
      told: true,
    })
  }
}

/** The college's template of a remedy, whose first question says what is required. */
function questionsFor({ settings }: Ctx, what: string): Question[] {
  const [first, ...others] = templateNamed(settings.templates, USUAL_TEMPLATES.remedy)?.questions ?? []
  return first === undefined ? [] : [{ ...first, help: words.help(shortened(what, MOST_HELP)) }, ...others]
}

/** What is to be put right in a term, in the order of branches and of the sheets. */
export async function remediesIn(tx: Tx, term: string): Promise<Asked[]> {
  return (await requestsAbout(tx, aboutTerm(term))).map((request) => ({
    request: request.id,
    branch: request.branch,
    dueAt: request.dueAt,
    stands: standsOf(request),
  }))
}

function standsOf({ state }: Request): Asked['stands'] {
  switch (state) {
    case 'approved':
    case 'waived':
      return 'closed'
    case 'submitted':
    case 'notHeld':
      return 'handedIn'
    case 'returned':
      return 'returned'
    default:
      return 'open'
  }
}

/** How what a visit's sheet wants to be put right stands, in lines. */
export async function remedyLines(ctx: Ctx, tx: Tx, { term, branch }: Visit): Promise<string[]> {
  const own = (await remediesIn(tx, term)).filter((one) => one.branch === branch)
  return own.map(({ stands, dueAt }, index) =>
    words.line(index + 1, words.stands[stands], dueAt.toZonedDateTimeISO(ctx.settings.timezone)),
  )
}

/** Another inspector reads what is still to be put right. */
export async function passRemedies(tx: Tx, { visit, to }: { visit: Visit; to: MemberId }): Promise<void> {
  await passToReader(tx, { about: aboutTerm(visit.term), branch: visit.branch, reviewer: to })
}
