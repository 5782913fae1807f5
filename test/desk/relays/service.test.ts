import { expect, test } from 'vitest'
import { LetterId, MemberId } from '../../../src/ids.ts'
import { registry } from '../../../src/router.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import { buttonsOf, called, cardTo, press, shown as shownTo } from '../../planning/new-meeting/desk.ts'

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

/** What the newest offer puts before somebody else. */
async function offered(life: Life): Promise<{ matter: string; id: string }> {
  const [matter = '', id = ''] = (await life.letters('desk.relay')).at(-1)?.ref.split('/') ?? []
  return { matter, id }
}

const draftOf = async (life: Life) => ({ draft: (await offered(life)).id })

/** What the buttons on the newest card of somebody's draft carry. */
async function draftIn(life: Life, who: string) {
  return buttonsOf(await cardTo(life, who)).get('确认')?.data ?? {}
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
  expect(await relay(life, ONE, await offered(life))).toMatch(/^已转达给/)
  expect(await shown(life, 'desk.relayed', SECRETARY)).toContain(
    '请您办理：本科二支部的会议安排（支部党员大会，12月2日（周三，第13周）14:00）。',
  )
  await life.say(ONE, '开会 下周三下午两点 支部党员大会')
  expect(await life.letters('meetings.convene')).toHaveLength(1)
})

/** The secretary of B07. */
const OF_B07 = 'M0135'

test('a meeting that somebody wants of another branch is put before its secretary, who books it as it was said', async () => {
  await using life = await aLife({ only: [], now: '2026-11-24T09:00:00+08:00' })
  const wanted = 'B07 12月3日 15:00 支部党员大会 信息楼305 议题：讨论'
  await life.say(SECRETARY, wanted)
  expect(await life.letters('meetings.convene')).toEqual([])
  expect(await relay(life, SECRETARY, await offered(life))).toMatch(/^已转达给/)
  const asked = await shown(life, 'desk.relayed', OF_B07)
  expect(asked).toContain('（支部党员大会，12月3日（周四，第13周）15:00，信息楼305）。')

  await life.say(SECRETARY, `开会 ${wanted}`)
  expect(await life.letters('desk.relay')).toHaveLength(1)
  expect(await shownTo(life, SECRETARY)).toContain('安排会议需要')

  expect(await life.press(SECRETARY, 'meetings.takeUp', { data: await draftOf(life) })).toContain(
    '安排会议需要',
  )
  expect(await life.press(OF_B07, 'meetings.takeUp', { data: await draftOf(life) })).toBe('请核对后确认。')
  expect(await life.press(OF_B07, 'meetings.takeUp', { data: await draftOf(life) })).toBe('请核对后确认。')
  expect(
    (await life.letters('meetings.convene')).filter(({ receiver }) => receiver === `person:${OF_B07}`),
  ).toHaveLength(1)
  await press(life, OF_B07, '确认')
  expect(await called(life)).toMatchObject([
    {
      branch_id: 'B07',
      host_id: OF_B07,
      place: '信息楼305',
      starts_local: '2026-12-03T15:00:00',
      agenda: ['讨论'],
    },
  ])
})

test('a meeting of the college that a secretary wants is put before its administrator', async () => {
  await using life = await aLife({ only: [], now: '2026-11-24T09:00:00+08:00' })
  await life.say(SECRETARY, '开会 下周三下午两点 支部书记例会')
  expect(await relay(life, SECRETARY, await offered(life))).toMatch(/^已转达给/)
  expect(await shown(life, 'desk.relayed', ADMIN)).toContain('学院的会议安排（支部书记例会，')
})

test('a draft whose author has lost the office is put before whoever has it now', async () => {
  await using life = await aLife({ only: [], now: '2026-11-24T09:00:00+08:00' })
  await life.say(SECRETARY, '开会 下周三下午两点 支部党员大会')
  const data = await draftIn(life, SECRETARY)
  await life.db.deleteFrom('roster_offices').where('member_id', '=', SECRETARY).execute()
  expect(await life.press(SECRETARY, 'meetings.dropDraft', { data })).not.toContain('转达')
  for (const action of ['meetings.editDraft', 'meetings.book'])
    expect(await life.press(SECRETARY, action, { data })).toContain('可在与我的私聊中点“转达”')
  expect(await receivers(life, 'desk.relay')).toEqual([`person:${SECRETARY}`])
  expect(await relay(life, SECRETARY, await offered(life))).toMatch(/^已转达给/)
  const [holder = ''] = (await receivers(life, 'desk.relayed')).map((to) => to.replace('person:', ''))
  expect(await shown(life, 'desk.relayed', holder)).toContain('本科二支部的会议安排（支部党员大会，')
  await life.press(holder, 'meetings.takeUp', { data })
  await press(life, holder, '确认')
  expect(await called(life)).toMatchObject([{ branch_id: 'B10' }])
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
