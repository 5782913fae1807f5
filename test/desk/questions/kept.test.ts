import { expect, test } from 'vitest'
import { writingTasks } from '../../../jobs/timetable-tasks.ts'
import { Unfit } from '../../../src/errors.ts'
import { takeStaleCards } from '../../../src/letters/service.ts'
import { registry } from '../../../src/router.ts'
import { buttonsOf, MEMBER, SECRETARY } from '../../planning/new-meeting/desk.ts'
import { drafts, edited, owing, press, question, request } from './setup.ts'

test('whoever edits the message is asked about the words as they are now, and those become the report', async () => {
  await using life = await owing(['R-1'])
  await life.say(SECRETARY, '学习全会精神，开展交流')
  const edit = (who: string, text: string) => edited(life, { who, text })
  await edit(MEMBER, '别人的话，开展交流')
  expect(JSON.stringify(await question(life))).toContain('学习全会精神')
  await edit(SECRETARY, '学习讲话精神，开展讨论')
  expect(JSON.stringify(await question(life))).toContain('“学习讲话精神，开展讨论”')
  expect(await takeStaleCards(life.ctx)).toHaveLength(1)
  await press(life, '写入纪实')
  expect(await drafts(life)).toEqual([['R-1', '学习讲话精神，开展讨论']])
  await edit(SECRETARY, '学习讲话精神，参观校史馆')
  expect(await drafts(life)).toEqual([['R-1', '学习讲话精神，参观校史馆']])
  expect(JSON.stringify(await question(life))).not.toContain('校史馆')
})

test('what was asked and answered is forgotten when no card can ask for it any more, and not a day before', async () => {
  await using life = await owing(['R-1'])
  await life.say(SECRETARY, '学习全会精神，开展交流')
  await life.say('M0140', '会议 预览 1')
  const asked = await question(life)
  const kept = async () => {
    const of = (table: 'desk_questions' | 'desk_previews' | 'desk_talks') =>
      life.db.selectFrom(table).select('member_id').execute()
    return [await of('desk_questions'), await of('desk_previews'), await of('desk_talks')].flat().length
  }
  const night = async (later: Temporal.DurationLike) => {
    life.ctx.set(life.ctx.now().add(later).toString())
    await writingTasks(life.ctx).night(life.ctx.now())
    return kept()
  }
  expect(await night({ hours: 24 * 15 })).toBe(4)
  expect(await night({ minutes: 1 })).toBe(0)
  const [letter] = await life.letters('desk.question')
  const { action, data } = buttonsOf(asked).get('写入纪实') ?? { action: '', data: {} }
  await expect(life.press(SECRETARY, action, { data })).rejects.toThrow(Unfit)
  const isRelevant = registry.letters.kinds['desk.question'].isRelevant
  const old = { ...request, kind: 'desk.question', ref: letter?.ref ?? '' } as const
  expect(await life.act((tx) => isRelevant(life.ctx, tx, old))).toBe(false)
})
