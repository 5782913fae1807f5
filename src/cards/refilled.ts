import type { Card, Field } from './card.ts'
import { PickedDate, PickedTime } from './picked.ts'
import { cutTo } from './shortened.ts'

/** What was typed and chosen in a form, and the action of its button. */
type Sent = { action: string; form: Record<string, unknown> }

/** The card with a form that was refused: what was typed and chosen stands in it, to be mended. */
export function refilled(card: Card, { action, form }: Sent): Card {
  const blocks = card.blocks.map((block) =>
    block.kind === 'form' && [block.submit, ...(block.others ?? [])].some((one) => one.action === action)
      ? { ...block, fields: block.fields.map((field) => filled(field, form[field.name])) }
      : block,
  )
  return { ...card, blocks }
}

function filled(field: Field, said: unknown): Field {
  if (field.kind === 'choices') return { ...field, chosen: chosenFrom(field, said) }
  if (typeof said !== 'string') return field
  switch (field.kind) {
    case 'input':
      return { ...field, value: cutTo(said, field.maxLength) }
    case 'select':
      return field.options.some(({ value }) => value === said) ? { ...field, chosen: said } : field
    case 'person': {
      const chosen = field.people.find((one) => one === said)
      return chosen === undefined ? field : { ...field, chosen }
    }
    case 'date': {
      const value = PickedDate.parse(said)
      return value === null ? field : { ...field, value }
    }
    case 'time': {
      const value = PickedTime.parse(said)
      return value === null ? field : { ...field, value }
    }
  }
}

function chosenFrom(
  { options, chosen }: Extract<Field, { kind: 'choices' }>,
  said: unknown,
): readonly string[] {
  if (!Array.isArray(said)) return chosen
  return options.flatMap(({ value }) => (said.includes(value) ? [value] : []))
}
