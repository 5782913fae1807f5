import { failedAlarms } from '../alarms/service.ts'
import { uncoveredAhead, uncoveredLine } from '../calendar/service.ts'
import type { Ctx } from '../ctx.ts'
import { transact } from '../db/transact.ts'
import { openFailures, settleOnServer } from '../desk/service.ts'
import { failedFiles } from '../files/service.ts'
import { Fault } from '../errors.ts'
import { troubledLetters } from '../letters/service.ts'
import { pendingProposal, reachFound, unreachablePeople } from '../roster/service.ts'
import { faultLine } from '../../config/college/fault-lines.ts'
import type { Args } from './args.ts'
import { openCommandCore } from './command-core.ts'

/**
 * Prints what an administrator must look at: files that were not taken, letters without a known end, failed alarms and
 * photos, people out of reach.
 */
export async function problemsCommand({ options }: Args): Promise<void> {
  await using opening = new AsyncDisposableStack()
  const { ctx } = await openCommandCore({ options }, opening)
  // Awaited here: what was opened is closed behind it.
  if (typeof options['done'] === 'string') return await tickOff(ctx, options['done'])
  const files = await transact(ctx, pendingProposal)
  const failures = await openFailures(ctx.db)
  const letters = await troubledLetters(ctx)
  const alarms = await failedAlarms(ctx)
  const pictures = await failedFiles(ctx)
  const unreachable = (await transact(ctx, unreachablePeople)).map(({ id, branch }) => ({ id, branch }))
  const uncovered = await transact(ctx, (tx) => uncoveredAhead(ctx, tx))
  const reach = await transact(ctx, (tx) => reachFound(ctx, tx))
  const lines = [
    ...fileLines(files),
    ...failures.map(({ number, kind, ref, error }) => `${WHAT_FAILED[kind]} ${number}：${ref}（${error}）`),
    ...letters.map(
      ({ key, ended, code }) => `消息 ${key}：${ended === 'failed' ? '未能送达' : '结果不明'}（${code}）`,
    ),
    ...alarms.map(({ key, error }) => `提醒 ${key}：未能执行（${error}）`),
    ...pictures.map(({ ref, code }) => `照片 ${ref}：未能取得（${code}），请发送的同志重发`),
    ...unreachable.map(
      ({ id, branch }) => `成员 ${id}（${branch}）：没有 open_id，无法私聊；请在 members.csv 补上`,
    ),
    ...reach.troubles.map(({ says }) => says),
    ...(reach.error === null
      ? []
      : [`群和成员未能核对（${reach.error}），稍后自动重试；在此之前列出的是上次的结果`]),
    ...uncovered.map(uncoveredLine),
  ]
  for (const line of lines) process.stdout.write(`${line}\n`)
  if (lines.length === 0) process.stdout.write('没有需要处理的事项。\n')
  if (options['json'] === true)
    process.stdout.write(
      `${JSON.stringify({ files: files?.content ?? null, failures, letters, alarms, pictures, unreachable, reach, uncovered })}\n`,
    )
}

/** Every fault of a version that was not taken, or that it waits for a yes. */
function fileLines(pending: Awaited<ReturnType<typeof pendingProposal>>): string[] {
  if (pending?.content.kind === 'faulty')
    return pending.content.faults.map((fault) => `学院文件 ${faultLine(fault)}`)
  return pending?.state === 'waiting'
    ? ['学院文件的改动待确认：请管理员在“待办”里确认或取消；在服务器上可用 --yes 采用']
    : []
}

const WHAT_FAILED = { click: '没有保存的操作', message: '没有处理成功的消息', elsewhere: '另一套系统的卡片' }

/** Ticks off what has been seen to: one thing by its number or key, or all. */
async function tickOff(ctx: Ctx, id: string): Promise<void> {
  const count = await transact(ctx, (tx) => settleOnServer(ctx, tx, id))
  if (count === 0)
    throw new Fault(`没有待处理的“${id}”。`, { cure: '运行 zhibu problems 查看编号和键；all 为全部。' })
  process.stdout.write(`已标为“已处理”：${count}项。\n`)
}
