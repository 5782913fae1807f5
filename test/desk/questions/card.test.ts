import { expect, test } from 'vitest'
import { questionCard } from '../../../src/desk/questions/card.ts'
import type { Taken } from '../../../src/desk/questions/types.ts'
import { ChatId, MemberId, MessageId } from '../../../src/ids.ts'

test('the chat list says what became of the words, and asks no more', () => {
  const said = '下周三下午的支委会，学习了全会精神'
  const asked = {
    ...{ id: MessageId.parse('om_1'), who: MemberId.parse('M1'), chat: ChatId.parse('oc_1'), said },
    ...{ at: Temporal.Instant.from('2026-11-24T01:00:00Z'), requests: [], mayCall: true },
  }
  const summaryOf = (takenAs: Taken | null) => questionCard({ ...asked, takenAs }, new Map()).summary
  expect(summaryOf(null)).toBe('这段话用来做什么？')
  expect(summaryOf('call')).toMatch(/^已按安排会议办理/)
  expect(summaryOf('nothing')).toMatch(/^没有按这段话/)
})
