import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Html } from '../../html/element.ts'
import { facts, note, section, tag, texts, type Tone } from '../../html/parts.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { rightsOf } from '../../roster/service.ts'
import { deadline } from '../../time/format.ts'
import * as requests from '../store.ts'
import type { Request, RequestState } from '../types.ts'
import { isFiled, mayRead, readOn, writtenIn } from './rules.ts'
import { readRecord } from './service.ts'
import { words } from './words.ts'

/**
 * The record 纪实 of a meeting: how it stands, and what it says once it is filed, for whoever may read it; none for others, and
 * where none was asked for. (domain §5, row 18)
 */
export async function recordSection(
  ctx: Ctx,
  tx: Tx,
  { meeting, who }: { meeting: MeetingId; who: MemberId },
): Promise<Html[]> {
  const request = await requests.everOf(tx, meeting)
  if (request === undefined || !mayRead(request, who, await rightsOf(ctx, tx, who))) return []
  const zone = ctx.settings.timezone
  const due = deadline(request.dueAt.toZonedDateTimeISO(zone))
  const head = facts([
    [words.page.state, recordTag(request.state)],
    [words.page.due, due],
  ])
  return [section(words.viewTitle, head, ...(await writtenParts(ctx, tx, request)))]
}

/** How a record stands. */
export function recordTag(state: string): Html {
  return isState(state) ? tag(words.page.states[state], TONES[state]) : tag(state)
}

function isState(state: string): state is RequestState {
  return Object.hasOwn(TONES, state)
}

const TONES = {
  open: 'attention',
  submitted: 'info',
  returned: 'attention',
  approved: 'good',
  waived: 'neutral',
  notHeld: 'neutral',
  withdrawn: 'neutral',
} satisfies Record<RequestState, Tone>

async function writtenParts(ctx: Ctx, tx: Tx, request: Request): Promise<Html[]> {
  const record = isFiled(request) ? await readRecord(ctx, tx, request.id) : null
  if (record === null) return []
  const { votes, version, writer } = record
  const written = [
    ...writtenIn(record),
    ...(votes.length === 0 ? [] : [[words.votes, votes.join('\n')] as const]),
  ]
  const stands = [words.version(version.n), readOn(record, ctx.settings.timezone), `${words.writer}${writer}`]
  return [
    texts(written.filter(([, said]) => said !== '')),
    note(stands.filter((one) => one !== '').join('，')),
  ]
}
