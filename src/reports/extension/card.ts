import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import type { RequestId } from '../../ids.ts'
import { shortDay } from '../../time/format.ts'
import { isWaiting } from '../applications/service.ts'
import type { Application } from '../applications/types.ts'
import { fillButton, until } from '../card.ts'
import { isOwed } from '../rules.ts'
import type { Request } from '../types.ts'
import { decideExtensionAction, extensionAction, MOST_WHY, openExtensionAction } from './action.ts'
import type { Days } from './rules.ts'
import { words } from './words.ts'

/** What the applicant's card is rendered from; `days` is null when this reader cannot apply, `reader` decides. */
export type ExtensionView = {
  request: Request
  application: Application | null
  days: Days | null
  reader: string
  /** Whether nobody answered until the day that was asked for. */
  isLapsed: boolean
  isOwn: boolean
  zone: string
}

/** 申请延期: the form, and then how it stands; private, for whoever asked for it. */
export function extensionCard(view: ExtensionView): Card {
  const { request, application, days } = view
  if (application !== null && application.state !== 'asked') return decidedCard(view, application)
  const card = (blocks: Block[]): Card => ({ title: words.title, tone: 'blue', summary: words.title, blocks })
  if (application !== null && view.isLapsed && isOwed(request))
    return {
      ...card([text(words.lapsed(application.until)), buttons(fillButton(request.id))]),
      tone: 'orange',
    }
  if (application !== null && isWaiting(application, request))
    return card([text(words.waits(application.until, view.reader)), ...ownWords(view, application)])
  if (days !== null) return card(formBlocks(view, days))
  return { ...card([text(closedText(request))]), tone: 'grey' }
}

function closedText(request: Request): string {
  return isOwed(request) ? words.closed : words.settled(request.title)
}

function ownWords({ isOwn }: ExtensionView, { why }: Application): Block[] {
  return isOwn && why !== '' ? [text(words.said(why))] : []
}

function formBlocks({ request, zone }: ExtensionView, { first, last }: Days): Block[] {
  return [
    text(words.offered(request.title, until(request.dueAt, { zone }))),
    {
      kind: 'form',
      name: 'extension',
      fields: [
        {
          kind: 'date',
          name: 'until',
          label: words.until,
          placeholder: words.untilHint(first, last),
          required: true,
        },
        {
          kind: 'input',
          name: 'why',
          label: words.why,
          placeholder: words.whyHint,
          required: false,
          lines: 'many',
          maxLength: MOST_WHY,
        },
      ],
      submit: extensionAction.button({
        text: words.submit,
        style: 'primary',
        data: { request: request.id },
      }),
    },
    small(words.once(first, last)),
  ]
}

function decidedCard(view: ExtensionView, { state }: Application): Card {
  const { request, zone } = view
  const granted = state === 'granted'
  const title = granted ? words.grantedTitle : words.declinedTitle
  const due = until(request.dueAt, { zone })
  const said = isOwed(request)
    ? [text((granted ? words.granted : words.declined)(request.title, due)), buttons(fillButton(request.id))]
    : [text(words.settled(request.title))]
  return { title, tone: granted ? 'green' : 'blue', summary: title, blocks: said }
}

/** What whoever decides sees of an application; `by` and `decidedBy` are names. */
export type AskedView = {
  request: Request
  application: Application
  branch: string
  by: string
  decidedBy: string | null
  mayDecide: boolean
  /** Whether the day that was asked for can still be granted. */
  isAhead: boolean
  zone: string
}

/** 延期申请待答复: private, for whoever decides. */
export function extensionAskedCard(view: AskedView): Card {
  const { request, application, mayDecide } = view
  const waits = mayDecide && isWaiting(application, request)
  const card = (blocks: Block[]): Card => ({
    title: words.askedTitle,
    tone: waits ? 'blue' : 'grey',
    summary: words.askedTitle,
    blocks,
  })
  if (!mayDecide) return card([text(words.notYours)])
  return card([factsOf(view), ...endOf(view)])
}

function factsOf({ request, application, branch, by, zone }: AskedView): Block {
  const { facts } = words
  const said: [string, string][] = application.why === '' ? [] : [[facts.why, application.why]]
  const due: [string, string][] = request.extended ? [] : [[facts.due, until(request.dueAt, { zone })]]
  return {
    kind: 'facts',
    facts: [
      [facts.what, `${branch}：${request.title}`],
      [facts.by, by],
      ...due,
      [facts.until, shortDay(application.until)],
      ...said,
    ],
  }
}

function endOf({ request, application, decidedBy, isAhead }: AskedView): Block[] {
  if (application.state !== 'asked')
    return [text(words.decided(decidedBy ?? '', application.state === 'granted'))]
  if (!isWaiting(application, request)) return [text(words.settled(request.title))]
  return [...(isAhead ? [] : [text(words.past)]), decideButtons(request.id, isAhead)]
}

function decideButtons(request: RequestId, isAhead: boolean): Block {
  const decline = decideExtensionAction.button({
    text: words.disagree,
    data: { request, verdict: 'declined' },
  })
  if (!isAhead) return buttons(decline)
  const grant = decideExtensionAction.button({
    text: words.agree,
    style: 'primary',
    data: { request, verdict: 'granted' },
  })
  return buttons(grant, decline)
}

/** 申请延期. */
export function extensionButton(request: RequestId): Button {
  return openExtensionAction.button({ text: words.ask, data: { request } })
}

/** A line of 待办 for whoever decides, with its buttons. */
export type ExtensionToDo = Pick<AskedView, 'request' | 'application' | 'branch' | 'by' | 'isAhead'>

const MOST_TITLE = 40

/** What waits for a person to decide, with its buttons; for 待办. */
export function extensionToDo({ request, application, branch, by, isAhead }: ExtensionToDo): Block[] {
  const what = shortened(`${branch}：${request.title}`, MOST_TITLE)
  return [text(words.toDo(what, by, application.until)), decideButtons(request.id, isAhead)]
}
