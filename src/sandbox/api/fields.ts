import { z } from 'zod'
import type { SandboxState } from '../state.ts'
import type { Ask } from './gateway.ts'
import { type Answer, refuse } from './refusal.ts'

/** One value or several under the same name of a query. */
export const repeated = z.union([z.string().transform((one) => [one]), z.array(z.string())])

/** What every list of several pages takes. */
export const paging = {
  page_size: z.coerce.number().int().default(20),
  page_token: z.string().default(''),
}

type Run<A> = (state: SandboxState, ask: A) => Answer

/** Lets a call through to its API only with the fields that this needs; unknown fields are ignored. */
export function checked<F extends z.ZodObject>(fields: F, run: Run<Ask & z.infer<F>>): Run<Ask> {
  return (state, ask) => {
    const read = fields.safeParse(ask)
    return read.success ? run(state, { ...ask, ...read.data }) : violated(read.error)
  }
}

function violated({ issues }: z.ZodError): Answer {
  const field_violations = issues.map(({ path, message }) => {
    const field = path.slice(1).join('.')
    return { field, description: message.endsWith('received undefined') ? `${field} is required` : message }
  })
  return refuse(99992402, 'field validation failed', { error: { field_violations } })
}
