import { loadHistory, type PastMeeting } from '../../../../config/history.ts'
import { loadHolidays } from '../../../../config/holidays.ts'
import { Fault } from '../../../errors.ts'
import { openCalendar } from '../../../time/calendar.ts'
import type { Stage } from '../stage.ts'
import { DEMO_HISTORY, MOVES_IN } from '../facts.ts'
import { openActor } from './actor.ts'
import { talks } from './desk-talk.ts'
import { everyLine } from './every-line.ts'
import { owedBefore } from './expect-reports.ts'
import type { Scenario } from './opening.ts'
import { live } from './live.ts'
import { countsOf, isClean, outcomeOf, troubles } from './outcome.ts'
import { openChats } from './chats.ts'
import { reactionsTo } from './reactions.ts'
import type { Plan, Cast } from './scenario.ts'
import { seenIn } from './seen.ts'
import { story } from './story.ts'

/** A week from the opening, with the digest of that week. */
const WEEK_ENDS = Temporal.Instant.from('2026-11-30T09:00:00+08:00')

/** Lives the demo's week without a browser and says what happened. Returns the exit code. */
export async function playWeek(stage: Stage, opts: { all: boolean; json: boolean }): Promise<number> {
  const past = await demoPast(stage)
  const lived = await liveUntil(stage, { past, until: WEEK_ENDS })
  const outcome = outcomeOf(lived.scenario, lived.record)
  const chats = openChats(stage.college, past)
  const { seen, actions } = outcome
  const lines = opts.all ? everyLine(seen, actions, chats) : story(seen, actions, chats)
  for (const line of [...lines, ...troubles(outcome, chats)]) process.stdout.write(`${line}\n`)
  const { messages, lost, repeated, refused } = countsOf(outcome)
  process.stdout.write(`一周：消息 ${messages} 条，遗漏 ${lost}，重复 ${repeated}，平台拒绝 ${refused}。\n`)
  if (opts.json) process.stdout.write(`${JSON.stringify(countsOf(outcome))}\n`)
  return isClean(outcome) ? 0 : 1
}

/** Lives with the people of the demo until that moment; `also` is what happens besides. */
export async function liveUntil(
  stage: Stage,
  opts: { past: readonly PastMeeting[]; until: Temporal.Instant; also?: Plan[] },
) {
  const { college, timeController, sandbox } = stage
  const calendar = openCalendar(await loadHolidays())
  const actor = openActor({ college, control: sandbox.control, now: timeController.now })
  const cast: Cast = {
    college,
    frame: { settings: college.settings, calendar, from: MOVES_IN },
    actor,
    leaveCards: [],
  }
  const react = (calls: Parameters<typeof seenIn>[0]) =>
    seenIn(calls).flatMap((one) => reactionsTo(one, cast))
  await live(
    { timeController, record: sandbox.control.record, plans: [...talks(cast), ...(opts.also ?? [])], react },
    opts.until,
  )
  const owed = owedBefore(opts.past)
  const scenario: Scenario = {
    college,
    calendar,
    owed,
    actions: actor.actions,
    from: MOVES_IN,
    until: opts.until,
  }
  return { scenario, record: await sandbox.control.record() }
}

/** The demo's past, as it was booked when the bot moved in. */
export async function demoPast({ college }: Pick<Stage, 'college'>): Promise<PastMeeting[]> {
  const history = await loadHistory(DEMO_HISTORY, college)
  if (!history.ok) throw new Fault('演示学院的历史记录有误。', { cure: '请恢复 config/demo 下的文件。' })
  return history.meetings
}
