import type { Ctx } from '../ctx.ts'
import { transact } from '../db/transact.ts'
import { Fault } from '../errors.ts'
import { textOf } from '../letters/rules.ts'
import { explainLetter } from '../letters/why/service.ts'
import { kindNames } from '../letters/words.ts'
import type { Args } from './args.ts'
import { registry } from '../router.ts'
import { openCommandCore } from './command-core.ts'

type Explained = NonNullable<Awaited<ReturnType<typeof explainLetter>>>

/** `why LETTER`: by which rule a letter was written, where it stands, and what stopped it or would stop it. */
export async function whyCommand({ words: [name], options }: Args): Promise<void> {
  if (name === undefined) throw new Fault('请写明是哪条消息。', { cure: CURE })
  await using opening = new AsyncDisposableStack()
  const { ctx } = await openCommandCore({ options }, opening)
  const asked = { kinds: registry.letters.kinds, name }
  const explained = await transact(ctx, (tx) => explainLetter(ctx, tx, asked))
  if (explained === null) throw new Fault(`没有编号或键为“${name}”的消息。`, { cure: CURE })
  for (const [label, value] of linesOf(ctx, explained)) process.stdout.write(`${label}  ${value}\n`)
  if (options['json'] === true) process.stdout.write(`${JSON.stringify(explained)}\n`)
}

const CURE = '`npm run -s zhibu -- problems` 列出需要处理的消息及其键。'

const ENDS = { sent: '已送达', obsolete: '未发送', failed: '未能送达', unknown: '结果不明' }

function linesOf(ctx: Ctx, explained: Explained): [string, string][] {
  const { letter, key, end, endedAt, attempts, code } = explained
  const at = (instant: Temporal.Instant | null) => (instant === null ? '—' : whenOf(ctx, instant))
  return [
    ['消息', `${kindNames[letter.kind]} ${letter.id}`],
    ['键　', key],
    ['收件', textOf(letter.to)],
    ['原因', explained.why],
    ['写成', at(explained.writtenAt)],
    ['应发', at(explained.dueAt)],
    ['首发', at(explained.firstAttemptAt)],
    ['结束', `${at(endedAt)}${end === null ? '' : `（${ENDS[end]}）`}`],
    ['尝试', `${attempts}次`],
    ['代码', code ?? '—'],
    ['停止', explained.stop],
  ]
}

function whenOf(ctx: Ctx, instant: Temporal.Instant): string {
  const local = instant.toZonedDateTimeISO(ctx.settings.timezone).toPlainDateTime()
  return local.toString({ smallestUnit: 'second' }).replace('T', ' ')
}
