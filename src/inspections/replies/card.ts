import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { openButton, sheetBlocks } from '../sheet/service.ts'
import type { Sheet } from '../sheet/types.ts'
import type { Visit } from '../types.ts'
import { confirmAction, keepAction, MOST_SAID, objectAction } from './action.ts'
import { words } from './words.ts'

/** What 督查反馈 is rendered from; `said`: what was said about it, and how it stands. */
export type ResultView = {
  branch: string
  visit: Visit
  sheet: Sheet
  said: readonly string[]
  /** Whether its reader is to say something. */
  asks: boolean
}

/** What the inspection found, to the branch's secretary; to be confirmed or objected to. (domain §7.17) */
export function resultCard(view: ResultView): Card {
  const { branch, visit, sheet, said, asks } = view
  const title = words.title(branch)
  return {
    title,
    tone: toneOf(visit, asks),
    summary: title,
    blocks: [
      text(words.done(branch, visit.day)),
      ...sheetBlocks(sheet),
      ...said.map(text),
      ...(asks ? askBlocks(visit) : []),
      small(words.readBy),
    ],
  }
}

function toneOf({ stage }: Visit, asks: boolean): Card['tone'] {
  if (asks) return 'orange'
  return stage === 'objected' ? 'blue' : 'green'
}

function askBlocks({ id: visit, asked, answerBy, stage }: Visit): Block[] {
  if (answerBy === null) return []
  const data = { visit, asked: String(asked) }
  const confirm = buttons(confirmAction.button({ text: words.confirm, style: 'primary', data }))
  if (stage === 'kept') return [text(words.keptUntil(answerBy)), confirm]
  return [
    text(words.until(answerBy)),
    confirm,
    {
      kind: 'form',
      name: 'object',
      fields: [
        {
          ...{ kind: 'input', name: 'words', label: words.objectLabel, placeholder: words.objectHint },
          ...{ required: true, lines: 'many', maxLength: MOST_SAID },
        },
      ],
      submit: objectAction.button({ text: words.object, data }),
    },
  ]
}

/** A card that waits for nothing any more: there is a newer one, or its reader speaks for the branch no longer. */
export function oldResultCard(branch: string, why: 'superseded' | 'closed'): Card {
  const title = words.title(branch)
  return { title, tone: 'grey', summary: title, blocks: [text(words[why])] }
}

/** What a branch says against a sheet, to its inspector; null: it was answered. */
export function objectedCard(of: {
  branch: string
  visit: Visit
  objection: string | null
  isTheirs: boolean
}): Card {
  const { branch, visit, objection, isTheirs } = of
  const title = words.objectedTitle(branch)
  if (objection === null || !isTheirs) {
    const said = isTheirs ? words.settled : words.passedOn
    return { title, tone: 'grey', summary: title, blocks: [text(said)] }
  }
  return {
    title,
    tone: 'orange',
    summary: title,
    blocks: [
      text(words.objection(objection)),
      text(words.objectedHow),
      buttons(openButton(visit.id, words.amend)),
      {
        kind: 'form',
        name: 'keep',
        fields: [
          {
            ...{ kind: 'input', name: 'words', label: words.keepLabel, placeholder: words.keepHint },
            ...{ required: true, lines: 'many', maxLength: MOST_SAID },
          },
        ],
        submit: keepAction.button({ text: words.keep, data: { visit: visit.id } }),
      },
    ],
  }
}

/** Before anything was found: when the own branch is inspected, to its secretary. */
export function branchCard(of: { branch: string; inspector: string; visit: Visit | null }): Card {
  const { branch, inspector, visit } = of
  const title = words.title(branch)
  const said = visit === null ? words.unplanned : words.planned(visit.day, inspector)
  return { title, tone: visit === null ? 'grey' : 'blue', summary: title, blocks: [text(said)] }
}
