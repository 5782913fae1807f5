import { loadCollege } from '../../config/college.ts'
import { readEnv } from '../../config/env.ts'
import { faultLines } from '../../config/college/fault-lines.ts'
import { Fault } from '../errors.ts'
import type { Args } from './args.ts'
import { readTime } from '../time/read/reader.ts'
import { questionOf } from '../time/read/words.ts'
import { openWallClock } from './clock.ts'
import { DEMO_COLLEGE } from './timetable.ts'

/** `when TEXT [--now ISO]`: how a time is understood that somebody writes, as one line of JSON. */
export async function whenCommand({ words, options }: Args): Promise<void> {
  const text = words.join(' ')
  if (text.trim() === '') throw new Fault('请写明要读的时间。', { cure: CURE })
  const loaded = await loadCollege(options['demo'] === true ? DEMO_COLLEGE : readEnv().collegePath)
  if (!loaded.ok) throw new Fault(`学院文件有误：\n${faultLines(loaded.faults)}`, { cure: '请按提示修改。' })
  const { terms, timezone } = loaded.college.settings
  const seen = { terms, now: nowOf(options['now'], timezone) }
  const reading = readTime(text, seen)
  process.stdout.write(`${JSON.stringify(told(reading, questionOf(reading, seen)))}\n`)
}

const CURE = '例如：npm run -s zhibu -- when 下周三下午两点'

function told(reading: ReturnType<typeof readTime>, question: string | null) {
  if (question !== null || reading.kind === 'ask') return { ask: question }
  const { start, minutes } = reading
  const end = minutes === null ? {} : { end: written(start.add({ minutes })) }
  return { start: written(start), ...end }
}

function written(at: Temporal.PlainDateTime): string {
  return at.toString({ smallestUnit: 'minute' })
}

/** The given moment on the college's wall: local as it is, with an offset translated; without one the present. */
function nowOf(given: string | boolean | undefined, zone: string): Temporal.PlainDateTime {
  if (typeof given !== 'string') return openWallClock().now().toZonedDateTimeISO(zone).toPlainDateTime()
  try {
    const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(given.replace(/^\S{10}/, ''))
    if (!hasOffset) return Temporal.PlainDateTime.from(given)
    return Temporal.Instant.from(given).toZonedDateTimeISO(zone).toPlainDateTime()
  } catch (cause) {
    throw new Fault(`--now 不是时间：${given}`, { cure: '例如 --now 2026-11-23T09:00。', cause })
  }
}
