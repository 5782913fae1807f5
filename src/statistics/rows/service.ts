import { z } from 'zod'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { FigureName } from '../../measures/types.ts'
import { rightsOf } from '../../roster/service.ts'
import { askedIn, askedText, mayOpenMeetings, mayRead, OFFERED } from '../rules.ts'
import { sheetOf } from '../service.ts'
import type { Opened, Sheet } from '../types.ts'

/** A figure whose rows may be opened, by its name. */
export const figureName = z.string().refine((name): name is FigureName => OFFERED.some((one) => one === name))

const rowsLetter = kind(
  'statistics.rows',
  { key: '{by}:{figure}:{page}:{shows}', ref: '{figure}/{page}/{shows}' },
  { by: z.string(), figure: figureName, page: count, shows: z.string() },
)

type Opening = { who: MemberId; opened: Opened; by: string }

/** Sends the rows that a figure counts, in the direct chat. */
export async function openRows(ctx: Ctx, tx: Tx, { who, opened, by }: Opening): Promise<void> {
  const { asked, figure, page } = opened
  const names = rowsLetter.names({ by, figure, page, shows: askedText(asked) })
  await writeLetters(ctx, tx, [{ ...names, to: { person: who } }])
}

/** What a list shows: the figure with all that it is counted from, and whether the person may open meetings by name. */
export type Rows = { opened: Opened; sheet: Sheet; mayOpen: boolean }

/** What such a letter shows to whoever may read it today; null to anybody else. */
export async function rowsFor(
  ctx: Ctx,
  tx: Tx,
  { who, ref }: { who: MemberId; ref: string },
): Promise<Rows | null> {
  const { figure, page, shows } = rowsLetter.ref.parse(ref)
  const asked = askedIn(shows)
  const rights = await rightsOf(ctx, tx, who)
  if (!mayRead(asked.scope, who, rights)) return null
  return {
    opened: { asked, figure, page },
    sheet: await sheetOf(ctx, tx, asked),
    mayOpen: mayOpenMeetings(asked.scope, rights),
  }
}
