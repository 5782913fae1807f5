import { sql } from 'kysely'
import { runAlarm, takeDueAlarms } from '../../../src/alarms/service.ts'
import type { AlarmHandler, AlarmKinds } from '../../../src/alarms/types.ts'
import type { Tx } from '../../../src/db/tables.ts'
import type { Click } from '../../../src/feishu/in/click.ts'
import { MeetingId } from '../../../src/ids.ts'
import { handleClick } from '../../../src/inbox/service.ts'
import type { ActionHandler } from '../../../src/letters/types.ts'
import { registry } from '../../../src/router.ts'
import { type Life, aLife } from '../../support/a-life.ts'
import { aClick } from '../../support/click.ts'
import { everythingIn } from '../../support/everything.ts'
import { type Deed, OWN, type Time } from './model.ts'

/** B13's meeting of all members, and its secretary. */
export const MEETING = MeetingId.parse('A065')
export const SECRETARY = 'M0323'

/** How a press goes wrong on its way: its effect is thrown away, or its connection breaks before the commit. */
export type Crash = 'thrown' | 'cut'
/** `twice`: the platform delivers it twice at once. */
export type Press = Deed & { crash: Crash | null; twice: boolean }

/** The morning of the meeting: it is announced, and nobody has said anything. */
export async function aMorning(): Promise<Life> {
  const past = { name: 'invariants', live: (life: Pick<Life, 'liveUntil'>) => life.liveUntil(at('10:00:00')) }
  const life = await aLife({ only: [MEETING], now: '2026-11-24T09:00:00+08:00', past })
  life.ctx.set(at('10:00:00'))
  return life
}

/** That time of the meeting's day. */
export function at(time: Time): string {
  return `2026-11-27T${time}+08:00`
}

type Button = { a: string; form?: Record<string, unknown>; [part: string]: unknown }

const BUTTONS: Record<string, (who: string) => Button> = {
  join: () => ({ a: 'attendance.answer', reply: 'join', place: 'group' }),
  leave: () => ({ a: 'attendance.answer', reply: 'leave', place: 'group' }),
  personal: () => ({ a: 'attendance.category', category: '事假' }),
  official: () => ({ a: 'attendance.category', category: '公务' }),
  checkIn: () => ({ a: 'attendance.checkIn' }),
  checkInLate: () => ({ a: 'attendance.checkIn' }),
  approve: (member) => ({ a: 'attendance.decide', member, verdict: 'approved' }),
  refuse: (member) => ({ a: 'attendance.decide', member, verdict: 'refused' }),
  joinFor: (member) => ({ a: 'attendance.answerFor', form: { member, reply: 'join' } }),
  leaveFor: (member) => ({ a: 'attendance.answerFor', form: { member, reply: 'leave', category: '事假' } }),
  checkInFor: (member) => ({ a: 'attendance.checkInFor', form: { member, reason: '在场' } }),
  present: (member) => ({ a: 'attendance.mark', member, mark: 'present' }),
  absent: (member) => ({ a: 'attendance.mark', member, mark: 'absent' }),
  correctPresent: (who) => ({ a: 'attendance.enterRoll', form: { line: `实到：${who}`, reason: '核实' } }),
  correctAbsent: (who) => ({ a: 'attendance.enterRoll', form: { line: `缺席：${who}`, reason: '核实' } }),
  rest: () => ({ a: 'attendance.markRest', mark: 'absent' }),
}

function buttonOf({ who, kind }: Deed): Button {
  const known = BUTTONS[kind]
  if (known !== undefined) return known(who)
  return { a: 'attendance.changeList', form: { person: who, change: kind, reason: '核实' } }
}

/** When a press was made: one that comes late was made two minutes before. */
export function madeOf({ kind }: Deed, now: Time): Time {
  if (kind !== 'checkInLate') return now
  return Temporal.PlainTime.from(now).subtract({ minutes: 2 }).toString()
}

/** A meeting that is pressed upon, and every press so far. */
export type Pressed = { life: Life; notice: { id: string; message: string }; clicks: Click[] }

export async function pressedLife(life: Life): Promise<Pressed> {
  const sent = await life.db
    .selectFrom('letters_letters')
    .select(['id', 'message_id'])
    .where('kind', '=', 'meetings.notice')
    .executeTakeFirstOrThrow()
  return { life, notice: { id: sent.id, message: sent.message_id ?? '' }, clicks: [] }
}

/** All of them press at once; what came to nothing is delivered again. */
export async function pressAll(pressed: Pressed, all: readonly Press[], now: Time): Promise<void> {
  const { life, clicks } = pressed
  life.ctx.set(at(now))
  const made = all.map((one) => ({ ...one, click: clickOf(pressed, one, now) }))
  const crashes = new Map(
    made.flatMap(({ click, crash }) => (crash === null ? [] : [[click.eventId, crash] as const])),
  )
  const letters = { ...registry.letters, actions: crashing(crashes) }
  const deliveries = made.flatMap(({ click, twice }) => (twice ? [click, click] : [click]))
  await Promise.all(deliveries.map((click) => handleClick(life.ctx, letters, click)))
  const lost = made.filter(({ crash }) => crash === 'thrown').map(({ click }) => click)
  await Promise.all(lost.map((click) => handleClick(life.ctx, registry.letters, click)))
  clicks.push(...made.map(({ click }) => click))
}

function clickOf({ notice, clicks }: Pressed, one: Press, now: Time): Click {
  const { form = {}, ...button } = buttonOf(one)
  const by = OWN.some((own) => own === one.kind) ? one.who : SECRETARY
  const event = `evt_${clicks.length}_${now}_${one.who}_${one.kind}`
  const value = { ...button, l: notice.id, meeting: MEETING, event }
  const click = aClick({ by: `ou_${by}`, message: notice.message, chat: 'oc_fx_B13', value, form, event })
  return { ...click, madeAt: Temporal.Instant.from(at(madeOf(one, now))) }
}

/** The bot's buttons; the effect of some comes to nothing, the first time. */
function crashing(crashes: Map<string, Crash>): ReadonlyMap<string, ActionHandler> {
  return new Map(
    [...registry.letters.actions].map(([name, handler]): [string, ActionHandler] => [
      name,
      async (ctx, tx, press) => {
        const answer = await handler(ctx, tx, press)
        // What the button carries beside its own parts is the event of the press.
        const { event = '' } = press.data as { event?: string }
        const crash = crashes.get(event)
        crashes.delete(event)
        if (crash !== undefined) await fail(tx, crash)
        return answer
      },
    ]),
  )
}

async function fail(tx: Tx, crash: Crash): Promise<void> {
  if (crash === 'thrown') throw new Error('crashed before the commit')
  await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
}

/** What is due by then takes effect: the first time it is thrown away, the third time there is nothing left to do. */
export async function letFallDue({ ctx }: Life, now: Time): Promise<void> {
  ctx.set(at(now))
  const lost = (handler: AlarmHandler): AlarmHandler => {
    return async (...due) => {
      await handler(...due)
      throw new Error('crashed before the commit')
    }
  }
  // The same kinds, each with a handler.
  const crashing = Object.fromEntries(
    Object.entries(registry.alarms).map(([kind, handler]) => [kind, lost(handler)]),
  ) as AlarmKinds
  for (const id of await takeDueAlarms(ctx)) {
    await runAlarm(ctx, crashing, id)
    await Promise.all([1, 2].map(() => runAlarm(ctx, registry.alarms, id)))
  }
}

/** All that a press may change: rows of attendance, letters, alarms and what was done by whom. */
export async function stateOf({ db }: Life): Promise<Record<string, string[]>> {
  const { letters_letters: _, ...tables } = await everythingIn(db)
  const kept = Object.entries(tables).filter(([name]) =>
    /^(?:attendance_|roster_|meetings_meetings|reports_)/.test(name),
  )
  const letters = await db.selectFrom('letters_letters').select('key').orderBy('key').execute()
  return { ...Object.fromEntries(kept), letters: letters.map(({ key }) => key) }
}
