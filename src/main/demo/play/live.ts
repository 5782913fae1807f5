import type { TimeController } from '../time-controller.ts'
import type { Plan } from './scenario.ts'
import { earlier, isAfter, isBefore } from '../../../time/order.ts'
import type { RecordedCall } from '../../../sandbox/control-client.ts'

/** So many people act at the same moment. */
const CROWD = 6

/** What a play works with: the time controller, the platform's record, and what people are going to do about it. */
export type Life = {
  timeController: TimeController
  record: (after: number) => Promise<RecordedCall[]>
  plans: Plan[]
  react: (calls: RecordedCall[]) => Plan[]
}

/** Lives until the end: time goes on to whatever comes first, a message or somebody's plan. */
export async function live(
  { timeController, record, plans: first, react }: Life,
  end: Temporal.Instant,
): Promise<void> {
  let plans = [...first]
  let known = 0
  for (;;) {
    const now = timeController.now()
    const [ripe, later] = split(plans, now)
    await actTogether(ripe)
    if (ripe.length > 0) await timeController.settle()
    const news = await record(known)
    known += news.length
    plans = [...later, ...react(news)]
    if (ripe.length > 0 || news.length > 0) continue
    if (!isBefore(now, end)) return
    await timeController.advanceToNext(plans.map(({ at }) => at).reduce(earlier, end))
  }
}

function split(plans: readonly Plan[], now: Temporal.Instant): [ripe: Plan[], later: Plan[]] {
  const isRipe = ({ at }: Plan) => !isAfter(at, now)
  return [plans.filter(isRipe), plans.filter((plan) => !isRipe(plan))]
}

/** In order of time, a few at once. */
async function actTogether(plans: readonly Plan[]): Promise<void> {
  const waiting = plans.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
  const crowd = Array.from({ length: CROWD }, async () => {
    for (let plan = waiting.shift(); plan !== undefined; plan = waiting.shift()) await plan.act()
  })
  await Promise.all(crowd)
}
