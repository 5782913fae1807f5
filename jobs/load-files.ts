import {
  type College,
  fileNow,
  type Loaded,
  type LoadedFile,
  loadCollege,
  type Settings,
} from '../config/college.ts'
import type { Ctx } from '../src/ctx.ts'
import type { Db } from '../src/db/tables.ts'
import { Fault } from '../src/errors.ts'
import { lastCollege, lastLoadId } from '../src/roster/service.ts'
import { settleFiles, wasConfirmed } from './settle-files.ts'
import { faultLines } from '../config/college/fault-lines.ts'

/** The college's files as they were last accepted. */
export type Files = {
  settings(): Settings
  college(): College
  /** Applies what the files say now; `yes` also what takes much away. Only entries whose own text changed have an effect. */
  apply(ctx: Ctx, how?: { yes: boolean }): Promise<void>
  /**
   * Looks whether a file changed and applies it once two looks in a row saw it unchanged. A faulty one is refused whole,
   * one that takes much away waits for a yes; until then what was accepted stays in force.
   */
  poll(ctx: Ctx): Promise<void>
  /** Follows the files in a process that does not accept them: what another one accepted is in force here, too. */
  follow(ctx: Pick<Ctx, 'db'>): Promise<void>
}

type Where = { path: string; db: Db; now: () => Temporal.Instant }

/**
 * Loads the college's files. Until they are applied, what was accepted last is in force; where nothing was, throws a
 * `Fault` that lists everything wrong with them.
 */
export async function openFiles({ path, db, now }: Where): Promise<Files> {
  let loaded = await loadCollege(path, now())
  const last = await lastCollege(db)
  let accepted = last?.id ?? null
  let college = last?.college ?? collegeIn(loaded)
  const changed = openWatch(path, loaded.files)

  async function settle(ctx: Ctx, how: { yes: boolean }): Promise<void> {
    const next = await settleFiles(ctx, loaded, how)
    if (next !== null) college = next
  }

  return {
    settings: () => college.settings,
    college: () => college,
    apply: (ctx, how = { yes: false }) => settle(ctx, how),
    async poll(ctx) {
      const next = await changed(now())
      if (next !== null) loaded = next.loaded
      else if (!(await wasConfirmed(ctx, loaded))) return
      await settle(ctx, { yes: false })
      next?.done()
    },
    async follow(ctx) {
      if ((await lastLoadId(ctx.db)) === accepted) return
      const next = await lastCollege(ctx.db)
      accepted = next?.id ?? null
      college = next?.college ?? college
    },
  }
}

function collegeIn(loaded: Loaded): College {
  if (loaded.ok) return loaded.college
  throw new Fault(`学院文件有误，未启动：\n${faultLines(loaded.faults)}`, {
    cure: '请按提示逐项修改后重试。',
  })
}

/**
 * Hands out the files when what they hold changed and two looks in a row saw it alike; again and again until `done` was
 * called. When a file was saved tells nothing: it may be touched all the time, or changed twice within a moment.
 */
function openWatch(path: string, files: readonly LoadedFile[]) {
  let watched = files
  let dealtWith = eventTimeOf(files)
  let seenOnce = ''
  return async (at: Temporal.Instant): Promise<{ loaded: Loaded; done: () => void } | null> => {
    const now = eventTimeOf(await Promise.all(watched.map(({ path: each }) => fileNow(each))))
    if (now === dealtWith) return null
    // A file that is being written changes from poll to poll, and half of it reads like a decision.
    if (now !== seenOnce) {
      seenOnce = now
      return null
    }
    const loaded = await loadCollege(path, at)
    watched = loaded.files
    seenOnce = eventTimeOf(watched)
    if (seenOnce !== now) return null
    return {
      loaded,
      done() {
        dealtWith = now
      },
    }
  }
}

function eventTimeOf(files: readonly LoadedFile[]): string {
  return files.map(({ path, hash }) => `${path}/${hash}`).join()
}
