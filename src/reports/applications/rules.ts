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
