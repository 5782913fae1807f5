import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { rollOf } from '../../../src/attendance/service.ts'
import { MeetingId, MemberId } from '../../../src/ids.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import { A047, ADMIN, buttonsOf, cardOf, DEPUTY, linesOf, MEMBER, SECRETARY } from '../overview/shown.ts'

const on = (time: string) => `2026-11-25T${time}:00+08:00`

type Living = Pick<Life, 'ctx' | 'liveUntil'>

function saysAloud({ ctx }: Living): void {
  const { settings } = ctx
  Object.assign(ctx, { settings: { ...settings, checkin: { ...settings.checkin, code: 'spoken' } } })
}

const OPENED = {
  name: 'the digits are said',
  async live(life: Living) {
    saysAloud(life)
    await life.liveUntil(on('13:46'))
  },
}

/** A college that has the digits said aloud, at a moment after A047's check-in has opened. */
async function spoken(at: string): Promise<Life> {
  const life = await aLife({ only: ['A047'], past: OPENED })
  saysAloud(life)
  await life.liveUntil(on(at))
  return life
}

/** The same college a while before, with A047 booked or not. */
async function before(at: string, only = ['A047']): Promise<Life> {
  const life = await aLife({ only })
  saysAloud(life)
  await life.liveUntil(on(at))
  return life
}

async function digitsOf({ db }: Life): Promise<string> {
  return (await db.selectFrom('attendance_codes').select('digits').executeTakeFirstOrThrow()).digits
}

const checkIn = (life: Life, who: string, code?: string) =>
  life.press(who, 'attendance.checkIn', { ...A047, form: code === undefined ? {} : { code0: code } })
const counts = (life: Life) => life.act((tx) => rollOf(tx, MeetingId.parse('A047')))
const wrongOf = (digits: string) => String((Number(digits) + 1) % 10_000).padStart(4, '0')

test('the host alone is told four digits to say aloud, and the chat asks for them', async () => {
  await using life = await before('13:44')
  expect(await life.letters('attendance.code')).toEqual([])
  await life.liveUntil(on('13:46'))
  const [letter, another] = await life.letters('attendance.code')
  expect([letter?.receiver, letter?.ended, another]).toEqual([`person:${SECRETARY}`, 'sent', undefined])
  const digits = await digitsOf(life)
  const card = await cardOf(life, SECRETARY, 'attendance.code')
  expect(linesOf(card)[0]).toBe(`请在会场口头告知：“签到口令是${[...digits].join(' ')}。”`)
  expect(`${card.title}${card.summary}`).not.toContain(digits)
  expect(buttonsOf(card).get('签到情况')?.action).toBe('attendance.openOverview')
  const group = life.sent.filter(({ to }) => to.type === 'chat').map(({ content }) => JSON.stringify(content))
  expect(group.at(-1)).toMatch(/主持人口头告知的四位数字.*签到/)
})

test('the right digits check in, wrong ones are told how often they may be tried, and the sixth try is none', async () => {
  await using life = await spoken('13:50')
  const digits = await digitsOf(life)
  expect(await checkIn(life, MEMBER)).toBe('请填写主持人口头告知的四位数字口令，再点“签到”。')
  for (const left of [4, 3, 2, 1])
    expect(await checkIn(life, MEMBER, wrongOf(digits))).toContain(`口令不对，还可再试${left}次。`)
  const spent = '口令已多次输错，请当面告诉主持人，由主持人代签。'
  expect(await checkIn(life, MEMBER, wrongOf(digits))).toBe(spent)
  expect(await checkIn(life, MEMBER, digits)).toBe(spent)
  expect(await checkIn(life, 'M0231', ` ${[...digits].join(' ')} `)).toBe('签到成功（13:50）。')
  expect(await checkIn(life, 'M0231', wrongOf(digits))).toBe('您已签到（13:50），无需重复。')
  expect(await counts(life)).toMatchObject({ present: 1 })
})

test('a crowd of twenty types at once, every other wrong at first, and each is in once', async () => {
  await using life = await spoken('13:50')
  const digits = await digitsOf(life)
  const crowd = Array.from({ length: 20 }, (_, n) => `M0${220 + n}`)
  const typed = (n: number) => (n % 2 === 0 ? digits : wrongOf(digits))
  const toasts = await Promise.all(crowd.map((who, n) => checkIn(life, who, typed(n))))
  expect(toasts.filter((text) => text.startsWith('签到成功'))).toHaveLength(10)
  expect(toasts.filter((text) => text.includes('还可再试4次'))).toHaveLength(10)
  await Promise.all(crowd.map((who) => checkIn(life, who, digits)))
  expect(await counts(life)).toMatchObject({ present: 20, late: 0 })
})

test('one person trying twenty at once has five tries', async () => {
  await using life = await spoken('13:50')
  const digits = await digitsOf(life)
  const toasts = await Promise.all(Array.from({ length: 20 }, () => checkIn(life, MEMBER, wrongOf(digits))))
  expect(toasts.filter((text) => text.includes('还可再试'))).toHaveLength(4)
})

test('an observer types them on the own card, and whoever asks where to check in on that card', async () => {
  await using life = await before('09:00', [])
  const [line] = life.college.meetings.filter(({ id }) => id === 'A047')
  if (line === undefined) throw new Error('no A047')
  await life.book([{ ...line, observers: [MemberId.parse('M0001')] }])
  await life.liveUntil(on('13:50'))
  const digits = await digitsOf(life)
  const form = (await cardOf(life, 'M0001', 'attendance.observe')).blocks.find(({ kind }) => kind === 'form')
  expect(form).toMatchObject({ fields: [{ name: 'code0' }], submit: { action: 'attendance.checkIn' } })
  await life.say(MEMBER, '签到')
  expect((await cardOf(life, MEMBER, 'desk.pointer')).blocks.map(({ kind }) => kind)).toEqual([
    'text',
    'form',
  ])
  expect(await checkIn(life, 'M0001', digits)).toBe('签到成功（13:50）。')
})

test('the overview repeats them to whoever may check others in, and to nobody else', async () => {
  await using life = await spoken('13:50')
  const digits = await digitsOf(life)
  for (const who of [DEPUTY, ADMIN]) await life.press(who, 'attendance.openOverview', A047)
  expect(linesOf(await cardOf(life, DEPUTY))).toContain(`签到口令是${digits}，只在会场口头告知。`)
  expect(JSON.stringify(await cardOf(life, ADMIN))).not.toContain('口令')
})

test('once the check-in is over the digits are gone from the host’s card, and a click made in time still counts', async () => {
  await using life = await spoken('16:11')
  const digits = await digitsOf(life)
  expect(linesOf(await cardOf(life, SECRETARY, 'attendance.code'))).toEqual(['签到已结束，口令不再使用。'])
  life.ctx.set(on('14:05'))
  expect(await checkIn(life, MEMBER, digits)).toBe('签到成功（14:05）。')
})

test('a college without digits makes none', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil(on('13:50'))
  expect(await life.letters('attendance.code')).toEqual([])
  expect(await checkIn(life, MEMBER)).toBe('签到成功（13:50）。')
})

test('the digits stand in no card of a chat, log line, audit row, alarm or letter’s row', async () => {
  await using life = await before('13:44')
  const lines: string[] = []
  const kept = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  Object.assign(life.ctx, { log: pino({ level: 'trace', base: null }, kept) })
  await life.liveUntil(on('13:46'))
  const digits = await digitsOf(life)
  for (const code of [wrongOf(digits), digits]) await checkIn(life, MEMBER, code)
  await life.press(SECRETARY, 'attendance.openOverview', A047)
  await life.liveUntil(on('13:52'))
  const toChats = life.sent.filter(({ to }) => to.type === 'chat').map((one) => JSON.stringify(one))
  const rows = await Promise.all([
    life.db.selectFrom('roster_audit').selectAll().execute(),
    life.db.selectFrom('alarms_alarms').select(['kind', 'key', 'ref']).execute(),
    life.db.selectFrom('letters_letters').select(['kind', 'key', 'ref', 'receiver', 'code']).execute(),
  ])
  const found = [...toChats, ...lines, ...rows.flat().map((row) => JSON.stringify(row))]
  const holds = new RegExp(`(?<![0-9a-f-])${digits}(?![0-9a-f-])`)
  expect(found.length).toBeGreaterThan(20)
  expect(found.filter((text) => holds.test(text))).toEqual([])
})
