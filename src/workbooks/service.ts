import { z } from 'zod'
import { audit } from '../audit.ts'
import { kind, ref } from '../cards/ref.ts'
import type { Ctx } from '../ctx.ts'
import type { Expired } from '../db/affected.ts'
import type { Tx } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { openDocuments } from '../documents/service.ts'
import { messageOf } from '../errors.ts'
import { askForReason } from '../exports/service.ts'
import type { Exporter } from '../exports/types.ts'
import { keepBytes, keepMade } from '../files/service.ts'
import type { MadeFile } from '../files/types.ts'
import { BranchId, MemberId } from '../ids.ts'
import { markStale, writeLetters } from '../letters/service.ts'
import { sendMade } from '../reports/service.ts'
import { rightsOf } from '../roster/service.ts'
import { divide, sendParts } from './dividing/service.ts'
import { mostFor, refusalTo } from './rules.ts'
import { countNames, daysInWords, makeFile, titleOf } from './sheets/service.ts'
import * as store from './store.ts'
import { type Asked, type Content, type End, FORMATS, type Held, type Order, type Refusal } from './types.ts'

export { exportButton } from './action.ts'
export { exportLedger } from './asking/service.ts'
export { daysInWords, titleOf } from './sheets/service.ts'
export { byId as orderById } from './store.ts'

const BATCH = 2
/** Longer than the college's year takes. */
const LEASE_SECONDS = 600
const TRIES = 3
const REST_SECONDS = 10
/** The platform takes thirty megabytes. */
const MOST_BYTES = 29 * 1024 * 1024

const Day = z.iso.date().transform((text) => Temporal.PlainDate.from(text))
const parts = {
  of: z.union([z.literal('all'), BranchId]),
  ...{ from: Day, to: Day, who: MemberId, by: z.string(), format: z.enum(FORMATS), id: z.uuid() },
}
const askLetter = kind('workbooks.ask', { key: '{by}', ref: '{of}/{from}/{to}/{who}' }, parts)
const progressLetter = kind('workbooks.progress', { key: '{id}', ref: '{id}' }, parts)
/** What a file with names is, as the mechanism of exports keeps it. */
const rollRef = ref('{of}/{from}/{to}/{format}', parts)

/** Of what a letter asks, and whom. */
export const askRef = askLetter.ref
/** Which file a letter tells of. */
export const progressRef = progressLetter.ref

type Refused = { ok: false; refusal: Refusal }

/** What of it a person may have. */
export async function mostOf(
  ctx: Ctx,
  tx: Tx,
  { of, who }: { of: Held; who: MemberId },
): Promise<Content | null> {
  return mostFor(await rightsOf(ctx, tx, who), of === 'college' ? 'all' : of)
}

/** 导出: asks privately in which form the figures are wanted; `by` is the message or press by which they are. */
export async function askFile(
  ctx: Ctx,
  tx: Tx,
  { of, days, who, by }: Asked & { who: MemberId; by: string },
): Promise<{ ok: true } | Refused> {
  const refusal = refusalTo('counts', { most: await mostOf(ctx, tx, { of, who }), days })
  if (refusal !== null) return { ok: false, refusal }
  await sendForm(ctx, tx, { of, days, who, by })
  return { ok: true }
}

/** Sends the form, or where the person may not have it the word that says so. */
export async function sendForm(
  ctx: Ctx,
  tx: Tx,
  { of, days, who, by }: Asked & { who: MemberId; by: string },
): Promise<void> {
  await writeLetters(ctx, tx, [{ ...askLetter.names({ of, ...days, who, by }), to: { person: who } }])
}

type Ordering = Asked & Pick<Order, 'who' | 'at' | 'format' | 'content'>

/** 生成: orders the file; with names its reason is asked for first. */
export async function orderFile(
  ctx: Ctx,
  tx: Tx,
  ordering: Ordering,
): Promise<{ ok: true; asked: boolean } | Refused> {
  const { of, days, who, content, format } = ordering
  const refusal = refusalTo(content, { most: await mostOf(ctx, tx, { of, who }), days })
  if (refusal !== null) return { ok: false, refusal }
  if (content === 'counts') {
    await audit(ctx, tx, {
      actor: who,
      act: 'workbooks.export',
      about: of,
      details: { ...spelt(days), format },
    })
    await order(ctx, tx, ordering)
    return { ok: true, asked: false }
  }
  const title = `${await titleOf(ctx, tx, of)} ${daysInWords(days)}`
  await askForReason(ctx, tx, {
    kind: 'workbooks.roll',
    ref: rollRef.text({ of, ...days, format }),
    title,
    who,
  })
  return { ok: true, asked: true }
}

function spelt({ from, to }: Order['days']) {
  return { from: from.toString(), to: to.toString() }
}

/** The roll by name: who may have it, and that it is made once its reason was given. */
export const rollExporter: Exporter = {
  async countNames(ctx, tx, { ref: text, who }) {
    const { of, from, to } = rollRef.parse(text)
    if ((await mostOf(ctx, tx, { of, who })) !== 'names') return null
    return countNames(ctx, tx, { of, days: { from, to } })
  },
  async make(ctx, tx, { ref: text, who, at }) {
    const { of, from, to, format } = rollRef.parse(text)
    await order(ctx, tx, { of, days: { from, to }, who, at, format, content: 'names' })
  },
}

async function order(ctx: Ctx, tx: Tx, ordering: Ordering): Promise<void> {
  const id = await store.ask(tx, ordering)
  await writeLetters(ctx, tx, [{ ...progressLetter.names({ id }), to: { person: ordering.who } }])
}

/** The sweep: files still to be made. The caller enqueues one job for each. */
export async function takeDueWorkbooks(ctx: Ctx): Promise<string[]> {
  return store.takeDue(ctx.db, { most: BATCH, seconds: LEASE_SECONDS })
}

/** Takes up at once what was taken by a process that is gone. */
export async function makeWorkbooksPending(ctx: Ctx): Promise<void> {
  await store.makePending(ctx.db)
}

/** Whether somebody waits for a file. */
export async function workbooksWait(ctx: Ctx): Promise<boolean> {
  return store.anyOpen(ctx.db)
}

/**
 * Makes the file of an order and sends it to whoever asked; one of more than so many bytes is divided, and a part waits for
 * the others. After the last failure it is said that it came to nothing.
 */
export async function makeWorkbookOf(ctx: Ctx, id: string, mostBytes = MOST_BYTES): Promise<void> {
  const found = await store.byId(ctx.db, id)
  if (found.ended !== null) return
  try {
    await settle(ctx, found, await resultOf(ctx, found, mostBytes))
  } catch (thrown) {
    ctx.log.error({ workbook: id, err: messageOf(thrown) }, 'export failed')
    await store.countFailure(ctx.db, id, REST_SECONDS)
    if (found.attempts + 1 >= TRIES) await settle(ctx, found, { ended: 'failed' })
  }
}

type Result = { ended: Exclude<End, 'done' | 'divided'> } | { ended: 'done'; file: MadeFile }

async function resultOf(ctx: Ctx, found: Order, mostBytes: number): Promise<Result> {
  if (!(await transact(ctx, (tx) => mayHave(ctx, tx, found)))) return { ended: 'mayNot' }
  await using documents = openDocuments()
  const file = await makeFile(ctx, documents, { order: found, mostBytes })
  if (file === null) return { ended: 'tooLarge' }
  const { bytes, ...made } = file
  const kept = await keepBytes(ctx.dataPath, bytes)
  return { ended: 'done', file: { ...made, bytes: kept, size: bytes.length, ref: `workbooks/${found.id}` } }
}

/** Whether whoever ordered it may have it now: an office may have ended since. */
async function mayHave(ctx: Ctx, tx: Tx, order: Order): Promise<boolean> {
  const most = await mostOf(ctx, tx, order)
  return refusalTo(order.content, { most, days: order.days }) === null
}

async function settle(ctx: Ctx, { id, whole }: Order, result: Result): Promise<void> {
  await transact(ctx, async (tx) => {
    const above = await store.lock(tx, whole ?? id)
    const order = await store.byId(tx, id)
    // Whoever took it up a second time finds it settled.
    if (order.ended !== null || (await store.anyParts(tx, id))) return
    const isDivided = result.ended === 'tooLarge' && (await divide(tx, order))
    if (whole !== null) return settlePart(ctx, tx, { order, above, result: isDivided ? 'divided' : result })
    await markStale(tx, id, ['workbooks.progress'])
    if (isDivided) return
    await store.end(tx, id, { ended: result.ended, at: ctx.now() })
    if (result.ended === 'done') await sendMade(ctx, tx, { file: result.file, who: order.who })
  })
}

type Part = { order: Order; above: Order; result: Result | 'divided' }

async function settlePart(ctx: Ctx, tx: Tx, { order: { id }, above, result }: Part): Promise<void> {
  const ended = result === 'divided' ? result : result.ended
  const isMade = result !== 'divided' && result.ended === 'done'
  const file = isMade ? await keepMade(ctx, tx, result.file) : null
  await store.end(tx, id, { ended, at: ctx.now(), file })
  await sendParts(ctx, tx, { whole: above, mayHave: await mayHave(ctx, tx, above) })
}

/** Deletes what was ordered before; returns whether more may be left. */
export async function expireWorkbooks(tx: Tx, expired: Expired): Promise<boolean> {
  return (await store.deleteOrders(tx, expired)) === expired.most
}
