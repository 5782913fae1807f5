import { registry } from '../../../src/router.ts'
import { LetterId, MeetingId, MemberId } from '../../../src/ids.ts'
import type { Button, Card } from '../../../src/cards/card.ts'
import { press as pressAttendance } from '../../attendance/press.ts'
import { aCollege } from '../../meetings/college.ts'

export const A047 = MeetingId.parse('A047')
export type Registry = Awaited<ReturnType<typeof aCollege>>

/** A047 is a meeting of branch B10: its secretary and host, its deputy, a leader of a group, a member; and others. */
export const SECRETARY = 'M0213'
export const DEPUTY = 'M0214'
export const LEADER = 'M0219'
export const MEMBER = 'M0222'
export const ADMIN = 'M0140'

/** The newest card of somebody's changes, as it is rendered at this moment. */
export async function cardOf(at: Registry, who: string): Promise<Card> {
  const row = await at.db
    .selectFrom('letters_letters')
    .select(['id', 'ref'])
    .where('kind', '=', 'meetings.manage')
    .where('receiver', '=', `person:${who}`)
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  const to = { person: MemberId.parse(who) }
  const letter = { id: LetterId.parse(row.id), kind: 'meetings.manage', ref: row.ref, to } as const
  const rendering = await at.act((tx) => registry.letters.kinds['meetings.manage'].render(at.ctx, tx, letter))
  if ('text' in rendering) throw new Error('a text')
  return rendering
}

/** Everything that can be pressed on a card, by its words. */
export function buttonsOf(card: Card): Map<string, Button> {
  const all = card.blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons
    return block.kind === 'form' ? [block.submit] : []
  })
  return new Map(all.map((button) => [button.text, button]))
}

/** Presses a button of the newest card, as the router would; answers the toast. */
export async function press(
  at: Registry,
  who: string,
  what: { text: string; form?: object },
): Promise<string> {
  const button = buttonsOf(await cardOf(at, who)).get(what.text)
  if (button === undefined) throw new Error(`no button ${what.text}`)
  return pressButton(at, who, { ...button, form: { ...what.form } })
}

type Made = { action: string; data: object; form?: Record<string, unknown> }

/** Presses any button. */
export async function pressButton(
  at: Registry,
  who: string,
  { action, data, form = {} }: Made,
): Promise<string> {
  const handler = registry.letters.actions.get(action)
  if (handler === undefined) throw new Error(`no action ${action}`)
  const one = { who: MemberId.parse(who), letter: null, madeAt: at.ctx.now(), data, form }
  return (await at.act((tx) => handler(at.ctx, tx, one))).toast.text
}

/** Opens the card of a meeting. */
export async function open(at: Registry, who: string, meeting: MeetingId = A047): Promise<string> {
  return pressButton(at, who, { action: 'meetings.open', data: { meeting } })
}

export const toThursday = { day: '2026-11-26 +0800', clock: '15:00 +0800', minutes: '100' }

/** The newest card as text. */
export async function shown(at: Registry, who: string): Promise<string> {
  return JSON.stringify(await cardOf(at, who))
}

async function answer(at: Registry, who: string, reply: 'join' | 'leave') {
  const data = { meeting: 'A047', reply, place: 'group' }
  await pressAttendance(at, who, { name: 'attendance.answer', data })
}

/** The college on Monday, half past nine, with A047 announced and answered by three. */
export async function aTold(): Promise<Registry> {
  const at = await aCollege({ only: ['A047'] })
  await at.liveUntil('2026-11-23T09:30:00+08:00')
  for (const who of ['M0221', 'M0222', 'M0223']) await answer(at, who, 'join')
  return at
}

/** Opens the card and fills in a form; answers the toast. */
export async function preview(at: Registry, who: string, change: { text: string; form: object }) {
  await open(at, who)
  await press(at, who, { text: change.text })
  return press(at, who, { text: '预览', form: change.form })
}

/** The texts of a kind with their receivers, as they are rendered at this moment. */
export async function texts(at: Registry, kind: 'meetings.copy' | 'meetings.withdrawn') {
  const rows = await at.db
    .selectFrom('letters_letters')
    .select(['id', 'ref', 'receiver'])
    .where('kind', '=', kind)
    .orderBy('receiver')
    .execute()
  const spec = registry.letters.kinds[kind]
  return Promise.all(
    rows.map(async ({ id, ref, receiver }) => {
      const to = { person: MemberId.parse(receiver) }
      const letter = { id: LetterId.parse(id), kind, ref, to }
      const rendering = await at.act((tx) => spec.render(at.ctx, tx, letter))
      return [receiver, 'text' in rendering ? rendering.text : 'a card']
    }),
  )
}
