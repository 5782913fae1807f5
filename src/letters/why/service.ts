import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import * as lookups from '../lookups/store.ts'
import type { MemberId } from '../../ids.ts'
import type { Cause, Letter, LetterKinds, Press } from '../types.ts'
import { causeText, stopText } from './rules.ts'

/** What is handed down for it: the letters of all features, and who keeps the college's files. */
export type Answering = {
  kinds: LetterKinds
  keepsFiles(ctx: Ctx, tx: Tx, who: MemberId): Promise<boolean>
}

/** Why this person got this letter; null when it is somebody else's. */
export async function whyReceived(
  ctx: Ctx,
  tx: Tx,
  { kinds, keepsFiles, press }: Answering & { press: Press },
): Promise<string | null> {
  const letter = press.letter === null ? undefined : await lookups.byId(tx, press.letter)
  if (letter === undefined || !('person' in letter.to) || letter.to.person !== press.who) return null
  const lines = (await keepsFiles(ctx, tx, press.who)) ? ctx.settings.lines : null
  return causeText(await causeOf(ctx, tx, { kinds, letter }), lines)
}

/** All that is known of a letter, named by its id or key; null when there is none. */
export async function explainLetter(ctx: Ctx, tx: Tx, { kinds, name }: { kinds: LetterKinds; name: string }) {
  const account = await lookups.accountOf(tx, name)
  if (account === undefined) return null
  const cause = await causeOf(ctx, tx, { kinds, letter: account.letter })
  return { ...account, why: causeText(cause, ctx.settings.lines), stop: stopText(cause, account) }
}

async function causeOf(
  ctx: Ctx,
  tx: Tx,
  { kinds, letter }: { kinds: LetterKinds; letter: Letter },
): Promise<Cause> {
  const { why } = kinds[letter.kind]
  return typeof why === 'function' ? why(ctx, tx, letter) : why
}
