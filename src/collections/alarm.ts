import type { AlarmKinds } from '../alarms/types.ts'
import { markStale } from '../letters/service.ts'
import { deadlineRef, remindOpen, secondOf } from './asking/service.ts'
import * as store from './store.ts'
import { askWeek } from './weekly/service.ts'

/** What this feature does when its alarms are due; one of a deadline that was put off does nothing. */
export const alarms = {
  'collections.remind': async (ctx, tx, { ref }) => {
    const { collection: id, n } = deadlineRef.parse(ref)
    const collection = await store.byId(tx, id)
    if (collection.closedAt !== null || secondOf(collection.dueAt) !== n) return 'obsolete'
    await remindOpen(ctx, tx, { id, dueAt: collection.dueAt, n })
    return 'done'
  },
  'collections.due': async (_ctx, tx, { ref }) => {
    const { collection: id, n } = deadlineRef.parse(ref)
    const { closedAt, dueAt } = await store.byId(tx, id)
    if (closedAt !== null || secondOf(dueAt) !== n) return 'obsolete'
    await markStale(tx, id, ['collections.board'])
    return 'done'
  },
  'collections.week': async (ctx, tx, { ref }) => ((await askWeek(ctx, tx, ref)) ? 'done' : 'obsolete'),
} satisfies Partial<AlarmKinds>
