import { expect, test } from 'vitest'
import { MeetingId, MemberId } from '../../../src/ids.ts'
import { lockMeeting, withdrawNotice } from '../../../src/meetings/service.ts'
import { allUpdated, updatable } from '../../support/stale-cards.ts'
import { ADMIN, aMonth, answer, bookAll, everyone, nine, shown, shownLast, tick } from './setup.ts'

test('a meeting of the committee is nothing for the whole branch; one that became it says for whom it is', async () => {
  await using life = await aMonth({ A1: '2026-12-10T14:00', A2: '2026-12-11T14:00' })
  await bookAll(life, { A3: '2026-12-14T14:00' }, ['支部委员会'])
  await tick(life, nine('12-01'))
  expect(await shown(life)).not.toContain('会议A3')
  await bookAll(life, { A2: '2026-12-11T14:00' }, ['支部委员会'])
  const [all = '', committee = ''] = (await shown(life)).split('会议A2')
  expect(all).not.toContain('支委参加')
  expect(committee).toContain('支委参加')
})

test('the preview of a change speaks of an old notice only where there was one', async () => {
  await using life = await aMonth({ A1: '2026-12-10T14:00', A2: '2026-12-15T14:00' })
  await tick(life, nine('12-01'))
  await life.liveUntil(nine('12-08'))
  const preview = async (said: string) => {
    await life.say(ADMIN, said)
    return shownLast(life, 'meetings.manage')
  }
  expect(await preview('会议A2改到12月16日下午三点')).toContain('新的会议通知，本月会议安排会随之更新。')
  expect(await preview('会议A1改到12月11日下午三点')).toContain('新的会议通知，旧通知会注明以新通知为准。')
})

test('an answer given elsewhere is counted on the month’s card when somebody presses it, or after thirteen days', async () => {
  await using life = await aMonth({ A1: '2026-12-24T14:00' })
  await tick(life, nine('12-01'))
  await allUpdated(life)
  const [first = ''] = await everyone(life, 'A1')
  await answer(life, first, 'A1')
  expect(await updatable(life, '2026-12-14T08:59:59+08:00')).toEqual([])
  expect(await updatable(life, nine('12-14'))).toEqual(['meetings.month'])
})

test('what is taken back is updated on the month’s card at once, what is merely over is not', async () => {
  await using life = await aMonth({ A1: '2026-12-03T14:00', A2: '2026-12-24T14:00' })
  await tick(life, nine('12-01'))
  await life.liveUntil('2026-12-03T14:30:00+08:00')
  await allUpdated(life)
  await life.liveUntil('2026-12-03T20:00:00+08:00')
  expect(await shown(life)).toContain('会议已结束')
  expect(await updatable(life, '2026-12-03T20:00:00+08:00')).not.toContain('meetings.month')
  const by = MemberId.parse(ADMIN)
  await life.act(async (tx) => {
    const meeting = await lockMeeting(tx, MeetingId.parse('A2'))
    await withdrawNotice(life.ctx, tx, { meeting, people: [], by })
  })
  expect(await updatable(life, '2026-12-03T20:00:01+08:00')).toContain('meetings.month')
})
