import { expect, test } from 'vitest'
import { chaseCard, outcomeOf, requestCard } from '../../src/reports/card.ts'
import { REQUEST_STATES, type Request } from '../../src/reports/types.ts'
import { aRequest, DUE } from './a-request.ts'
import { buttonsOf, textOf } from './setup.ts'

const about = (kind: Request['about']['kind'], title: string) =>
  aRequest({ about: { kind, id: 'X1' }, meeting: kind === 'meeting' ? aRequest().meeting : null, title })

const REQUESTS = {
  meeting: about('meeting', '党小组会'),
  visit: about('visit', '走出去'),
  collection: about('collection', '学时统计'),
  remedy: about('remedy', '补齐请假记录'),
}

const stateOf = (request: Request) => ({
  ...{
    request,
    submittedAt: DUE,
    photos: 0,
    remark: null,
    now: DUE.subtract({ hours: 1 }),
    zone: 'Asia/Shanghai',
  },
  ...{
    wayOut: { mayAsk: false, asked: null, mayExplain: false, explained: false, waived: null },
    snooze: false,
  },
})

test('a request is spoken of by what it is about: a record, what was seen, a collection, what is to be put right', () => {
  const first = (request: Request) => {
    const { title, blocks } = requestCard(stateOf(request))
    const [said] = blocks
    return [title, said?.kind === 'text' ? said.text : '']
  }
  expect(Object.values(REQUESTS).map(first)).toEqual([
    ['活动纪实待提交', '党小组会已结束，请在11月23日18:00前提交活动纪实：内容、议定事项、照片。'],
    ['活动纪实待提交', '走出去已结束，请在11月23日18:00前写下收获和可借鉴做法。'],
    ['收集待填写', '学时统计，请在11月23日18:00前填写。'],
    ['整改待提交', '补齐请假记录，请在11月23日18:00前写明整改措施和完成情况。'],
  ])
})

test('what is no meeting is called none, in whatever state', () => {
  for (const request of [REQUESTS.collection, REQUESTS.remedy]) {
    const late = { ...stateOf(request), now: DUE.add({ hours: 48 }) }
    for (const card of [chaseCard(stateOf(request)), chaseCard(late)])
      expect(textOf(card)).not.toMatch(/活动|纪实|会议/)
    for (const state of REQUEST_STATES.filter((one) => one !== 'notHeld')) {
      const { title, text } = outcomeOf(stateOf({ ...request, state }))
      expect(`${title}${text}`).not.toMatch(/活动|纪实|会议/)
      expect(text).toContain(request.title)
    }
  }
})

test('only what takes place may be said not to have been held', () => {
  const offers = (request: Request) =>
    buttonsOf(chaseCard(stateOf(request))).some(({ text }) => text === '未召开')
  expect(Object.values(REQUESTS).map(offers)).toEqual([true, true, false, false])
})
