import { fileURLToPath } from 'node:url'
import { loadCollege } from '../../config/college.ts'
import { readEnv } from '../../config/env.ts'
import { nextTimes, timetable } from '../../config/timetable.ts'
import { faultLines } from '../../config/college/fault-lines.ts'
import { Fault } from '../errors.ts'
import type { Args } from './args.ts'
import { openWallClock } from './clock.ts'

/** Where the demo college is. */
export const DEMO_COLLEGE = fileURLToPath(new URL('../../config/demo/college.yaml', import.meta.url))

/** Prints each line of the timetable: what it does, and its next three times in the college's zone. */
export async function timetableCommand({ options }: Args): Promise<void> {
  const loaded = await loadCollege(options['demo'] === true ? DEMO_COLLEGE : readEnv().collegePath)
  if (!loaded.ok) throw new Fault(`学院文件有误：\n${faultLines(loaded.faults)}`, { cure: '请按提示修改。' })
  const zone = loaded.college.settings.timezone
  const now = openWallClock().now()
  const lines = timetable(loaded.college.settings).map(({ name, cron, says }) => ({
    name,
    cron,
    says,
    next: nextTimes({ cron, zone }, now, 3).map((at) =>
      at.toZonedDateTimeISO(zone).toPlainDateTime().toString(),
    ),
  }))
  for (const { name, cron, says, next } of lines) {
    process.stdout.write(
      `${name.padEnd(8)} ${cron.padEnd(16)} ${says.zh} / ${says.en}\n         ${next.join('  ')}\n`,
    )
  }
  if (options['json'] === true) process.stdout.write(`${JSON.stringify({ zone, lines })}\n`)
}
