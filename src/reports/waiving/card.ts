import type { Block, Field } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import type { RequestId } from '../../ids.ts'
import { MOST_REASON, waiveAction } from './action.ts'
import { words } from './words.ts'

/** A request as it stands in a list of choices: its branch and its title. */
export type Choice = { id: RequestId; label: string }

const LONGEST_LABEL = 40

/** The list in which one of several requests is chosen; the only one is chosen already. */
export function choiceField(name: string, choices: readonly Choice[]): Field {
  const labels = new Map(choices.map(({ id, label }) => [id, shortened(label, LONGEST_LABEL)]))
  const options = [...labels].map(([value, text]) => ({ text, value }))
  const [only, ...others] = options
  const chosen = only !== undefined && others.length === 0 ? { chosen: only.value } : {}
  return {
    ...{ kind: 'select' as const, name, label: words.which, placeholder: words.whichHint },
    ...{ required: true, options, ...chosen },
  }
}

/** 免交 of one of these, for an administrator; nothing when there is none. */
export function waiveForm(choices: readonly Choice[]): Block[] {
  if (choices.length === 0) return []
  const submit = waiveAction.button({
    text: words.waive,
    data: {},
    confirm: { title: words.confirmTitle, text: words.confirm },
  })
  const reason = {
    ...{ kind: 'input' as const, name: 'reason', label: words.reason, placeholder: words.reasonHint },
    ...{ required: true, lines: 'one' as const, maxLength: MOST_REASON },
  }
  return [{ kind: 'form', name: 'waive', fields: [choiceField('waived', choices), reason], submit }]
}
