import { z } from 'zod'
import { STATED, type Stated } from '../types.ts'

const FORM = new RegExp(`^(${STATED.join('|')})?([0-9]{1,6})$`)

/** A number of people that a text names, as a ref keeps it: `21` came, `leave2` took leave. */
export const StatedText = z.string().regex(FORM).brand<'StatedText'>()
type StatedText = z.infer<typeof StatedText>

export function statedText({ of, number }: Stated): StatedText {
  return StatedText.parse(`${of === 'present' ? '' : of}${number}`)
}

export function readStated(text: StatedText): Stated {
  const [, name, digits] = FORM.exec(text) ?? []
  return { of: STATED.find((one) => one === name) ?? 'present', number: Number(digits) }
}
