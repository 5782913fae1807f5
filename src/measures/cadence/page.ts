import type { Html } from '../../html/element.ts'
import { tag } from '../../html/parts.ts'
import { table } from '../../html/table.ts'
import { isAfter } from '../../time/order.ts'
import type { DutyStatus, Progress } from './types.ts'
import { words } from './words.ts'

/** Each duty in its own window: what is required, held and planned, and what is still missing. */
export function dutyTable(dutyStatuses: readonly DutyStatus[], on: Temporal.PlainDate): Html {
  const { page } = words
  const names = ['type', 'state', 'window', 'required', 'done', 'planned'] as const
  return table({
    caption: page.caption,
    columns: names.map((name) => ({ name, title: page.columns[name] })),
    rows: dutyStatuses.map(({ duty, own }) => ({
      type: page.type(duty),
      window: page.window(own.window),
      state: stateTag(own, on),
      required: own.required,
      done: page.done(own.done, own.unrecorded),
      planned: own.planned,
    })),
  })
}

function stateTag({ required, done, planned, window }: Progress, on: Temporal.PlainDate): Html {
  const { page } = words
  if (required === 0) return tag(page.free)
  if (done >= required) return tag(page.met, 'good')
  if (done + planned >= required) return tag(page.arranged, 'info')
  // While there is time, what is not yet planned is nobody's fault.
  return tag(page.short(required - done - planned), isAfter(window.warnFrom, on) ? 'neutral' : 'attention')
}
