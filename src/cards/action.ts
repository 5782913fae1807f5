import type { z } from 'zod'
import { Unfit } from '../errors.ts'
import type { Button } from './card.ts'

/** What a button looks like and carries. */
type Look<Data> = {
  text: string
  style?: Button['style']
  data: Data
  confirm?: { title: string; text: string }
  disabled?: boolean
}

/** A button's payload, declared once: the same object builds it and parses what comes back. */
export type Action<Data> = {
  readonly name: string
  button(look: Look<Data>): Button
  /** Throws `Unfit` when the payload is not one of ours. */
  parse(press: { data: unknown }): Data
}

/** Declares an action, such as `attendance.answer`. */
export function action<Data extends Record<string, string>>(
  name: string,
  schema: z.ZodType<Data>,
): Action<Data> {
  return {
    name,
    button: ({ text, style = 'normal', data, confirm, disabled }) => ({
      text,
      style,
      action: name,
      data,
      ...(confirm === undefined ? {} : { confirm }),
      ...(disabled === undefined ? {} : { disabled }),
    }),
    parse(press) {
      const read = schema.safeParse(press.data)
      if (read.success) return read.data
      throw new Unfit(`${name}: ${read.error.issues.map(({ path }) => path.join('.')).join()}`)
    },
  }
}
