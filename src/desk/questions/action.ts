import { z } from 'zod'
import { MessageId, RequestId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { action } from '../../cards/action.ts'
import { settleQuestion } from './service.ts'
import type { Taken } from './types.ts'
import { refusals, words } from './words.ts'

/** 写入纪实, 安排会议 or 都不是. */
export const takeAction = action(
  'desk.take',
  z.object({ question: MessageId, as: z.union([z.literal(['call', 'nothing']), RequestId]) }),
)

const pressTake: ActionHandler = async (ctx, tx, press) => {
  const { question: id, as } = takeAction.parse(press)
  const refusal = await settleQuestion(ctx, tx, { id, as, who: press.who })
  if (refusal !== null) return { toast: { tone: 'info', text: refusals[refusal] } }
  return { toast: { tone: 'success', text: takenText(as) } }
}

/** What became of the words. */
export function takenText(as: Taken): string {
  if (as === 'call') return words.asCall
  return as === 'nothing' ? words.asNothing : words.asReport
}

/** What this part's buttons do. */
export const actions: [string, ActionHandler][] = [[takeAction.name, pressTake]]
