import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { MemberId } from '../ids.ts'
import { saidToday } from '../digest/service.ts'
import { coveredBy } from '../letters/service.ts'
import type { Command } from '../inbox/types.ts'
import type { Rendering, Letter, LetterKinds, LetterHandler } from '../letters/types.ts'
import { text } from '../cards/blocks.ts'
import type { Block } from '../cards/card.ts'
import { helpCard, summaryCard, todoCard } from './card.ts'
import { failureLetters } from './failures/letter.ts'
import { renderPause } from './pauses/letter.ts'
import { pointerLetters } from './pointers/letter.ts'
import { previewLetters } from './preview/letter.ts'
import { questionLetters } from './questions/letter.ts'
import { mineLetter } from './mine/letter.ts'
import { sittingsLetter } from './observers/letter.ts'
import { quotaLetters } from './quota/letter.ts'
import type { CallsSince } from './quota/types.ts'
import { relayLetters } from './relays/letter.ts'
import { renderSchedule } from './schedule/letter.ts'
import { cause as scheduleCause } from './schedule/words.ts'
import { pressLabels } from './rules.ts'
import { waitingFor } from './service.ts'
import type { Waiting } from './types.ts'
import { causes, words } from './words.ts'

/** The letters of the whole bot: a summary carries what they say, and a pause holds them. */
type Registry = () => LetterKinds

/** What is handed down to this feature. */
export type Below = { commands: readonly Command[]; kinds: Registry; callsSince: CallsSince }

/** The letters of this feature; the help lists the commands of the whole bot. */
export function lettersOf({ commands, kinds: registry, callsSince }: Below) {
  const answer = { urgency: 'answer', isRelevant: async () => true } as const
  return {
    'desk.help': {
      ...answer,
      why: causes.help,
      render: async (_ctx, _tx, letter) => helpCard(commands, whereOf(letter)),
    },
    'desk.hint': {
      ...answer,
      why: causes.hint,
      render: async (_ctx, _tx, letter) => ({ text: hintOf(letter) }),
    },
    'desk.todo': { ...answer, why: causes.todo, render: renderTodo },
    'desk.schedule': { ...answer, why: scheduleCause, render: renderSchedule },
    'desk.pause': {
      ...answer,
      why: causes.pause,
      render: (ctx, tx, letter) => renderPause(ctx, tx, { letter, kinds: registry() }),
    },
    'desk.summary': summaryHandler(registry),
    ...quotaLetters(callsSince),
    'desk.mine': mineLetter,
    'desk.observers': sittingsLetter,
    ...pointerLetters,
    ...previewLetters,
    ...relayLetters,
    ...failureLetters,
    ...questionLetters,
  } satisfies Partial<LetterKinds>
}

function hintOf(letter: Letter): string {
  if (letter.ref === 'file') return words.fileHint
  if (letter.ref === 'long') return words.longHint
  const labels = pressLabels(letter.ref)
  if (labels !== null) return words.pressHint(labels)
  if (letter.ref === 'flood') return words.floodHint
  return whereOf(letter) === 'group' ? words.hintInGroup : words.hint
}

function whereOf({ ref }: Letter): 'group' | 'direct' {
  return ref === 'group' ? 'group' : 'direct'
}

async function renderTodo(ctx: Ctx, tx: Tx, letter: Letter) {
  const waiting = await waitingFor(ctx, tx, MemberId.parse(letter.ref))
  return todoCard(waiting, { now: ctx.now(), zone: ctx.settings.timezone })
}

/** A summary of a day is a list to work from on that day and the next morning. */
const A_DAY = Temporal.Duration.from({ hours: 24 })

function summaryHandler(registry: Registry): LetterHandler {
  return {
    urgency: 'reminder',
    follows: A_DAY,
    why: async (ctx) => causes.summary(ctx.settings.reminders.dailyCap),
    async isRelevant(ctx, tx, letter) {
      const { waiting, covered } = await summaryOf(ctx, tx, { letter, kinds: registry() })
      const { meetings, reports, tasks, steps, leaves, makeups, extensions, inspections, reviews } = waiting
      if (reviews > 0) return true
      const lists = [meetings, reports, tasks, steps, leaves, makeups, extensions, inspections, covered]
      return lists.some((all) => all.length > 0)
    },
    async render(ctx, tx, letter) {
      const summary = await summaryOf(ctx, tx, { letter, kinds: registry() })
      return summaryCard({ ...summary, now: ctx.now(), zone: ctx.settings.timezone })
    },
  }
}

function carried(rendering: Rendering): Block[] {
  if ('text' in rendering) return [text(rendering.text)]
  return [text(rendering.title), ...rendering.blocks]
}

/** What waits for a person, without what their branch's digest named this morning. */
async function notYetSaid(ctx: Ctx, tx: Tx, who: MemberId): Promise<Waiting> {
  const waiting = await waitingFor(ctx, tx, who)
  const said = await saidToday(ctx, tx, who)
  return {
    ...waiting,
    reports: waiting.reports.filter(({ id }) => !said.reports.has(id)),
    tasks: waiting.tasks.filter(({ id }) => !said.tasks.has(id)),
  }
}

async function summaryOf(ctx: Ctx, tx: Tx, { letter, kinds }: { letter: Letter; kinds: LetterKinds }) {
  const waiting = await notYetSaid(ctx, tx, MemberId.parse(letter.ref))
  const covered: Block[][] = []
  for (const one of await coveredBy(tx, letter.id)) {
    const spec = kinds[one.kind]
    if (spec.atDesk === true || !(await spec.isRelevant(ctx, tx, one))) continue
    const rendering = await spec.render(ctx, tx, one)
    covered.push(carried(rendering))
  }
  return { waiting, covered }
}
