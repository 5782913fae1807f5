import { text } from '../../cards/blocks.ts'
import type { Block, Button } from '../../cards/card.ts'
import type { RequestId } from '../../ids.ts'
import { MOST_REASON, turnButton } from '../pages/service.ts'
import type { Draft } from '../types.ts'
import { askWhyAction, sayNotHeldAction } from './action.ts'
import { words } from './words.ts'

/** The page on which is said why nothing was held. */
export function unheldBlocks(draft: Draft): Block[] {
  const data = { request: draft.request, n: String(draft.n) }
  return [
    text(words.ask),
    {
      ...{ kind: 'form', name: 'report' },
      fields: [
        {
          ...{ kind: 'input', name: 'reason', label: words.reason, placeholder: words.hint },
          ...{ value: draft.report.notHeld ?? '', required: false, lines: 'many', maxLength: MOST_REASON },
        },
      ],
      submit: sayNotHeldAction.button({ text: words.submit, style: 'primary', data }),
      others: [turnButton(draft, { text: words.back, to: 0 })],
    },
  ]
}

/** 未召开, on a card that asks for a report. */
export function unheldButton(request: RequestId): Button {
  return askWhyAction.button({ text: words.open, data: { request } })
}
