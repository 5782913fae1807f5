import { expect, test } from 'vitest'
import { handleClick } from '../../src/inbox/service.ts'
import type { LetterKind } from '../../src/letters/types.ts'
import { registry } from '../../src/router.ts'
import { aLife, type Life } from '../support/a-life.ts'
import { aClick } from '../support/click.ts'

const [SECRETARY, MEMBER] = ['M0213', 'M0230']

type Filled = { by: string; kind: LetterKind; a: string; form: Record<string, string> }

/** What a form is answered that somebody sends on the newest card of a kind. */
async function sent(life: Life, { by, kind, a, form }: Filled): Promise<{ toast: string; card: string }> {
  await life.settle()
  const letters = life.db.selectFrom('letters_letters').select(['id', 'message_id', 'receiver'])
  const all = await letters.where('kind', '=', kind).orderBy('seq').execute()
  const { id, message_id, receiver } = all.at(-1) ?? { id: '', message_id: '', receiver: '' }
  const chat = receiver.startsWith('chat:') ? receiver.slice('chat:'.length) : `oc_p_${by}`
  const value = { a, l: id, meeting: 'A047' }
  const click = {
    ...aClick({ by: `ou_${by}`, message: message_id ?? '', chat, value, form }),
    madeAt: life.ctx.now(),
  }
  const { toast, card } = await handleClick(life.ctx, registry.letters, click)
  return { toast: toast?.content ?? '', card: JSON.stringify(card) }
}

test('a form that is refused comes back with what was typed and chosen, and one that is taken comes back empty', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-24T10:00:00+08:00' })
  await life.press(SECRETARY, 'attendance.openList', { data: { meeting: 'A047' } })
  const of = { by: SECRETARY, kind: 'attendance.list', a: 'attendance.changeList' } as const
  const form = { person: '', name: '查无此人', change: 'add', reason: '实习返校' }
  const refused = await sent(life, { ...of, form })
  expect(refused.toast).not.toBe('')
  for (const typed of ['查无此人', '实习返校']) expect(refused.card).toContain(`"default_value":"${typed}"`)
  const taken = await sent(life, { ...of, form: { ...form, person: MEMBER, name: '', change: 'remove' } })
  expect(taken.card).not.toContain('"default_value":"实习返校"')
})

test('what somebody typed into a card of the group is shown to nobody there', async () => {
  await using life = await aLife({ only: ['A047'] })
  const { checkin } = life.ctx.settings
  Object.assign(life.ctx, { settings: { ...life.ctx.settings, checkin: { ...checkin, code: 'spoken' } } })
  await life.liveUntil('2026-11-25T13:50:00+08:00')
  const { digits } = await life.db.selectFrom('attendance_codes').select('digits').executeTakeFirstOrThrow()
  const wrong = String((Number(digits) + 1) % 10_000).padStart(4, '0')
  const of = { by: MEMBER, kind: 'attendance.checkin', a: 'attendance.checkIn' } as const
  const { toast, card } = await sent(life, { ...of, form: { code0: wrong } })
  expect(toast).toContain('还可再试')
  expect(card).toContain('签到')
  expect(card).not.toContain(wrong)
})
