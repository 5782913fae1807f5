import { FEATURES } from './layers.ts'

/** A file that breaks one wall, and the sentence that says how. */
export type Fixture = { wall: string; how: string; path: string; source: string }

/** Stands beside every fixture, so that the walls know which tables there are. */
export const tablesFile = {
  path: 'src/db/tables.ts',
  text: 'export interface Tables { roster_members: {}; attendance_replies: {}; meetings_drafts: {}; pub_attendance: {}; letters_letters: {}; feishu_clicks: {} }',
}

/** Stands beside every fixture, so that another file of main can lead back to it. */
export const startFile = { path: 'src/main/start.ts', text: "import type { Bot } from './bot.ts'" }

/** What every feature has, so that a fixture need not bring it. */
export const featureReadmes = FEATURES.map((name) => ({ path: `src/${name}/README.md`, text: `# ${name}` }))

/** One for each way to break a wall: the wall, how it is broken, in which file, by which source. */
export const broken: readonly Fixture[] = [
  ...read(`
stairs | a feature imports a feature above it | src/roster/service.ts | import { close } from '../attendance/service.ts'
stairs | a type is imported from above | src/cards/card.ts | import type { Ctx } from '../ctx.ts'
stairs | two names on one step know each other | src/alarms/service.ts | import { write } from '../letters/service.ts'
stairs | an import type reaches up | src/ids.ts | export type Now = import('./time/read.ts').Now
stairs | a dynamic import reaches up | src/db/open.ts | await import('../roster/service.ts')
stairs | a re-export reaches up | src/errors.ts | export type { Card } from './cards/card.ts'
stairs | a worker of a part above is started by its address | src/cards/render.ts | new Worker(new URL('../feishu/out/client.ts', import.meta.url))
stairs | src imports a job | src/router.ts | import { deliver } from '../jobs/deliver-letter.ts'
stairs | letters use the inbox above them | src/letters/service.ts | import { handleClick } from '../inbox/service.ts'
stairs | the product imports a test | src/db/open.ts | import { fresh } from '../../test/support/database.ts'
stairs | a file has no place in the bot | src/cache.ts | export const size = 1
ctx | ctx.ts imports a value | src/ctx.ts | import { loadCollege } from '../config/college.ts'
stranger | the sandbox imports the bot | src/sandbox/api/send.ts | import type { ChatId } from '../../ids.ts'
stranger | the sandbox uses the SDK | src/sandbox/socket/frames.ts | import { Client } from '@larksuiteoapi/node-sdk'
stranger | the bot imports the sandbox | src/feishu/out/client.ts | import { limits } from '../../sandbox/rules/limits.ts'
circles | a type of main is imported by what its file imports | src/main/bot.ts | import type { Args } from './start.ts'
circles | a file of main imports itself by a loader | src/main/demo/demo.ts | await import('./demo.ts')
doors | a feature enters another by its store | src/meetings/service.ts | import { people } from '../roster/store.ts'
doors | a feature enters another by its words | src/reports/card.ts | import type { words } from '../attendance/words.ts'
doors | a feature enters a part of another | src/digest/service.ts | import { review } from '../reports/review/service.ts'
doors | a part enters the store of another part | src/reports/review/service.ts | import { rows } from '../answers/store.ts'
doors | a feature enters letters by the back | src/meetings/service.ts | import { claim } from '../letters/claim.ts'
doors | a job enters a store | jobs/deliver-letter.ts | import { rows } from '../src/letters/store.ts'
doors | the router enters a feature by its rules | src/router.ts | import { answer } from './attendance/rules.ts'
kinds | a feature invents a kind of file | src/attendance/counting.ts | export const one = 1
kinds | a feature is three folders deep | src/reports/review/late/rules.ts | export const one = 1
names | a file is called utils | src/time/utils.ts | export const one = 1
names | a folder is called helpers | test/helpers/clock.ts | export const one = 1
names | a file bears a metaphor | src/letters/painting/store.ts | export const one = 1
names | a file is not kebab-case | src/time/readDay.ts | export const one = 1
tables | a service speaks SQL | src/roster/service.ts | db.selectFrom('roster_members')
tables | a store reads the table of another feature | src/meetings/store.ts | db.selectFrom('roster_members as m')
tables | a store reads a table that went with a feature divided from its own | src/meetings/store.ts | db.selectFrom('meetings_drafts')
tables | letters read what the inbox keeps | src/letters/cards/store.ts | db.selectFrom('feishu_clicks')
tables | a join reaches into another feature | src/attendance/store.ts | q.leftJoin('roster_members as m', 'm.id', 'member_id')
tables | a list of tables holds a foreign one | src/attendance/store.ts | db.selectFrom(['attendance_replies', 'roster_members'])
tables | SQL text names a foreign table | src/reports/store.ts | pool.query('select 1 from attendance_replies')
tables | the measures read a table instead of a view | src/measures/facts/store.ts | db.selectFrom('attendance_replies')
tables | another feature reads a view | src/reports/store.ts | db.selectFrom('pub_attendance')
tables | the digest counts beside the measures | src/digest/store.ts | db.selectFrom('pub_attendance')
tables | the measures write a view | src/measures/facts/store.ts | db.insertInto('pub_attendance')
rereads | a row that may have been read is changed unsaid | src/meetings/store.ts | tx.updateTable('meetings_meetings').set({ state })
rereads | SQL text changes a row that may have been read | src/roster/load/store.ts | sql\`update roster_members set left_on = 1\`
tables | a job speaks SQL | jobs/run-alarm.ts | pool.query('update letters_letters set ended = 1')
tables | the drill reads the records | test/drill/judge.ts | import { openDb } from '../../src/db/open.ts'
clock | a feature asks the database for the time | src/attendance/store.ts | sql.raw('closes_at < now()')
clock | a feature reads the wall clock | src/attendance/rules.ts | Temporal.Now.instant()
clock | a job makes a date of now | jobs/clock.ts | const at = new Date()
clock | Date.now is read | src/feishu/out/budget.ts | Date.now()
clock | the monotonic clock has a second reader | src/web/metrics.ts | const { now } = performance
environment | the environment has a second reader | src/servers/find.ts | process.env['PATH']
environment | the environment is taken apart | jobs/worker.ts | const { env } = process
format | a card formats a day by itself | src/meetings/card.ts | day.toLocaleString()
packages | the SDK is known outside src/feishu | src/letters/deliver.ts | import type { Client } from '@larksuiteoapi/node-sdk'
packages | cron lines run outside jobs/clock.ts | jobs/worker.ts | import cron from 'node-cron'
packages | BullMQ is known outside queue, jobs and board | src/alarms/service.ts | import { Queue } from 'bullmq'
packages | a service builds queries | src/roster/service.ts | import { sql } from 'kysely'
packages | the bot needs what the image leaves out | src/web/live.ts | import { WebSocketServer } from 'ws'
packages | a part starts processes | src/feishu/out/client.ts | import { spawn } from 'node:child_process'
packages | the environment could be imported | src/web/pages.ts | import { env } from 'node:process'
blind | a feature sees Feishu | src/meetings/letter.ts | import { send } from '../feishu/out/client.ts'
blind | a feature sees the queue | src/digest/service.ts | import type { Bell } from '../queue/contract.ts'
once | a feature keeps tasks of its own | src/desk/todos/service.ts | export const one = 1
once | the records keep a second list of tasks | src/db/measures-tables.ts | export interface MeasuresTables { measures_tasks: {} }
once | a feature reviews beside the reports | src/digest/review/service.ts | export const one = 1
once | the records keep a second review | src/db/measures-tables.ts | export interface MeasuresTables { measures_reviews: {} }
once | a feature begins a second language of forms | src/meetings/types.ts | export type Question = { kind: 'select'; label: string }
tags | a feature writes the platform’s card | src/roster/card.ts | export const rule = { tag: 'hr' }
tags | card JSON stands in a text | src/letters/draw.ts | export const rule = '{"tag": "hr"}'
capitals | a number has a name in small letters | jobs/clock.ts | export const mostTries = 60 * 1000
capitals | a pattern has a name in small letters | config/roster.ts | const numeral = /[0-9]/
capitals | a text made of a constant has a name in small letters | src/web/pages.ts | const title = \`\${NAME}: metrics\`
capitals | a list of plain values has a name in small letters | src/time/calendar.ts | const days = [{ name: '一', number: 1 }, ...MORE] as const
capitals | a duration has a name in small letters | src/letters/rules.ts | const ahead = Temporal.Duration.from({ minutes: -30 })
capitals | an id has a name in small letters | test/time/dates.test.ts | const anna = MemberId.parse('M0001')
capitals | a table of plain values has a name in small letters | src/feishu/error-codes.ts | const waits = new Map([[230020, 1000]])
readme | a feature has no README | src/digest/README.md | 
top level | something else lies on the top level | scripts/build.sh | 
syntax | a file does not parse | src/ids.ts | export const = 1
  `),
  ...foreignWords(),
  longReadme({ path: 'src/letters/README.md', lines: 41, how: 'the README of a part outgrows a page' }),
  longReadme({ path: 'README.md', lines: 221, how: 'the first page outgrows a newcomer' }),
]

/** What the walls must let through. */
export const sound: readonly Fixture[] = read(`
sound | a feature imports the service of a feature below | src/attendance/service.ts | import { people } from '../roster/service.ts'
sound | a feature writes letters | src/meetings/service.ts | import { owe } from '../letters/service.ts'
sound | ctx.ts takes the types of the records | src/ctx.ts | import type { Db } from './db/tables.ts'
sound | two files of main import a third | src/main/check.ts | import type { Bot } from './bot.ts'
sound | a file of main starts what leads to it as a process | src/main/bot.ts | fork(new URL('./start.ts', import.meta.url))
sound | the router assembles actions | src/router.ts | import { actions } from './attendance/action.ts'
sound | a part uses the service of another part | src/reports/review/service.ts | import { answers } from '../answers/service.ts'
sound | a part uses the types of its feature | src/reports/review/rules.ts | import type { Report } from '../types.ts'
sound | the inbox keeps clicks under their older name | src/inbox/clicks/store.ts | db.selectFrom('feishu_clicks')
sound | a store joins its own tables | src/attendance/store.ts | db.selectFrom('attendance_replies').innerJoin('attendance_replies as b', 'a', 'b')
sound | a store reads a table that was named before its feature was divided from another | src/planning/store.ts | db.selectFrom('meetings_drafts')
sound | a common table expression has any name | src/attendance/store.ts | db.with('late_ones', f).selectFrom('late_ones')
sound | the measures read a view | src/measures/facts/store.ts | db.selectFrom('pub_attendance')
sound | main reads both clocks and starts the sandbox | src/main.ts | Temporal.Now.instant(); performance.now(); fork(new URL('./sandbox/main.ts', import.meta.url))
sound | the reports keep and review tasks | src/reports/tasks/service.ts | import { review } from '../review/service.ts'
sound | a card has another field | src/cards/card.ts | export type Field = { kind: 'select'; label: string }
sound | a given instant becomes a date | src/feishu/in/socket.ts | new Date(0)
sound | the job of the clock runs cron lines | jobs/clock.ts | import cron from 'node-cron'
sound | the sandbox reads clocks of its own | src/sandbox/state.ts | Date.now()
sound | a row that may have been read is changed and read anew | src/meetings/store.ts | writing(tx).updateTable('meetings_meetings')
sound | a list of functions has a name in small letters | src/time/calendar.ts | const readers = [(text: string) => text]
sound | a text made of what a function says has a name in small letters | src/web/pages.ts | const title = \`\${name()}: metrics\`
sound | words have a name in small letters | src/inbox/words.ts | export const words = { thanks: '谢谢' } as const
sound | a list to be filled has a name in small letters | test/time/dates.test.ts | const seen: string[] = []
sound | a step that has landed keeps its names | src/db/migrations/001-first.ts | const roster = 'create table roster'
sound | a comment speaks of the environment | src/servers/find.ts | // process.env is not read here
`)

function read(table: string): Fixture[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split(' | '))
    .map(([wall = '', how = '', path = '', source = '']) => ({ wall, how, path, source }))
}

function longReadme({ path, lines, how }: Pick<Fixture, 'path' | 'how'> & { lines: number }): Fixture {
  return { wall: 'readme', how, path, source: 'line\n'.repeat(lines) }
}

/** In pieces, so that this file does not break the wall itself. */
function foreignWords(): Fixture[] {
  const [wall, path] = ['words', 'src/ids.ts']
  return [
    { wall, path, how: 'a comment points at a workplace', source: ['// see ..', 'shared', 'x'].join('/') },
    { wall, path, how: 'a comment points at a ticket', source: ['// as the', 'issue says'].join(' ') },
    { wall, path, how: 'a comment points at a page outside', source: ['// see design', 'md'].join('.') },
    {
      wall,
      path: '.npmrc',
      how: 'a registry is named',
      source: ['registry=https:', '', 'registry.a.com'].join('/'),
    },
  ]
}
