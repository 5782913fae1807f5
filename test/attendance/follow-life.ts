import { runAlarm, takeDueAlarms } from '../../src/alarms/service.ts'
import { MeetingId } from '../../src/ids.ts'
import { registry } from '../../src/router.ts'
import { aFilesLife, type FilesLife } from '../jobs/files-life.ts'

/** B10's meeting on Wednesday 25 November at 14:00. */
export const A047 = MeetingId.parse('A047')

/** The demo college with three meetings in files that a test edits; what is announced by 9:00 on Monday 23 November has been sent. */
export async function aFollowedLife(): Promise<FilesLife> {
  const life = await aFilesLife({ only: ['A047', 'A065', 'A076'] })
  await live(life, '2026-11-23T10:00:00+08:00')
  return life
}

/** Lives until that moment: what falls due on the way takes effect and is sent. */
export async function live(life: FilesLife, moment: string): Promise<void> {
  const end = Temporal.Instant.from(moment)
  for (;;) {
    const open = life.db.selectFrom('alarms_alarms').select('due').where('ended', 'is', null)
    const dues = (await open.execute()).map(({ due }) => due).toSorted(Temporal.Instant.compare)
    const [next] = dues
    if (next === undefined || Temporal.Instant.compare(next, end) > 0) break
    if (Temporal.Instant.compare(next, life.ctx.now()) > 0) life.set(next.toString())
    for (const id of await takeDueAlarms(life.ctx)) await runAlarm(life.ctx, registry.alarms, id)
    await life.deliver()
  }
  life.set(moment)
  await life.deliver()
}

/** Takes a person's line out of members.csv and loads it; answers the line. */
export async function leave(life: FilesLife, who: string): Promise<string> {
  let line = ''
  await life.edit('members.csv', (csv) =>
    csv.replace(new RegExp(`^${who},.*\\n`, 'm'), (found) => {
      line = found
      return ''
    }),
  )
  await life.poll()
  return line
}

/** Adds a line to members.csv and loads it. */
export async function join(life: FilesLife, line: string): Promise<void> {
  await life.edit('members.csv', (csv) => csv + line)
  await life.poll()
}

/** Changes a person's line and loads it. */
export async function alter(life: FilesLife, who: string, change: (line: string) => string): Promise<void> {
  await life.edit('members.csv', (csv) => csv.replace(new RegExp(`^${who},.*$`, 'm'), change))
  await life.poll()
}

/** How each of these people stands on the list of a meeting; absent: never was on it. */
export async function standing(life: FilesLife, meeting: string, ...people: string[]) {
  const rows = life.db.selectFrom('attendance_due').select(['member_id', 'standing'])
  const found = await rows.where('meeting_id', '=', meeting).where('member_id', 'in', people).execute()
  return Object.fromEntries(found.map((row) => [row.member_id, row.standing]))
}

/** A person answers 参加 or 请假 to A047 in the group. */
export function answer(life: FilesLife, who: string, reply: 'join' | 'leave') {
  return life.press(who, 'attendance.answer', { meeting: A047, reply, place: 'group' })
}
