import { expect, test } from 'vitest'
import { todoCard } from '../../src/desk/card.ts'
import { MeetingId, RequestId } from '../../src/ids.ts'
import { fillAction } from '../../src/reports/action.ts'

const due = Temporal.Instant.from('2026-11-27T10:00:00Z')
const when = { now: Temporal.Instant.from('2026-11-23T01:00:00Z'), zone: 'Asia/Shanghai' }
const id = RequestId.parse('R1')
const fill = fillAction.button({ text: '去填写', data: { request: id } })
const report = { id, title: '主题党日', due, returned: false, fill }
const meeting = { id: MeetingId.parse('A047'), title: '党员大会', startsAt: due }

test('who has more to do than anybody reads is shown what is next, and how much follows', () => {
  const many = <T>(one: T) => Array.from({ length: 12 }, () => one)
  const waiting = { meetings: many(meeting), reports: many(report), leaves: 0, troubles: 0 }
  const { blocks } = todoCard(waiting, when)
  const texts = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))
  expect(texts).toHaveLength(22)
  expect(texts).toContain('另有2次会议待反馈')
  expect(texts.at(-1)).toBe('另有2份纪实待提交，请先办理以上各份')
  expect(blocks.filter(({ kind }) => kind === 'buttons')).toHaveLength(10)
})
