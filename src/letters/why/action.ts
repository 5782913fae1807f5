import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import type { ActionHandler } from '../types.ts'
import { words as letterWords } from '../words.ts'
import { type Answering, whyReceived } from './service.ts'
import { words } from './words.ts'

const whyAction = action('letters.why', z.object({}))

/** 为什么收到, below every reminder to a person. */
export function whyButton(): Button {
  return whyAction.button({ text: words.why, data: {} })
}

/** What the button does; it changes nothing. */
export function actionsOf(answering: Answering): [string, ActionHandler][] {
  const press: ActionHandler = async (ctx, tx, press) => {
    const text = await whyReceived(ctx, tx, { ...answering, press })
    if (text === null) return { toast: { tone: 'warning', text: letterWords.notYours } }
    return { toast: { tone: 'info', text } }
  }
  return [[whyAction.name, press]]
}
