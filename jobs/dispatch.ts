import type { Ctx } from '../src/ctx.ts'
import { takeDueAlarms } from '../src/alarms/service.ts'
import { takeOpenPreviews } from '../src/desk/service.ts'
import { takeDueWeeks } from '../src/digest/service.ts'
import { takeOpenMessages } from '../src/feishu/inbox.ts'
import { takeDueLetters, takeStaleCards } from '../src/letters/service.ts'
import { takeDuePictures } from '../src/pictures/service.ts'
import { probeEnqueued, takeDueProbe } from '../src/liveness/service.ts'
import type { Enqueue } from '../src/queue/open.ts'
import { takeDueCheck } from '../src/roster/service.ts'

/** Polls once for what is due and enqueues a job for each; returns how many. */
export async function enqueueDue(ctx: Ctx, queues: Enqueue): Promise<number> {
  // What is taken and cannot be enqueued would wait for half a minute.
  await queues.reach()
  const alarms = await takeDueAlarms(ctx)
  const letters = await takeDueLetters(ctx)
  const cards = await takeStaleCards(ctx)
  const messages = await takeOpenMessages(ctx)
  const pictures = await takeDuePictures(ctx)
  const weeks = await takeDueWeeks(ctx)
  const previews = await takeOpenPreviews(ctx)
  const checks = (await takeDueCheck(ctx)) ? [{}] : []
  await queues.enqueue('run-alarm', withId(alarms))
  await queues.enqueue('deliver-letter', withId(letters))
  await queues.enqueue('fetch-picture', withId(pictures))
  await queues.enqueue(
    'update-card',
    cards.map((letter) => ({ letter })),
  )
  await queues.enqueue(
    'take-message',
    messages.map((message) => ({ message })),
  )
  await queues.enqueue('check-reach', checks)
  await queues.enqueue('make-preview', withId(previews))
  for (const { key, branches } of weeks) await queues.enqueueDigest(key, branches)
  await enqueueProbe(ctx, queues)
  const taken = [alarms, letters, cards, messages, pictures, weeks, previews, checks]
  return taken.reduce((sum, { length }) => sum + length, 0)
}

/** It counts as nothing that was due: whoever waits until nothing is due waits for it neither. */
async function enqueueProbe(ctx: Ctx, queues: Enqueue): Promise<void> {
  if (!(await takeDueProbe(ctx))) return
  await queues.probe()
  await probeEnqueued(ctx)
}

function withId<T>(ids: readonly T[]): { id: T }[] {
  return ids.map((id) => ({ id }))
}
