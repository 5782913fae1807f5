import { buttons, text } from '../../cards/blocks.ts'
import type { Button, Card } from '../../cards/card.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { rollButton, rollWords } from '../roll/service.ts'
import { settleCorrectionAction } from './action.ts'
import type { CorrectionRequest } from './types.ts'
import type { Stated } from '../types.ts'
import { words } from './words.ts'

/** What a request for a correction is rendered from; `now` is how the person is marked, in words. */
export type CorrectionView = {
  meeting: MeetingId
  who: MemberId
  name: string
  what: string
  now: string
  request: CorrectionRequest
}

/** A request for a correction, for whoever may correct the roll; private. */
export function correctionCard(view: CorrectionView): Card {
  const { name, what, now, request } = view
  const isOpen = request.state === 'open'
  const title = isOpen ? words.askedTitle : words.settledTitle
  const said = [text(words.asked(name, what, now)), text(words.said(request.said))]
  const end = isOpen
    ? buttons(...settleButtons(view))
    : text(words[request.state === 'kept' ? 'kept' : 'corrected'])
  return { title, tone: isOpen ? 'blue' : 'grey', summary: title, blocks: [...said, end] }
}

/** That a record names another number of people than the roll, for whoever may correct it; `counted` is the roll's. */
export function rollDoubtedCard(of: {
  meeting: MeetingId
  what: string
  of: Stated['of']
  stated: number
  counted: number
}): Card {
  const isOpen = of.stated !== of.counted
  const title = isOpen ? words.doubtedTitle : words.agreedTitle
  const said = isOpen ? words.doubted(of) : words.agreed(of)
  const blocks = [text(said), ...(isOpen ? [buttons(rollButton(of.meeting))] : [])]
  return { title, tone: isOpen ? 'blue' : 'grey', summary: title, blocks }
}

function settleButtons({ meeting, who: member, request }: CorrectionView): Button[] {
  const data = { meeting, member, n: String(request.n) }
  const marks = (['present', 'leave', 'absent'] as const).map((to) =>
    settleCorrectionAction.button({ text: rollWords.marks[to], data: { ...data, to } }),
  )
  return [...marks, settleCorrectionAction.button({ text: words.keep, data: { ...data, to: 'keep' } })]
}
