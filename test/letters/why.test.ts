import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { registry } from '../../src/router.ts'
import { transact } from '../../src/db/transact.ts'
import { LetterId, MemberId } from '../../src/ids.ts'
import { renderLetter } from '../../src/letters/rendering/service.ts'
import { receiverOf } from '../../src/letters/rules.ts'
import { causeText, type Progress, stopText } from '../../src/letters/why/rules.ts'
import { explainLetter, whyReceived } from '../../src/letters/why/service.ts'
import { aCollege } from '../meetings/college.ts'

const { kinds } = registry.letters

/** The week's assembly of B10 with those who were reminded of it a day before. */
async function aReminder() {
  await using opening = new AsyncDisposableStack()
  const college = opening.use(await aCollege({ only: ['A047'] }))
  await college.liveUntil('2026-11-27T13:00:00+08:00')
  const { db } = college
  const rows = db.selectFrom('letters_letters').select(['id', 'key', 'kind', 'ref', 'receiver'])
  const row = await rows.where('kind', '=', 'attendance.ask').orderBy('seq').executeTakeFirstOrThrow()
  const to = receiverOf(row.receiver)
  const letter = { id: LetterId.parse(row.id), kind: 'attendance.ask', ref: row.ref, to } as const
  const press = (who: MemberId, keeps = false) => {
    const keepsFiles = async () => keeps
    const pressed = { who, letter: letter.id, madeAt: college.ctx.now(), data: {}, form: {} }
    return college.act((tx) => whyReceived(college.ctx, tx, { kinds, keepsFiles, press: pressed }))
  }
  const explain = (name: string) => college.act((tx) => explainLetter(college.ctx, tx, { kinds, name }))
  const opened = opening.move()
  const whole = { ...college, letter, key: row.key, press, explain }
  return { ...whole, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

/** The line of the demo's file that begins with this entry. */
async function lineOf(entry: string): Promise<number> {
  const lines = (await readFile('config/demo/college.yaml', 'utf8')).split('\n')
  return lines.findIndex((line) => line.startsWith(entry)) + 1
}

test('whoever was reminded is told the case, the setting with its line, and what ends it', async () => {
  await using at = await aReminder()
  const { to } = at.letter
  if (!('person' in to)) throw new Error('a reminder goes to a person')
  const line = await lineOf('  ask: PT4H')
  const text = await at.press(to.person, true)
  expect(text).toContain(
    `私聊提醒一次（college.yaml 第${line}行 reminders.ask）。点“参加”或“请假”后不会再提醒。`,
  )
  expect(text).toMatch(/^因为发出时您尚未反馈11月\d+日.+；学院设定在反馈截止前4小时/)
  expect(await at.press(MemberId.parse('M0001'))).toBeNull()
})

test('the line of the file means nothing to a member, and is left out', async () => {
  await using at = await aReminder()
  const { to } = at.letter
  if (!('person' in to)) throw new Error('a reminder goes to a person')
  const text = await at.press(to.person)
  expect(text).toMatch(/学院设定在反馈截止前4小时.*私聊提醒一次。点“参加”或“请假”后不会再提醒。$/)
  expect(text).not.toContain('yaml')
})

test('a letter is explained by its id or its key, and a name that is none by nothing', async () => {
  await using at = await aReminder()
  const byId = await at.explain(at.letter.id)
  expect(byId).toMatchObject({ key: at.key, attempts: 0, end: null, code: null })
  expect(byId?.stop).toBe('尚未发出。点“参加”或“请假”后不会再提醒。')
  expect(await at.explain(at.key)).toEqual(byId)
  expect(await at.explain('nothing')).toBeNull()
})

test('a cause that is the same for every letter of its kind is a whole sentence', async () => {
  await using at = await aReminder()
  const statics = Object.values(kinds).flatMap(({ why }) => (typeof why === 'function' ? [] : [why]))
  for (const cause of statics) expect(causeText(cause, at.ctx.settings.lines)).toMatch(/^因为.+。.+。$/)
})

test('below a reminder to a person stands 为什么收到, below what was asked for it does not', async () => {
  await using at = await aReminder()
  const drawn = (kind: 'attendance.ask' | 'attendance.leaveForm') =>
    transact(at.ctx, (tx) => renderLetter(at.ctx, tx, { kinds, letter: { ...at.letter, kind } }))
  expect(JSON.stringify(await drawn('attendance.ask'))).toContain('"为什么收到"')
  expect(JSON.stringify(await drawn('attendance.leaveForm'))).not.toContain('"为什么收到"')
})

test('a setting that the file does not write is called a default', () => {
  const rule = { says: '学院设定每天最多3条', key: 'reminders.dailyCap' } as const
  const cause = { because: '提醒已到最后一条', rule, stops: '办理后不再提醒' }
  expect(causeText(cause, {})).toBe(
    '因为提醒已到最后一条；学院设定每天最多3条（默认值 reminders.dailyCap）。办理后不再提醒。',
  )
})

test('what stopped a letter is told by its end', () => {
  const noon = Temporal.Instant.from('2026-11-25T12:00:00+08:00')
  const open: Progress = { end: null, code: null, heldBy: null, uselessAfter: noon, endedAt: null }
  const ended = (end: Progress['end'], over: Partial<Progress> = {}) =>
    stopText({ stops: '答复后不发' }, { ...open, end, endedAt: noon, ...over })
  expect(ended(null)).toBe('尚未发出。答复后不发。')
  expect(ended(null, { heldBy: 'college' })).toContain('因暂停而等待')
  expect(ended('sent')).toBe('已送达。答复后不发。')
  expect(ended('obsolete')).toBe('轮到时已无需发送：答复后不发。')
  expect(ended('obsolete', { endedAt: noon.add({ seconds: 1 }) })).toContain('时已过时，没有发送')
  expect(ended('obsolete', { code: 'silent' })).toContain('免打扰')
  expect(ended('obsolete', { code: 'cap' })).toContain('上限')
  expect(ended('obsolete', { code: 'covered:7' })).toBe('内容已并入当天的汇总 7。')
  expect(ended('failed', { code: '230013' })).toContain('平台拒绝')
  expect(ended('unknown')).toContain('是否送达不明')
})
