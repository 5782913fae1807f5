import type { Ctx } from '../ctx.ts'
import { transact } from '../db/transact.ts'
import { Unfit } from '../errors.ts'
import { forgetLinks } from './links/service.ts'
import { forgetSessions } from './sessions/service.ts'
import type { Asked, Given, Opened, Page, PageSpec } from './types.ts'

export { detailsButtons } from './links/action.ts'
export { exchangeLink, linkState } from './links/service.ts'
export { ENTER, PREFIX, pageAt } from './rules.ts'
export { endSession, SESSION, viewerBy } from './sessions/service.ts'

/** Declares a page: what its address holds is read, and who may open it is asked, before anything is shown. */
export function page<I>({ path, name, inMenu = false, input, mayOpen, show }: PageSpec<I>): Page {
  const read = ({ viewer, input: given }: Asked<Given>): Asked<I> | null => {
    const parsed = input.safeParse(given)
    return parsed.success ? { viewer, input: parsed.data } : null
  }
  const open: Page['open'] = async (ctx, tx, given) => {
    const asked = read(given)
    if (asked === null) return { ok: false, refusal: 'unknown' }
    if (!(await mayOpen(ctx, tx, asked))) return { ok: false, refusal: 'mayNot' }
    return { ok: true, shown: await show(ctx, tx, asked) }
  }
  return {
    ...{ path, name, inMenu },
    mayOpen: async (ctx, tx, given) => {
      const asked = read(given)
      return asked !== null && unlessUnfit(() => mayOpen(ctx, tx, asked), false)
    },
    open: (ctx, tx, given) =>
      unlessUnfit<Opened>(() => open(ctx, tx, given), { ok: false, refusal: 'unknown' }),
  }
}

/** An address that names what there never was is one of nothing. */
async function unlessUnfit<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (thrown instanceof Unfit) return otherwise
    throw thrown
  }
}

/** Forgets tokens and sessions that are over, and links whose cards nobody presses any more. */
export async function forgetOldLinks(ctx: Ctx): Promise<void> {
  await transact(ctx, async (tx) => {
    await forgetLinks(ctx, tx)
    await forgetSessions(ctx, tx)
  })
}
