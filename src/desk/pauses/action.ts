import { z } from 'zod'
import { BranchId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { resumeAtDesk } from './service.ts'
import type { Scope } from './types.ts'
import { refusals, words } from './words.ts'

const resumeAction = action('desk.resume', z.object({ scope: z.union([z.literal('college'), BranchId]) }))

/** 恢复, beside a pause that runs. */
export function resumeButton(scope: Scope): Button {
  return resumeAction.button({ text: words.resume, data: { scope } })
}

const pressResume: ActionHandler = async (ctx, tx, press) => {
  const { did, of } = await resumeAtDesk(ctx, tx, { ...resumeAction.parse(press), who: press.who })
  if (did === 'mayNot') return { toast: { tone: 'warning', text: refusals.mayNot() }, needs: 'resume' }
  if (did === 'notPaused') return { toast: { tone: 'info', text: words.notPaused(of) } }
  return { toast: { tone: 'success', text: words.ended(of) } }
}

/** What this part's button does. */
export const actions: [string, ActionHandler][] = [[resumeAction.name, pressResume]]
