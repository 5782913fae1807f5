import { readWorkbook } from '../../../config/college/workbook.ts'
import { oneFor, ref } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { messageOf } from '../../errors.ts'
import { dropFiles, filesWith, keepFile, readBytes } from '../../files/service.ts'
import { FileId, LedgerDraftId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { meantBy } from '../../roster/service.ts'
import type { Person } from '../../roster/types.ts'
import { today } from '../../time/dates.ts'
import * as drafts from '../composing/service.ts'
import { knownNow, lookedAt, MAY_NOT, mayMake } from '../composing/service.ts'
import type { Dialogue, ReadRefusal, Stage } from '../composing/types.ts'
import { namesIn } from '../sheets/service.ts'
import { MOST_ROWS, readTable } from './rules.ts'
import * as store from './store.ts'
import type { Rows } from '../sheets/types.ts'

/** So long after `台账 导入` a workbook that is sent without a reply is taken for it. */
const AWAITED = Temporal.Duration.from({ minutes: 10 })
/** What a file is for that is to become a programme. */
const importRef = ref('ledger/{draft}', { draft: LedgerDraftId })
const KIND = 'ledger.import'

/** 台账 导入: asks for a workbook; the card goes to whoever said it privately. */
export async function beginImport(ctx: Ctx, tx: Tx, { who, messageId }: Said): Promise<void> {
  const letter = { ...oneFor(KIND, messageId), to: { person: who } }
  if (!(await mayMake(ctx, tx, who))) return writeLetters(ctx, tx, [{ ...letter, ref: MAY_NOT }])
  const stage: Stage = { at: 'awaiting', refusal: null }
  const id = await drafts.beginDraft(tx, { key: letter.key, by: who, stage, at: ctx.now() })
  if (id !== null) await writeLetters(ctx, tx, [{ ...letter, ref: id }])
}

/**
 * Keeps the workbook that somebody sends in reply to the card of an import, or soon after they asked for one, in the direct
 * chat. False when it was no such file.
 */
export async function takeWorkbook(ctx: Ctx, tx: Tx, said: Said): Promise<boolean> {
  const [file] = said.files
  if (said.inGroup || file === undefined) return false
  const dialogue = await dialogueFor(ctx, tx, said)
  if (dialogue === undefined || !(await mayMake(ctx, tx, said.who))) return false
  const { id } = dialogue
  const of = { message: said.messageId, source: file.key, name: file.name }
  const kept = await keepFile(tx, { ...of, ref: importRef.text({ draft: id }) })
  // The same message again changes nothing.
  if (kept === undefined) return true
  await store.beginAnew(tx, id)
  await setStage(ctx, tx, { id, stage: { at: 'reading', file: kept, name: file.name, isHere: false } })
  return true
}

async function dialogueFor(ctx: Ctx, tx: Tx, { who, about }: Said): Promise<Dialogue | undefined> {
  if (about === null) return drafts.lockAwaiting(tx, { by: who, since: ctx.now().subtract(AWAITED) })
  if (about.kind !== KIND || about.ref === MAY_NOT) return undefined
  const found = await drafts.lockDraft(tx, LedgerDraftId.parse(about.ref))
  const isOver = found === undefined || found.stage.at === 'made' || found.stage.at === 'dropped'
  return isOver || found.by !== who ? undefined : found
}

async function setStage(ctx: Ctx, tx: Tx, of: { id: LedgerDraftId; stage: Stage }): Promise<void> {
  await drafts.setStage(tx, { ...of, at: ctx.now() })
  await markStale(tx, of.id, [KIND])
}

/** A workbook is here, or could not be had. Other files are nobody's business here. */
export async function workbookSettled(
  ctx: Ctx,
  tx: Tx,
  { id: file, ref: of, ended }: { id: string; ref: string; ended: 'here' | 'failed' },
): Promise<void> {
  const about = importRef.find(of)
  const dialogue = about === null ? undefined : await drafts.lockDraft(tx, about.draft)
  if (dialogue === undefined || !isReading(dialogue.stage, file)) return
  const { id, stage } = dialogue
  if (ended === 'here') return drafts.setStage(tx, { id, stage: { ...stage, isHere: true }, at: ctx.now() })
  await setStage(ctx, tx, { id, stage: { at: 'awaiting', refusal: 'notFetched' } })
}

type Reading = Extract<Stage, { at: 'reading' }>

function isReading(stage: Stage, file: string): stage is Reading {
  return stage.at === 'reading' && stage.file === file
}

const BATCH = 10
/** Longer than it takes to read one. */
const LEASE_SECONDS = 60
const TRIES = 3

/** The sweep: workbooks still to be read. The caller enqueues one job for each. */
export async function takeDueImports(ctx: Ctx): Promise<string[]> {
  return store.takeDue(ctx.db, { most: BATCH, seconds: LEASE_SECONDS })
}

/** Whether somebody waits for a workbook to be read. */
export async function importsWait(ctx: Ctx): Promise<boolean> {
  return store.anyOpen(ctx.db)
}

/** Takes up at once what was taken by a process that is gone. */
export async function makeImportsPending(ctx: Ctx): Promise<void> {
  await store.makePending(ctx.db)
}

/** Reads the workbook of one draft, and shows what was understood; after the last failure says that it came to nothing. */
export async function readImport(ctx: Ctx, number: string): Promise<void> {
  const id = LedgerDraftId.parse(number)
  const stage = (await drafts.draftById(ctx.db, id))?.stage
  if (stage?.at !== 'reading' || !stage.isHere) return
  try {
    const table = await tableOf(ctx, FileId.parse(stage.file))
    await settle(ctx, { id, reading: stage, table })
  } catch (thrown) {
    ctx.log.error({ draft: id, err: messageOf(thrown) }, 'workbook not read')
    if ((await store.countFailure(ctx.db, id)) >= TRIES)
      await settle(ctx, { id, reading: stage, table: 'broken' })
  }
}

async function tableOf(ctx: Ctx, id: FileId): Promise<Rows | ReadRefusal> {
  const [file] = await transact(ctx, (tx) => filesWith(tx, [id]))
  if (file?.state !== 'here') return 'notFetched'
  if (file.type !== 'xlsx') return 'notXlsx'
  const bytes = await readBytes(ctx.dataPath, file.bytes)
  if (bytes === null) return 'notFetched'
  const { rows, wrong } = await readWorkbook(bytes, 'first')
  if (wrong.length > 0) return 'broken'
  return rows.length > MOST_ROWS ? 'tooMany' : rows
}

type Settling = { id: LedgerDraftId; reading: Reading; table: Rows | ReadRefusal }

async function settle(ctx: Ctx, { id, reading, table }: Settling): Promise<void> {
  await transact(ctx, async (tx) => {
    const dialogue = await drafts.lockDraft(tx, id)
    // Another was sent meanwhile, or the draft was given up.
    if (dialogue === undefined || !isReading(dialogue.stage, reading.file)) return
    const stage =
      typeof table === 'string' ? refused(table) : await stageFor(ctx, tx, { table, name: reading.name })
    await setStage(ctx, tx, { id, stage })
    await dropFiles(ctx, tx, [reading.file])
  })
}

function refused(refusal: ReadRefusal): Stage {
  return { at: 'awaiting', refusal }
}

async function stageFor(ctx: Ctx, tx: Tx, { table, name }: { table: Rows; name: string }): Promise<Stage> {
  const knows = await knownNow(ctx, tx)
  const people = new Map<string, Person[]>()
  for (const one of namesIn(table)) people.set(one, await meantBy(tx, one, null))
  const read = readTable(table, { ...knows, people, today: today(ctx), name })
  return read.ok ? lookedAt(read.draft, knows) : refused(read.refusal)
}
