import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId, MemberId } from '../../ids.ts'
import { coveredBy } from '../../letters/service.ts'
import type { Letter, LetterHandler } from '../../letters/types.ts'
import { person } from '../../roster/service.ts'
import { dueCard } from './card.ts'
import { dueLetter } from './rules.ts'
import { linesOf, ownerNow } from './service.ts'
import type { Line } from './types.ts'
import { cause, words } from './words.ts'

/** Whoever works through it does so on that day. */
const A_DAY = Temporal.Duration.from({ hours: 24 })

/** The steps of which somebody is reminded: one card a day for each person, over all programmes. */
export const dueHandler: LetterHandler = {
  urgency: 'reminder',
  daily: true,
  atDesk: true,
  follows: A_DAY,
  why: cause,
  async subject(ctx, tx, letter) {
    const lines = await carriedBy(ctx, tx, letter)
    return words.several(lines[0]?.title ?? words.title, Math.max(lines.length, 1))
  },
  async branchOf(tx, { ref }) {
    const { by, of } = dueLetter.ref.parse(ref)
    if (by === 'committee' || of === null) return null
    return by === 'lead' ? BranchId.parse(of) : (await person(tx, MemberId.parse(of))).branch
  },
  holder: async (ctx, tx, { ref }) => ownerNow(ctx, tx, dueLetter.ref.parse(ref)),
  tells: async (ctx, tx, letter) => (await linesIn(ctx, tx, letter)).map(({ told }) => told),
  isRelevant: async (ctx, tx, letter) => (await linesIn(ctx, tx, letter)).length > 0,
  render: async (ctx, tx, letter) =>
    dueCard({ lines: await carriedBy(ctx, tx, letter), now: ctx.now(), zone: ctx.settings.timezone }),
}

async function linesIn(ctx: Ctx, tx: Tx, { ref, to }: Letter): Promise<Line[]> {
  const who = 'person' in to ? to.person : null
  return linesOf(ctx, tx, { ...dueLetter.ref.parse(ref), who })
}

/** What one card of the day tells of: its own steps and those of the letters that it carries, each once. */
async function carriedBy(ctx: Ctx, tx: Tx, letter: Letter): Promise<Line[]> {
  const lines = new Map<string, Line>()
  for (const one of [letter, ...(await coveredBy(tx, letter.id))])
    for (const line of await linesIn(ctx, tx, one)) lines.set(line.cell.id, line)
  return [...lines.values()].toSorted((one, other) => Temporal.PlainDate.compare(one.due, other.due))
}
