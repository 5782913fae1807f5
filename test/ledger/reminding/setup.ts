import { remindOfSteps } from '../../../src/ledger/service.ts'
import { LetterId, MemberId } from '../../../src/ids.ts'
import { registry } from '../../../src/router.ts'
import { aProgramme } from '../a-programme.ts'
import type { Life } from '../../support/a-life.ts'

/** The reminders of a day as the timetable begins them, and all that goes out at once. */
export async function nineOn(life: Life, day: string): Promise<void> {
  const at = Temporal.Instant.from(`${day}T09:00:00+08:00`)
  life.ctx.set(at.toString())
  await remindOfSteps(life.ctx, at)
  await life.settle()
}

/** To whom reminders went, and when: `M0053 2026-12-11 09:00`. */
export async function reminded(life: Life): Promise<string[]> {
  return (await life.letters('ledger.due'))
    .filter(({ ended }) => ended === 'sent')
    .map(({ receiver, first_attempt_at: at }) => {
      const local = at?.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString().slice(0, 16)
      return `${receiver.slice('person:'.length)} ${local?.replace('T', ' ')}`
    })
}

/** A letter's card as it stands now, as one text; by default the newest that was sent. */
export async function cardNow(life: Life, which?: string): Promise<string> {
  const all = await life.letters('ledger.due')
  const row = all.findLast(({ ref, ended }) => (which === undefined ? ended === 'sent' : ref === which))
  if (row === undefined) throw new Error('no reminder')
  const to = { person: MemberId.parse(row.receiver.slice('person:'.length)) }
  const letter = { id: LetterId.parse(row.id), kind: 'ledger.due', ref: row.ref, to } as const
  const card = await life.act((tx) => registry.letters.kinds['ledger.due'].render(life.ctx, tx, letter))
  return JSON.stringify(card)
}

/** A programme of one step of B03, which is due then. */
export function due(on: string, over: object = {}) {
  return aProgramme({ rows: ['B03'], steps: [{ id: 'list', title: '清单上墙', due: on, ...over }] })
}
