import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { RequestId } from '../../ids.ts'
import { picturesWith } from '../../files/service.ts'
import type { State } from '../card.ts'
import { lastVersion } from '../drafts/service.ts'
import { countPhotos } from '../attachments/service.ts'
import * as store from '../store.ts'

/** Where a request stands, for whatever card shows it. */
export async function stateOf(ctx: Ctx, tx: Tx, id: RequestId): Promise<State> {
  const request = await store.byId(tx, id)
  const last = await lastVersion(tx, request.id)
  return {
    request,
    submittedAt: last?.at ?? null,
    photos: countPhotos(await picturesWith(tx, last?.report.photos ?? [])),
    now: ctx.now(),
    zone: ctx.settings.timezone,
  }
}
