import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { picturesWith } from '../../files/service.ts'
import { MemberId, type RequestId } from '../../ids.ts'
import { namesOf } from '../../roster/service.ts'
import type { State } from '../card.ts'
import { lastVersion } from '../drafts/service.ts'
import { countPhotos } from '../attachments/service.ts'
import { linesOf } from '../forms/service.ts'
import { answersOf, withSpare } from '../pages/service.ts'
import type { Fields } from '../review/types.ts'
import { remarkOn } from '../review/service.ts'
import * as store from '../store.ts'
import { formOf } from '../templates/service.ts'
import type { Report, Request } from '../types.ts'
import { words } from '../words.ts'

/** Where a request stands, for whatever card shows it. */
export async function stateOf(ctx: Ctx, tx: Tx, id: RequestId): Promise<State> {
  const request = await store.byId(tx, id)
  const last = await lastVersion(tx, request.id)
  return {
    request,
    submittedAt: last?.at ?? null,
    photos: countPhotos(await picturesWith(tx, last?.report.photos ?? [])),
    remark: request.state === 'approved' ? await remarkOn(tx, request.id) : null,
    now: ctx.now(),
    zone: ctx.settings.timezone,
  }
}

/** The text of a report by the labels of its fields, with people by name. */
export async function textOf(
  ctx: Ctx,
  tx: Tx,
  { request, report }: { request: Request; report: Report },
): Promise<Fields> {
  if (report.notHeld !== null) return { [words.whyNotHeld]: report.notHeld }
  const questions = withSpare(await formOf(ctx, tx, request), report)
  const people = questions.flatMap(({ type, id }) => {
    const answer = MemberId.safeParse(type === 'person' ? report.answers[id] : undefined)
    return answer.success ? [answer.data] : []
  })
  const names = await namesOf(tx, people, null)
  const lines = linesOf(questions, {
    answers: { ...answersOf(report), content: report.content },
    people: [...names].map(([id, name]) => ({ id, name })),
  })
  return Object.fromEntries(lines)
}
