import type { Button } from '../../cards/card.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import type { Letter, LetterHandler, LetterKinds, Rendering } from '../../letters/types.ts'
import { today } from '../../time/dates.ts'
import { emptyCard } from '../card.ts'
import { doingButtons } from '../cells/service.ts'
import { linesNow } from '../coverage/service.ts'
import { detailsButton } from '../details/service.ts'
import { drawButton } from '../lots/service.ts'
import { countsOf } from '../measuring/service.ts'
import { exportButton } from '../exporting/service.ts'
import { nudgeButton } from '../nudging/service.ts'
import { mayPutForward, nominateButton, nominationOf } from '../nominating/service.ts'
import type { Cell } from '../types.ts'
import { overviewCard, ownCard, programmeCard, rowCard } from './card.ts'
import { spokenOf } from './rules.ts'
import { notedRef, programmeRef, readableTo, rowRef, shownTo, sightOf } from './service.ts'
import type { Shown, Sight } from './types.ts'
import { cause, notes, words } from './words.ts'

const asked = { urgency: 'answer', why: cause, isRelevant: async () => true } as const

/** Whoever reads a private card; it was written to nobody else. */
function readerOf({ to }: Letter): MemberId | null {
  return 'person' in to ? to.person : null
}

const nothing = (): Rendering => emptyCard(words.title, notes.mayNot)

function doing(cell: Cell): Button[] {
  return [...doingButtons(cell), detailsButton(cell.id)]
}

async function renderOverview(ctx: Ctx, tx: Tx, letter: Letter): Promise<Rendering> {
  const who = readerOf(letter)
  const programmes = who === null ? [] : await readableTo(ctx, tx, who)
  if (who === null || programmes.length === 0) return nothing()
  const { all: isCommittee } = await sightOf(ctx, tx, who)
  if (isCommittee) return overviewCard({ lines: await linesNow(ctx, tx), programmes })
  return ownCard(await shownTo(ctx, tx, { who }), { today: today(ctx), doing })
}

async function renderProgramme(ctx: Ctx, tx: Tx, letter: Letter): Promise<Rendering> {
  const who = readerOf(letter)
  const { programme, only } = programmeRef.parse(letter.ref)
  const [shown] = who === null ? [] : await shownTo(ctx, tx, { who, programme })
  if (who === null || shown === undefined) return nothing()
  const sight = await sightOf(ctx, tx, who)
  const more = moreOf(shown, sight, today(ctx))
  return programmeCard(shown, { only, admin: sight.admin, more, today: today(ctx) })
}

/** What somebody may begin for a programme. */
function moreOf({ id, definition, rows }: Shown, sight: Sight, on: Temporal.PlainDate): Button[] {
  const nomination = mayPutForward(definition, sight, on) ? nominationOf(definition) : null
  return [
    ...(nomination === null ? [] : [nominateButton(id, nomination.what)]),
    ...(sight.admin ? [nudgeButton(id), exportButton(id), ...(rows.length > 1 ? [drawButton(id)] : [])] : []),
  ]
}

async function renderRow(ctx: Ctx, tx: Tx, letter: Letter): Promise<Rendering> {
  const who = readerOf(letter)
  const { programme, row } = rowRef.parse(letter.ref)
  const [shown] = who === null ? [] : await shownTo(ctx, tx, { who, programme })
  const rows = shown?.rows.filter(({ id }) => id === row) ?? []
  if (shown === undefined || rows.length === 0) return nothing()
  const cells = shown.cells.filter((cell) => cell.row === row)
  const spoken = [...Map.groupBy(cells, ({ step }) => step).values()].flatMap(
    (own) => spokenOf(own, today(ctx)) ?? [],
  )
  const counts = await countsOf(ctx, tx, { definition: shown.definition, cells: spoken })
  return rowCard({ ...shown, rows, cells }, { today: today(ctx), doing, counts })
}

const noted: LetterHandler = {
  ...asked,
  render: async (_ctx, _tx, { ref }) => emptyCard(words.title, notes[notedRef.parse(ref).noted]),
}

/** The cards of programmes. */
export const boardLetters = {
  'ledger.overview': { ...asked, render: renderOverview },
  'ledger.programme': { ...asked, render: renderProgramme },
  'ledger.row': { ...asked, render: renderRow },
  'ledger.noted': noted,
} satisfies Partial<LetterKinds>
