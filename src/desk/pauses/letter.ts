import { respelt } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { type HeldLetter, heldLetters, kindNames } from '../../letters/service.ts'
import type { Rendering, Letter, LetterKinds, Released } from '../../letters/types.ts'
import { deadline } from '../../time/format.ts'
import { type Answer, answerRef, nameOf, pauseOf } from './service.ts'
import * as store from './store.ts'
import type { Pause, Refusal } from './types.ts'
import { refusals, verbs, words } from './words.ts'

/** The answer to 暂停 and 恢复: what waits, what goes, what has lapsed. */
export async function renderPause(
  ctx: Ctx,
  tx: Tx,
  { letter, kinds }: { letter: Letter; kinds: LetterKinds },
): Promise<Rendering> {
  const { answer, about, verb } = answerRef.parse(letter.ref)
  const lines: Record<Answer, () => string[] | Promise<string[]>> = {
    // Only `applyOrder` writes the ref, and it takes a Refusal.
    refused: () => [refusals[respelt(about) as Refusal](verbs[verb ?? 'pause'])],
    notPaused: async () => [words.notPaused(await nameOf(tx, about))],
    ended: async () => endedLines(tx, await store.pause(tx, about)),
    begun: async () => pausedLines(ctx, tx, { pause: await store.pause(tx, about), kinds, again: false }),
    pausedBefore: async () =>
      pausedLines(ctx, tx, { pause: await store.pause(tx, about), kinds, again: true }),
  }
  return { text: (await lines[answer]()).join('\n') }
}

async function pausedLines(
  ctx: Ctx,
  tx: Tx,
  { pause, kinds, again }: { pause: Pause; kinds: LetterKinds; again: boolean },
): Promise<string[]> {
  const name = await nameOf(tx, pause.scope)
  const waiting = await heldLetters(tx, { kinds, heldBy: pauseOf })
  const mine = waiting.filter(({ pause: id }) => id === pause.id)
  return [
    again ? words.pausedBefore(name, moment(ctx, pause.begunAt)) : words.begun(name),
    ...(mine.length === 0 ? [words.nothingWaiting] : [words.waiting, ...kindLines(ctx, mine)]),
    words.stillSent,
    words.resumeHint,
  ]
}

function kindLines(ctx: Ctx, waiting: readonly HeldLetter[]): string[] {
  return [...Map.groupBy(waiting, ({ kind }) => kind)].map(([kind, all]) => {
    const ends = all.flatMap(({ uselessAfter }) => uselessAfter ?? []).toSorted(Temporal.Instant.compare)
    return words.waitingLine(kindNames[kind], all.length, ends[0] === undefined ? null : moment(ctx, ends[0]))
  })
}

async function endedLines(tx: Tx, { scope, released }: Pause): Promise<string[]> {
  const going = counted(released?.going ?? {})
  const lapsed = counted(released?.lapsed ?? {})
  return [
    words.ended(await nameOf(tx, scope)),
    ...(going === '' ? [] : [words.going(going)]),
    ...(lapsed === '' ? [] : [words.lapsed(lapsed)]),
    ...(going + lapsed === '' ? [words.nothingHeld] : []),
  ]
}

function counted(counts: Released['going']): string {
  return entriesOf(counts)
    .map(([kind, count]) => words.kindCount(kindNames[kind], count))
    .join(words.between)
}

function entriesOf(counts: Released['going']) {
  // The keys of a record of counts are the kinds that it counts.
  return Object.entries(counts) as [keyof typeof counts, number][]
}

function moment(ctx: Ctx, at: Temporal.Instant): string {
  return deadline(at.toZonedDateTimeISO(ctx.settings.timezone))
}
