import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { presentAmong, rightsOf } from '../../roster/service.ts'
import type { Viewer } from '../types.ts'

/** A person with the rights of this moment; null for whoever has left. */
export async function viewerOf(ctx: Ctx, tx: Tx, who: MemberId): Promise<Viewer | null> {
  const [person] = await presentAmong(tx, [who])
  if (person === undefined) return null
  return { who, name: person.name, rights: await rightsOf(ctx, tx, who) }
}
