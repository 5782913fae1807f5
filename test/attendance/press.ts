import { actions } from '../../src/attendance/action.ts'
import { MemberId } from '../../src/ids.ts'
import type { aCollege } from '../meetings/college.ts'

export type Registry = Awaited<ReturnType<typeof aCollege>>

/** A button's action with what it carries; `at` is when it was pressed, now unless told. */
export type Made = { name: string; data: object; form?: object; at?: string }

/** Presses a button as the router would; answers the toast. */
export async function press(life: Registry, who: string, made: Made): Promise<string> {
  const handler = new Map(actions).get(made.name)
  if (handler === undefined) throw new Error(`no action ${made.name}`)
  const madeAt = made.at === undefined ? life.ctx.now() : Temporal.Instant.from(made.at)
  const one = { who: MemberId.parse(who), letter: null, madeAt, data: made.data, form: { ...made.form } }
  return (await life.act((tx) => handler(life.ctx, tx, one))).toast.text
}
