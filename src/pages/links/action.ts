import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { refused } from '../../cards/toast.ts'
import type { Ctx } from '../../ctx.ts'
import type { ActionHandler } from '../../letters/types.ts'
import type { Page } from '../types.ts'
import { refusals, words } from '../words.ts'
import { renewLink, sendLink } from './service.ts'
import { LinkId, type Refusal } from './types.ts'

const detailsAction = action('pages.details', z.object({ to: z.string().startsWith('/').max(300) }))
export const renewAction = action('pages.renew', z.object({ link: LinkId }))

/**
 * 查看明细: sends whoever presses it a private link to the page under that address, if they may open it. None where the
 * college has no pages.
 */
export function detailsButtons(ctx: Pick<Ctx, 'publicUrl'>, to: string, text = words.details): Button[] {
  return ctx.publicUrl === null ? [] : [detailsAction.button({ text, data: { to } })]
}

/** What the buttons do. */
export function linkActions(pages: () => readonly Page[]): [string, ActionHandler][] {
  const details: ActionHandler = async (ctx, tx, press) => {
    const { to: target } = detailsAction.parse(press)
    return answer(await sendLink(ctx, tx, { pages: pages(), who: press.who, target }), words.sent)
  }
  const renew: ActionHandler = async (ctx, tx, press) => {
    const { link: id } = renewAction.parse(press)
    return answer(await renewLink(ctx, tx, { pages: pages(), who: press.who, id }), words.renewed)
  }
  return [
    [detailsAction.name, details],
    [renewAction.name, renew],
  ]
}

function answer(refusal: Refusal | null, done: string) {
  if (refusal !== null) return refused(refusal, { refusals, harmless: ['already'] })
  return { toast: { tone: 'success', text: done } } as const
}
