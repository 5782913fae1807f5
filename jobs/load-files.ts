import { stat } from 'node:fs/promises'
import {
  absent,
  type College,
  type FileFault,
  type LoadedFile,
  loadCollege,
  type Settings,
} from '../config/college.ts'
import * as attendance from '../src/attendance/service.ts'
import type { Ctx, Log } from '../src/ctx.ts'
import { transact } from '../src/db/transact.ts'
import { Fault } from '../src/errors.ts'
import * as meetings from '../src/meetings/service.ts'
import { acceptCollege } from '../src/roster/service.ts'
import { takeUpMeetings } from '../src/router.ts'
import { planSeries } from './plan-series.ts'

/** The college's files as they were last accepted. */
export type Files = {
  settings(): Settings
  college(): College
  /** Applies what the files say now; only entries whose own text changed have an effect. */
  apply(ctx: Ctx): Promise<void>
  /**
   * Looks whether a file changed and applies it once two looks in a row saw it unchanged; a faulty one is refused whole,
   * and what was accepted stays in force.
   */
  look(ctx: Ctx): Promise<void>
  /** The same for a process that only follows: another one applies what changed to the records. */
  follow(log: Log): Promise<void>
}

/** Loads the college's files. Throws a `Fault` that lists everything wrong with them. */
export async function openFiles(path: string): Promise<Files> {
  const loaded = await loadCollege(path)
  if (!loaded.ok)
    throw new Fault(`学院文件有误，未启动：\n${faultLines(loaded.faults)}`, {
      cure: '请按提示逐项修改后重试。',
    })
  let { college, files } = loaded
  let watched = files
  let dealtWith = stampOf(files)
  let seenOnce = ''

  /** `accept` may fail: then nothing has changed, and the next look tries again. */
  async function load(log: Log, accept: (next: College) => Promise<void>): Promise<void> {
    const now = stampOf(await filesNow(watched))
    if (now === dealtWith) return
    // A file that is being written changes from look to look, and half of it reads like a decision.
    if (now !== seenOnce) {
      seenOnce = now
      return
    }
    const next = await loadCollege(path)
    watched = next.files
    seenOnce = stampOf(watched)
    if (seenOnce !== now) return
    if (!next.ok) {
      log.error({ faults: next.faults }, 'changed files refused; what was accepted before stays in force')
    } else if (hashesOf(next.files) !== hashesOf(files)) {
      await accept(next.college)
      ;({ college, files } = next)
    }
    dealtWith = now
  }

  return {
    settings: () => college.settings,
    college: () => college,
    apply: (ctx) => applyCollege(ctx, college),
    look: (ctx) => load(ctx.log, (next) => applyCollege({ ...ctx, college: next.settings }, next)),
    follow: (log) => load(log, async () => undefined),
  }
}

/** One fault a line: file, line, what is wrong, and the cure. */
export function faultLines(faults: readonly FileFault[]): string {
  return faults.map(({ file, line, what, cure }) => `  ${file}:${line} ${what}；${cure}`).join('\n')
}

async function applyCollege(ctx: Ctx, college: College): Promise<void> {
  const changed = await transact(ctx, async (tx) => {
    const accepted = await acceptCollege(ctx, tx, college)
    const booked = await meetings.bookMeetings(ctx, tx, accepted.meetings)
    await takeUpMeetings(ctx, tx, booked)
    await attendance.dropMeetings(ctx, tx, accepted.goneMeetings)
    return accepted.changed
  })
  if (changed > 0) ctx.log.info({ changed }, 'files accepted')
  await planSeries(ctx, college.series)
}

function hashesOf(files: readonly LoadedFile[]): string {
  return files.map(({ hash }) => hash).join()
}

function stampOf(files: readonly LoadedFile[]): string {
  return files.map(({ path, size, modified }) => `${path}/${size}/${modified}`).join()
}

async function filesNow(files: readonly LoadedFile[]): Promise<LoadedFile[]> {
  return await Promise.all(
    files.map(async (file) => {
      const found = await stat(file.path).catch(() => null)
      return found === null ? absent(file.path) : { ...file, size: found.size, modified: found.mtimeMs }
    }),
  )
}
