import { expect, test } from 'vitest'
import { aLife } from '../../support/a-life.ts'
import {
  ADMIN,
  ASSEMBLY,
  buttonsOf,
  called,
  cardTo,
  DEPUTY,
  fieldsOf,
  mention,
  press,
  SECRETARY,
  shown,
} from './desk.ts'

const aQuietLife = () => aLife({ only: [] })

test('one sentence is spelled out, and booked when it is confirmed', async () => {
  await using life = await aQuietLife()
  await life.say(SECRETARY, ASSEMBLY)
  const preview = await shown(life, SECRETARY)
  expect(preview).toContain('2026年12月2日（周三，第13周）14:00–15:30')
  expect(preview).toContain('应到41人。')
  expect(preview).toContain('本科二支部群将于11月27日14:00收到会议通知。')
  expect(await called(life)).toEqual([])

  expect(await press(life, SECRETARY, '确认')).toBe('已安排。')
  const [meeting] = await called(life)
  expect(meeting).toMatchObject({
    ...{ types: ['支部党员大会'], title: '支部党员大会', starts_local: '2026-12-02T14:00:00' },
    ...{
      place: '信息楼305',
      agenda: ['学习', '讨论'],
      state: 'scheduled',
      host_id: SECRETARY,
      chat: 'oc_fx_B10',
    },
  })
  // No file can hold such an id.
  expect(meeting?.id).toMatch(/^chat\.[\da-f-]{36}$/)
  const audits = await life.db
    .selectFrom('roster_audit')
    .select(['actor', 'act'])
    .where('about', '=', meeting?.id ?? '')
    .execute()
  expect(audits).toContainEqual({ actor: SECRETARY, act: 'meetings.book' })
})

test('whoever is due is told, the few of a committee each in private', async () => {
  await using life = await aLife({ only: [] })
  await life.say(SECRETARY, '开会 明天下午两点 支部委员会 书记办公室')
  await press(life, SECRETARY, '确认')
  await life.liveUntil('2026-11-24T13:50:00+08:00')
  const [meeting] = await called(life)
  const told = async (kind: string) =>
    (await life.letters(kind))
      .filter(({ ref }) => ref.startsWith(meeting?.id ?? '?'))
      .map(({ receiver }) => receiver)
  expect(await told('meetings.notice')).toHaveLength(6)
  expect(await told('meetings.notice')).toContain(`person:${DEPUTY}`)
})

test('a meeting of the next days is announced at once, however the clock runs on while the preview is drawn', async () => {
  await using life = await aQuietLife()
  let at = life.ctx.now()
  const runsOn = () => {
    at = at.add({ milliseconds: 1 })
    return at
  }
  Object.assign(life.ctx, { now: runsOn })
  await life.say(SECRETARY, '开会 后天下午两点 党课 报告厅')
  expect(await shown(life, SECRETARY)).toContain('确认后，本科二支部群会立即收到会议通知。')
})

test('twenty presses of 确认 book one meeting', async () => {
  await using life = await aQuietLife()
  await life.say(SECRETARY, ASSEMBLY)
  const button = buttonsOf(await cardTo(life, SECRETARY)).get('确认')
  if (button === undefined) throw new Error('nothing to confirm')
  const toasts = await Promise.all(
    Array.from({ length: 20 }, () => life.press(SECRETARY, button.action, { data: button.data })),
  )
  expect(toasts.filter((toast) => toast === '已安排。')).toHaveLength(1)
  expect(toasts.filter((toast) => toast === '这次安排已处理完毕。')).toHaveLength(19)
  expect(await called(life)).toHaveLength(1)
})

test('a message that comes again begins no second draft', async () => {
  await using life = await aQuietLife()
  for (const _ of [1, 2]) await mention(life, SECRETARY, { chat: 'oc_fx_B10', text: ASSEMBLY })
  expect(await life.letters('meetings.convene')).toHaveLength(1)
})

test('which Wednesday is asked with buttons, and only one of these can be picked', async () => {
  await using life = await aQuietLife()
  await life.say(SECRETARY, '开会 下周三（11月25日）14:00 党课 信息楼305')
  const card = await cardTo(life, SECRETARY)
  expect([...buttonsOf(card).keys()]).toEqual([
    '本周三 11月25日 14:00',
    '下周三 12月2日 14:00',
    '修改',
    '取消',
  ])
  const pick = buttonsOf(card).get('下周三 12月2日 14:00')
  const stray = { data: { ...pick?.data, start: '2026-11-26T14:00:00' } }
  expect(await life.press(SECRETARY, pick?.action ?? '', stray)).toBe('这次安排已处理完毕。')
  expect(await press(life, SECRETARY, '下周三 12月2日 14:00')).toBe('请核对后确认。')
  await press(life, SECRETARY, '确认')
  expect(await called(life)).toMatchObject([{ starts_local: '2026-12-02T14:00:00', title: '党课' }])
})

test('开会 alone opens the form, which keeps what it cannot understand', async () => {
  await using life = await aQuietLife()
  await life.say(SECRETARY, '开会')
  expect([...fieldsOf(await cardTo(life, SECRETARY)).keys()]).toEqual([
    ...['whom', 'type', 'title', 'day', 'clock', 'minutes', 'place', 'agenda'],
  ])
  const form = {
    whom: 'branch:B10',
    type: '主题党日',
    day: '2026-12-04 +0800',
    clock: '15:00 +0800',
    place: '<at id=all></at>',
  }
  expect(await press(life, SECRETARY, { text: '预览', form: { ...form, minutes: '很久' } })).toBe(
    '时长请填1到1440之间的整数（分钟）。',
  )
  expect(fieldsOf(await cardTo(life, SECRETARY)).get('minutes')).toMatchObject({ value: '很久' })
  expect(await press(life, SECRETARY, { text: '预览', form: { ...form, minutes: '60' } })).toBe(
    '请核对后确认。',
  )
  await press(life, SECRETARY, '修改')
  expect(fieldsOf(await cardTo(life, SECRETARY)).get('type')).toMatchObject({ chosen: '主题党日' })
  await press(life, SECRETARY, { text: '预览', form: form })
  await press(life, SECRETARY, '确认')
  expect(await called(life)).toMatchObject([
    { starts_local: '2026-12-04T15:00:00', place: '<at id=all></at>' },
  ])
})

test('a form that names whom the person may not call, or a hostile one, books nothing', async () => {
  await using life = await aQuietLife()
  await life.say(SECRETARY, '开会')
  const form = { type: '党课', day: '2026-12-04 +0800', clock: '15:00 +0800', minutes: '' }
  for (const whom of ['branch:B01', 'committee', '__proto__', 7, null]) {
    expect(await press(life, SECRETARY, { text: '预览', form: { ...form, whom } })).toBe(
      '请选择为谁安排会议。',
    )
  }
  expect(await called(life)).toEqual([])
})

test('a time of the past is booked as a record, without any message', async () => {
  await using life = await aQuietLife()
  await life.say(SECRETARY, '开会 11月20日下午两点到四点 主题党日 信息楼305')
  expect(await shown(life, SECRETARY)).toContain('将作为补录：不发消息，不提醒，不签到。')
  const before = (await life.letters()).length
  expect(await press(life, SECRETARY, '确认补录')).toBe('已补录。')
  const [meeting] = await called(life)
  expect(meeting).toMatchObject({ state: 'ended', starts_local: '2026-11-20T14:00:00' })
  expect((await life.letters()).length).toBe(before)
  const alarms = await life.db
    .selectFrom('alarms_alarms')
    .select('key')
    .where('ref', 'like', `${meeting?.id}%`)
    .execute()
  expect(alarms).toEqual([])
})

test('what was previewed as a plan is not booked as a record once its time has passed', async () => {
  await using life = await aQuietLife()
  await life.say(SECRETARY, '开会 今天上午十点 党课 信息楼305')
  life.ctx.set('2026-11-23T10:05:00+08:00')
  expect(await press(life, SECRETARY, '确认')).toBe('预览的时间刚刚过去，请看过新的预览再确认。')
  expect(await shown(life, SECRETARY)).toContain('这个时间的会议正在进行。')
  await life.say(SECRETARY, '开会 今天上午十一点 党课 信息楼305')
  life.ctx.set('2026-11-23T14:00:00+08:00')
  expect(await press(life, SECRETARY, '确认')).toBe('预览的时间刚刚过去，请看过新的预览再确认。')
  expect(await called(life)).toEqual([])
  expect(await press(life, SECRETARY, '确认补录')).toBe('已补录。')
})

test('people and places that are taken are shown before confirming, with free times', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.say(SECRETARY, '开会 11月25日14:00 党课 信息楼305')
  const preview = await shown(life, SECRETARY)
  expect(preview).toContain('这个时间有冲突：')
  expect(preview).toContain('以下时间没有冲突，点选即改到该时间：')
  expect(preview).toContain('待确认：党课')
  await press(life, SECRETARY, '11月26日周四 08:00')
  expect(await shown(life, SECRETARY)).not.toContain('冲突')
  await press(life, SECRETARY, '确认')
  expect(await called(life)).toMatchObject([{ starts_local: '2026-11-26T08:00:00', place: '信息楼305' }])
})

test('a meeting that was called is changed like any other, and its card follows', async () => {
  await using life = await aQuietLife()
  await life.say(SECRETARY, ASSEMBLY)
  await press(life, SECRETARY, '确认')
  await press(life, SECRETARY, '调整或取消')
  const [meeting] = await called(life)
  const change = (await life.letters('meetings.manage')).at(-1)?.ref
  await life.press(SECRETARY, 'meetings.form', { data: { change, aspect: 'cancel' } })
  await life.press(SECRETARY, 'meetings.wish', { data: { change, aspect: 'cancel' }, form: { reason: '' } })
  await life.press(SECRETARY, 'meetings.confirm', { data: { change } })
  expect(await called(life)).toMatchObject([{ state: 'cancelled' }])
  expect(await shown(life, SECRETARY)).toContain('这次会议已取消。')
  const owed = await life.db
    .selectFrom('letters_letters')
    .select('id')
    .where('ref', '=', meeting?.id ?? '')
    .execute()
  expect(owed).not.toEqual([])
})

test('the preview names the chat that will hear of a meeting of the college, as the group is called', async () => {
  await using life = await aQuietLife()
  const heard = async (whom: string) => {
    await life.say(ADMIN, `开会 ${whom} 12月9日15:00 述职评议 办公楼201`)
    return shown(life, ADMIN)
  }
  expect(await heard('全体支部书记')).toContain('支部书记群将于')
  expect(await heard('学院党委')).toContain('学院党委群将于')
})

test('what may be written down already is said before it is recorded again', async () => {
  await using life = await aQuietLife()
  const again = '这一天已有记录：主题党日，11月20日（周五，第11周）14:00–15:30。如是同一次会议，不必再补录。'
  const record = async (said: string) => {
    await life.say(SECRETARY, `开会 11月20日${said}`)
    return shown(life, SECRETARY)
  }
  expect(await record('14:00 主题党日')).not.toContain('这一天已有记录')
  await press(life, SECRETARY, '确认补录')
  expect(await shown(life, SECRETARY)).toContain('也不需要提交活动纪实')
  expect(await record('16:00 主题党日')).toContain(again)
  for (const other of ['14:00 党课', '14:00 第二党小组 主题党日'])
    expect(await record(other)).not.toContain('这一天已有记录')
  await life.say(SECRETARY, '开会 11月19日14:00 主题党日')
  expect(await shown(life, SECRETARY)).not.toContain('这一天已有记录')
})
