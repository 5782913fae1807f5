import type { Ctx } from '../src/ctx.ts'
import { takeDueAlarms } from '../src/alarms/service.ts'
import { takeOpenPreviews } from '../src/desk/service.ts'
import { takeDueWeeks } from '../src/digest/service.ts'
import { takeOpenMessages } from '../src/feishu/inbox.ts'
import { takeDueLetters, takeOwedPaints } from '../src/letters/service.ts'
import { takeDuePictures } from '../src/pictures/service.ts'
import { probeEnqueued, takeDueProbe } from '../src/liveness/service.ts'
import type { Bells } from '../src/queue/open.ts'
import { takeDueCheck } from '../src/roster/service.ts'

/** Looks once for what is due and rings for each; answers how many bells rang. */
export async function ringForDue(ctx: Ctx, bells: Bells): Promise<number> {
  // What is taken and cannot be rung for would rest for half a minute.
  await bells.reach()
  const alarms = await takeDueAlarms(ctx)
  const letters = await takeDueLetters(ctx)
  const paints = await takeOwedPaints(ctx)
  const messages = await takeOpenMessages(ctx)
  const pictures = await takeDuePictures(ctx)
  const weeks = await takeDueWeeks(ctx)
  const previews = await takeOpenPreviews(ctx)
  const checks = (await takeDueCheck(ctx)) ? [{}] : []
  await bells.ring('run-alarm', withId(alarms))
  await bells.ring('deliver-letter', withId(letters))
  await bells.ring('fetch-picture', withId(pictures))
  await bells.ring(
    'repaint-card',
    paints.map((letter) => ({ letter })),
  )
  await bells.ring(
    'take-message',
    messages.map((message) => ({ message })),
  )
  await bells.ring('check-reach', checks)
  await bells.ring('make-preview', withId(previews))
  for (const { key, branches } of weeks) await bells.ringDigest(key, branches)
  await ringProbe(ctx, bells)
  const rung = [alarms, letters, paints, messages, pictures, weeks, previews, checks]
  return rung.reduce((sum, { length }) => sum + length, 0)
}

/** It counts as nothing that was due: whoever waits until nothing is due waits for it neither. */
async function ringProbe(ctx: Ctx, bells: Bells): Promise<void> {
  if (!(await takeDueProbe(ctx))) return
  await bells.probe()
  await probeEnqueued(ctx)
}

function withId<T>(ids: readonly T[]): { id: T }[] {
  return ids.map((id) => ({ id }))
}
