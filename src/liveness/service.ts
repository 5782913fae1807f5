import type { Ctx } from '../ctx.ts'
import * as store from './store.ts'
import type { Ages } from './types.ts'

/** A probe goes through every queue that is probed so often: what it meets, every job meets. */
const EVERY_MS = 10_000

/** The sweep: whether a probe is to be enqueued now. The caller says when it has been. */
export async function takeDueProbe({ db }: Pick<Ctx, 'db'>): Promise<boolean> {
  return store.takeDue(db, EVERY_MS)
}

export async function probeEnqueued({ db }: Pick<Ctx, 'db'>): Promise<void> {
  await store.noteEnqueued(db)
}

/** What a worker does with a probe that came through this queue. */
export async function probeTaken({ db }: Pick<Ctx, 'db'>, through: string): Promise<void> {
  await store.noteTaken(db, through)
}

/** How long ago work was last seen to go round, in all processes together. */
export async function probeAges({ db }: Pick<Ctx, 'db'>, queues: readonly string[]): Promise<Ages> {
  return { enqueued: await store.enqueuedAge(db), taken: await store.takenAges(db, queues) }
}
