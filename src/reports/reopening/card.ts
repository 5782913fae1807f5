import type { Block } from '../../cards/card.ts'
import type { Days } from '../extension/service.ts'
import { type Choice, choiceField } from '../waiving/service.ts'
import { reopenAction } from './action.ts'
import { words } from './words.ts'

/** 重开 of one of these until another day, for an administrator; nothing when there is none. */
export function reopenForm(choices: readonly Choice[], { first, last }: Days): Block[] {
  if (choices.length === 0) return []
  const until = {
    ...{
      kind: 'date' as const,
      name: 'until',
      label: words.until,
      placeholder: words.untilHint(first, last),
    },
    required: true,
  }
  const submit = reopenAction.button({
    text: words.reopen,
    data: {},
    confirm: { title: words.title, text: words.confirm },
  })
  return [{ kind: 'form', name: 'reopen', fields: [choiceField('reopened', choices), until], submit }]
}
