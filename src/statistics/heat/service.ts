import { oneFor } from '../../cards/ref.ts'
import type { Card } from '../../cards/card.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { writeLetters } from '../../letters/service.ts'
import { heatNow } from '../../measures/service.ts'
import { rightsOf } from '../../roster/service.ts'
import { heatCard } from './card.ts'
import { words } from './words.ts'

/** Whether 热度 is asked for. */
export function isHeatAsked(text: string): boolean {
  return ['热度', '热度榜', 'heat'].includes(text.trim().toLowerCase())
}

/** 统计 热度: answered privately, wherever it was asked. */
export async function sendHeat(
  ctx: Ctx,
  tx: Tx,
  { who, messageId }: Pick<Said, 'who' | 'messageId'>,
): Promise<void> {
  const letter = oneFor('statistics.heat', messageId)
  await writeLetters(ctx, tx, [{ ...letter, ref: messageId, to: { person: who } }])
}

/** How active the branches are, for an administrator of a college that turned it on; else why not. (domain §1H(g)) */
export async function heatFor(ctx: Ctx, tx: Tx, who: MemberId): Promise<Card | { text: string }> {
  if (!(await rightsOf(ctx, tx, who)).admin) return { text: words.mayNot }
  if (!ctx.settings.heat) return { text: words.off }
  return heatCard(await heatNow(ctx, tx), ctx.now().toZonedDateTimeISO(ctx.settings.timezone))
}
