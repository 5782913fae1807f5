import { isAfter } from '../../time/order.ts'
import { isOwed } from '../rules.ts'
import type { Request } from '../types.ts'
import type { Application } from './types.ts'

/** Whether an application is still to be decided on: what was handed in meanwhile needs no other day. */
export function isWaiting(
  application: Pick<Application, 'state'> | undefined,
  request: Pick<Request, 'state'>,
): boolean {
  return application?.state === 'asked' && isOwed(request)
}

/** Whether nobody answered an application until the day that it asked for: it lapses, and the deadline of before counts. */
export function isLapsed(
  application: Pick<Application, 'state' | 'until'> | undefined,
  today: Temporal.PlainDate,
): boolean {
  return application?.state === 'asked' && !isAfter(application.until, today)
}
