import { expect, test } from 'vitest'
import { ChatId, LetterId } from '../../../src/ids.ts'
import { registry } from '../../../src/router.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import { allUpdated, updatable } from '../../support/stale-cards.ts'
import { A047, buttonsOf, cardOf, linesOf, SECRETARY } from '../overview/shown.ts'

const on = (time: string) => `2026-11-25T${time}:00+08:00`
const VOTED = '第1项 党费使用方案：有表决权应到22人，实到22人；赞成20，反对1，弃权1；有效，通过'

/** What the group reads of a meeting. */
async function inGroup(life: Life): Promise<string> {
  const cards: string[] = []
  for (const kind of ['attendance.checkin', 'meetings.notice'] as const) {
    const [row] = await life.letters(kind)
    if (row === undefined) throw new Error(`no ${kind}`)
    const letter = { id: LetterId.parse(row.id), kind, ref: row.ref, to: { chat: ChatId.parse('oc_fx_B10') } }
    const rendered = life.act((tx) => registry.letters.kinds[kind].render(life.ctx, tx, letter))
    cards.push(JSON.stringify(await rendered))
  }
  return cards.join()
}

test('what was voted stands in the record, is not asked for again there, and no group reads it', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil(on('13:50'))
  const people = life.college.members.filter(({ branch }) => branch === 'B10')
  await life.press(SECRETARY, 'attendance.openVotes', A047)
  await life.settle()
  await allUpdated(life)
  for (const { id } of people) await life.press(id, 'attendance.checkIn', A047)
  // Who looks on sees it live.
  expect(await updatable(life, on('13:52'))).toContain('attendance.votes')
  await life.liveUntil(on('14:30'))
  await life.press(SECRETARY, 'attendance.openOverview', A047)
  const overview = await cardOf(life, SECRETARY)
  expect(linesOf(overview)).toContain('一般事项：有表决权党员应到22人，实到22人，已超过11人，可以表决。')
  expect(buttonsOf(overview).get('表决')?.action).toBe('attendance.openVotes')
  expect(buttonsOf(overview).has('改期')).toBe(false)
  const entered = await life.press(SECRETARY, 'attendance.enterVote', {
    data: { meeting: 'A047', n: '1', version: '1', kind: 'general' },
    form: { topic: '党费使用方案', yes: '20', no: '1', abstain: '1' },
  })
  expect(entered).toBe('已登记。')
  expect(await life.press(SECRETARY, 'attendance.adjourn', A047)).toMatch(/已够，可以表决/)
  await life.liveUntil(on('16:11'))
  const after = await cardOf(life, SECRETARY, 'reports.after')
  expect(linesOf(after)).toContain(`表决：${VOTED}`)
  expect(buttonsOf(after).get('表决')?.action).toBe('attendance.openVotes')
  await life.press(SECRETARY, 'reports.fill', { data: { request: 'R-A047' } })
  const confirm = await cardOf(life, SECRETARY, 'reports.confirm')
  expect(linesOf(confirm)).toContain(`表决：${VOTED}`)
  expect(linesOf(confirm).join()).not.toContain('表决结果')
  const handIn = (content: string) =>
    life.press(SECRETARY, 'reports.handIn', { data: { request: 'R-A047' }, form: { content } })
  // With a vote, the decision is written down.
  expect(await handIn('讨论并表决。')).toContain('还有内容需核对')
  expect(linesOf(await cardOf(life, SECRETARY, 'reports.confirm')).join()).toContain('“议定事项”须填写')
  expect(await handIn('议定：通过党费使用方案。')).toContain('已提交')
  const handedIn = await cardOf(life, SECRETARY, 'reports.after')
  expect(linesOf(handedIn)).toContain(`表决：${VOTED}`)
  expect(buttonsOf(handedIn).has('表决')).toBe(false)
  expect(await inGroup(life)).not.toMatch(/赞成|党费|表决/)
})
