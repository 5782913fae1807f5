import { expect, test } from 'vitest'
import { LetterId, MemberId } from '../../../src/ids.ts'
import { registry } from '../../../src/router.ts'
import { aLife, type Life } from '../../support/a-life.ts'

/** Two members of B10, its secretary, and the administrator in charge. */
const [ONE, OTHER, SECRETARY, ADMIN] = ['M0233', 'M0234', 'M0213', 'M0140']

/** B10's meeting is over, and its report is asked for. */
async function aReport(): Promise<Life> {
  const life = await aLife({ only: ['A047'], now: '2026-11-24T09:00:00+08:00' })
  await life.book(
    life.planned.map((one) => ({ ...one, start: Temporal.PlainDateTime.from('2026-11-25T14:00') })),
  )
  await life.liveUntil('2026-11-25T17:00:00+08:00')
  return life
}

const fill = (life: Life, who = ONE) => life.press(`${who}`, 'reports.fill', { data: { request: 'R-A047' } })
const relay = (life: Life, who = ONE, data: Record<string, string> = { matter: 'report', id: 'R-A047' }) =>
  life.press(`${who}`, 'desk.relay', { data })

async function rendered(life: Life, row: { id: string; ref: string; receiver: string }): Promise<string> {
  const to = { person: MemberId.parse(row.receiver.replace('person:', '')) }
  const letter = { id: LetterId.parse(row.id), kind: 'desk.relayed', ref: row.ref, to } as const
  return JSON.stringify(
    await life.act((tx) => registry.letters.kinds['desk.relayed'].render(life.ctx, tx, letter)),
  )
}

async function shown(life: Life, kind: 'desk.relay' | 'desk.relayed', to: string): Promise<string> {
  const row = (await life.letters(kind)).find(({ receiver }) => receiver === `person:${to}`)
  if (row === undefined) throw new Error(`no ${kind}`)
  const letter = { id: LetterId.parse(row.id), kind, ref: row.ref, to: { person: MemberId.parse(to) } }
  return JSON.stringify(await life.act((tx) => registry.letters.kinds[kind].render(life.ctx, tx, letter)))
}

const receivers = async (life: Life, kind: 'desk.relay' | 'desk.relayed') =>
  (await life.letters(kind)).map(({ receiver }) => receiver)

test('whoever may not write a report is offered to put it before whoever does, who gets its button', async () => {
  await using life = await aReport()
  expect(await fill(life)).toContain('可在与我的私聊中点“转达”')
  const offer = await shown(life, 'desk.relay', `${ONE}`)
  expect(offer).toContain('这项操作需要主持人、支部书记、支委或本组党小组组长办理。如需协助，可点此转达。')
  expect(await relay(life)).toMatch(/^已转达给/)
  expect(await receivers(life, 'desk.relayed')).toEqual([`person:${SECRETARY}`])
  const asked = await shown(life, 'desk.relayed', `${SECRETARY}`)
  expect(asked).toContain('reports.fill')
  expect(asked).toContain('活动纪实')
})

test('once a day a matter is offered, and once a day it is put before somebody by the same person', async () => {
  await using life = await aReport()
  await fill(life)
  await fill(life)
  expect(await receivers(life, 'desk.relay')).toEqual([`person:${ONE}`])
  await relay(life)
  expect(await relay(life)).toBe('这一事项今天已转达，无需再点。')
  await Promise.all(Array.from({ length: 20 }, () => relay(life)))
  expect(await receivers(life, 'desk.relayed')).toHaveLength(1)
  await life.liveUntil('2026-11-26T09:00:00+08:00')
  await fill(life)
  expect(await receivers(life, 'desk.relay')).toHaveLength(2)
})

const BEYOND: [action: string, data: Record<string, string>, matter: string, holder: string][] = [
  ['attendance.openVotes', { meeting: 'A047' }, 'votes', SECRETARY],
  ['attendance.openList', { meeting: 'A047' }, 'list', SECRETARY],
  ['attendance.openMakeups', { meeting: 'A047' }, 'makeup', SECRETARY],
  ['attendance.openOverview', { meeting: 'A047' }, 'overview', SECRETARY],
  ['attendance.openTraining', { meeting: 'A047' }, 'training', SECRETARY],
  ['attendance.openExemptions', { branch: 'B10' }, 'exempt', SECRETARY],
  ['calendar.confirm', { draft: 'om_1' }, 'calendar', ADMIN],
]

test('every refusal leads to somebody who has the button, on the day of asking', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-24T09:00:00+08:00' })
  for (const [n, [action, data, matter, holder]] of BEYOND.entries()) {
    const who = `M0${234 + n}`
    expect([action, await life.press(who, action, { data })]).toEqual([
      action,
      expect.stringContaining('可在与我的私聊中点“转达”'),
    ])
    const [id = ''] = Object.values(data)
    expect(await relay(life, who, { matter, id })).toMatch(/^已转达给/)
    expect(await life.press(who, action, { data })).toContain('今天已为您转达。')
    const asked = (await life.letters('desk.relayed')).at(-1)
    expect([matter, asked?.receiver, asked?.ref]).toEqual([
      matter,
      `person:${holder}`,
      `${matter}/${id}/${who}`,
    ])
    expect(await shown(life, 'desk.relayed', holder)).not.toContain('undefined')
  }
  const own = (await life.letters('desk.relayed')).filter(
    ({ receiver }) => receiver === `person:${SECRETARY}`,
  )
  const cards = await Promise.all(own.map((one) => rendered(life, one)))
  const buttons = BEYOND.filter(([, , , holder]) => holder === SECRETARY).map(([action]) => action)
  for (const [n, action] of buttons.entries()) expect(cards[n]).toContain(`"${action}"`)
})

test('what is asked for in the chat and is not theirs is answered by the offer, once a day', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-24T09:00:00+08:00' })
  await life.say(ONE, '开会 下周三下午两点 支部党员大会')
  expect(await life.letters('meetings.convene')).toEqual([])
  expect(await shown(life, 'desk.relay', ONE)).toContain('办理。如需协助，可点此转达。')
  expect(await relay(life, ONE, { matter: 'convene', id: 'B10' })).toMatch(/^已转达给/)
  expect(await shown(life, 'desk.relayed', SECRETARY)).toContain('发送“开会”即可办理。')
  await life.say(ONE, '开会 下周三下午两点 支部党员大会')
  expect(await life.letters('meetings.convene')).toHaveLength(1)
})

test('three offers a day are enough for a person', async () => {
  await using life = await aLife({ now: '2026-11-24T09:00:00+08:00' })
  const open = async (id: string) => life.press(`${ONE}`, 'meetings.open', { data: { meeting: id } })
  const said = []
  for (const { id } of life.planned.slice(0, 8)) said.push(await open(id))
  expect(said.filter((one) => one.includes('转达'))).toHaveLength(3)
  expect(await receivers(life, 'desk.relay')).toHaveLength(3)
})

test('what two people want of one person is one card, and nothing in the night', async () => {
  await using life = await aReport()
  await life.liveUntil('2026-11-25T22:00:00+08:00')
  await relay(life)
  await relay(life, OTHER)
  await life.settle()
  const sent = async () => (await life.letters('desk.relayed')).filter(({ ended }) => ended === 'sent')
  expect(await sent()).toEqual([])
  await life.liveUntil('2026-11-26T08:00:00+08:00')
  await life.settle()
  expect(await sent()).toHaveLength(1)
})

test('a secretary who may correct a roll no more puts it before the administrator in charge of the branch', async () => {
  await using life = await aReport()
  await life.db
    .updateTable('roster_committee')
    .set({ branches: ['B10'] })
    .where('member_id', '=', 'M0141')
    .execute()
  const mark = (line: string) =>
    life.press(`${SECRETARY}`, 'attendance.enterRoll', {
      data: { meeting: 'A047' },
      form: { line, reason: '说错了' },
    })
  await mark('缺席：M0230')
  await life.liveUntil('2026-11-30T09:00:00+08:00')
  expect(await mark('实到：M0230')).toContain('由学院管理员更正。如需协助，可在与我的私聊中点“转达”')
  await relay(life, SECRETARY, { matter: 'rollLate', id: 'A047' })
  expect(await receivers(life, 'desk.relayed')).toEqual(['person:M0141'])
  expect(await receivers(life, 'desk.relayed')).not.toContain(`person:${ADMIN}`)
})

test('what was handed in, or is the own, is put before nobody', async () => {
  await using life = await aReport()
  expect(await relay(life, SECRETARY)).toBe('目前没有可以办理的同志。')
  await life.db.updateTable('reports_requests').set({ state: 'approved' }).execute()
  expect(await fill(life)).not.toContain('转达')
  expect(await receivers(life, 'desk.relay')).toEqual([])
})
