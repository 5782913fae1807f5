import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { writeLetters } from '../letters/service.ts'
import type { Command, Said } from '../inbox/types.ts'
import { rightsOf } from '../roster/service.ts'
import { refusalRef } from './letter.ts'
import { lastDigest } from './service.ts'

/** What this feature does when it is asked in a chat. */
export const commands: Command[] = [
  { triggers: ['周报', 'digest'], help: '私聊发给您最近一期学院周报（学院党委）', run: sendAgain },
]

/** Sends the last digest once more, to the one who asks, in the direct chat. */
async function sendAgain(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const ref = await answerTo(ctx, tx, said)
  await writeLetters(ctx, tx, [
    { key: `digest-again:${said.messageId}`, kind: 'digest.college', ref, to: { person: said.who } },
  ])
}

async function answerTo(ctx: Ctx, tx: Tx, { who }: Said): Promise<string> {
  const rights = await rightsOf(ctx, tx, who)
  if (!rights.committee) return refusalRef.text({ refusal: 'mayNot' })
  return (await lastDigest(ctx, tx))?.key ?? refusalRef.text({ refusal: 'noneYet' })
}
