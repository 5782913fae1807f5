import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Fault } from './errors.ts'
import type { Args } from './main/args.ts'
import { HELP_TEXT } from './main/help.ts'

// What this process and its servers write holds names and accounts: it is nobody else's to read.
process.umask(0o077)
// Half of the start is reading sources: the next start finds them read. What is found there is run, so it lies with
// the packages, whose owner is trusted, and not in everybody's temporary folder; unwritable, it is gone without. npm's
// scripts name the folder to Node itself, which then reads these first files there, too, and no compiler for TypeScript.
enableCompileCache({ directory: join(import.meta.dirname, '../node_modules/.cache/zhibu') })

/** Every command; each is loaded when it is asked for, since the image leaves out what only the demo needs. */
const commands: Record<string, () => Promise<(args: Args) => Promise<void>>> = {
  start: async () => (await import('./main/start.ts')).startCommand,
  demo: async () => (await import('./main/demo/demo.ts')).demoCommand,
  sandbox: async () => (await import('./main/sandbox.ts')).sandboxCommand,
  check: async () => (await import('./main/check.ts')).checkCommand,
  init: async () => (await import('./main/init.ts')).initCommand,
  import: async () => (await import('./main/import.ts')).importCommand,
  calendar: async () => (await import('./main/calendar.ts')).calendarCommand,
  timetable: async () => (await import('./main/timetable.ts')).timetableCommand,
  when: async () => (await import('./main/when.ts')).whenCommand,
  why: async () => (await import('./main/why.ts')).whyCommand,
  plan: async () => (await import('./main/plan.ts')).planCommand,
  digest: async () => (await import('./main/digest.ts')).digestCommand,
  problems: async () => (await import('./main/problems.ts')).problemsCommand,
  controlled: async () => (await import('./main/demo/controlled-bot-command.ts')).controlledBotCommand,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    demo: { type: 'boolean' },
    json: { type: 'boolean' },
    play: { type: 'boolean' },
    all: { type: 'boolean' },
    yes: { type: 'boolean' },
    help: { type: 'boolean' },
    days: { type: 'string' },
    port: { type: 'string' },
    offset: { type: 'string' },
    history: { type: 'string' },
    now: { type: 'string' },
    done: { type: 'string' },
    week: { type: 'string' },
  },
})
const [name = 'help', ...words] = positionals
const command = values.help === true ? undefined : commands[name]
try {
  if (command === undefined) process.stdout.write(HELP_TEXT)
  else await (await command())({ words, options: values })
  if (command === undefined && name !== 'help') process.exitCode = 2
} catch (thrown) {
  if (!(thrown instanceof Fault)) throw thrown
  const gap = thrown.message.includes('\n') ? '\n' : ' '
  process.stderr.write(`${thrown.message}${gap}${thrown.cure}\n`)
  process.exitCode = 1
}
