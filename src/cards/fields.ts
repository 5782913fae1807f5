import type { Field } from './card.ts'
import { cutTo } from './shortened.ts'

type Input = Extract<Field, { kind: 'input' }>
type Select = Extract<Field, { kind: 'select' }>
type Named = Pick<Input, 'name' | 'label' | 'placeholder'>

/** The platform's inputs hold no more. */
export const LONGEST = 1_000

// Nothing is demanded by the platform: it would hold up the buttons that lead elsewhere, too.
const FREE = { required: false } as const

/** A field in which text is typed. */
export function input(of: Named & { value: string; lines?: Input['lines']; maxLength?: number }): Input {
  const { maxLength = LONGEST, lines = 'one', value, ...named } = of
  return { kind: 'input', ...named, ...FREE, lines, maxLength, value: cutTo(value, maxLength) }
}

/** A list of which one is chosen; what is not among it is not. */
export function select({
  chosen,
  ...of
}: Named & Pick<Select, 'options'> & { chosen: string | null }): Select {
  const isAmong = of.options.some(({ value }) => value === chosen)
  return { kind: 'select', ...of, ...FREE, ...(isAmong && chosen !== null ? { chosen } : {}) }
}

/** A day that is chosen. */
export function dateField({ value, ...named }: Named & { value: Temporal.PlainDate | null }): Field {
  return { kind: 'date', ...named, ...FREE, ...(value === null ? {} : { value }) }
}

/** A time of day that is chosen. */
export function timeField({ value, ...named }: Named & { value: Temporal.PlainTime | null }): Field {
  return { kind: 'time', ...named, ...FREE, ...(value === null ? {} : { value }) }
}
