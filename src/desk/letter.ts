import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { MemberId } from '../ids.ts'
import { coveredBy } from '../letters/service.ts'
import type { Command, Drawing, Letter, LetterKinds, LetterRoom } from '../letters/types.ts'
import type { Block } from '../cards/card.ts'
import { helpCard, summaryCard, todoCard } from './card.ts'
import { failureLetters } from './failures/letter.ts'
import { drawPause } from './pauses/letter.ts'
import { pointerLetters } from './pointers/letter.ts'
import { previewLetters } from './preview/letter.ts'
import { questionLetters } from './questions/letter.ts'
import { quotaLetters } from './quota/letter.ts'
import type { CallsSince } from './quota/types.ts'
import { drawSchedule } from './schedule/letter.ts'
import { cause as scheduleCause } from './schedule/words.ts'
import { pressLabels } from './rules.ts'
import { waitingFor } from './service.ts'
import { causes, words } from './words.ts'

/** The letters of the whole house: a summary carries what they say, and a pause holds them. */
type House = () => LetterKinds

/** What is handed down to this room. */
export type Below = { commands: readonly Command[]; kinds: House; callsSince: CallsSince }

/** How this room answers for its letters; the help lists the commands of the whole house. */
export function lettersOf({ commands, kinds: house, callsSince }: Below) {
  const answer = { urgency: 'answer', matters: async () => true } as const
  return {
    'desk.help': {
      ...answer,
      why: causes.help,
      draw: async (_ctx, _tx, letter) => helpCard(commands, whereOf(letter)),
    },
    'desk.hint': {
      ...answer,
      why: causes.hint,
      draw: async (_ctx, _tx, letter) => ({ text: hintOf(letter) }),
    },
    'desk.todo': { ...answer, why: causes.todo, draw: drawTodo },
    'desk.schedule': { ...answer, why: scheduleCause, draw: drawSchedule },
    'desk.pause': {
      ...answer,
      why: causes.pause,
      draw: (ctx, tx, letter) => drawPause(ctx, tx, { letter, kinds: house() }),
    },
    'desk.summary': summaryRoom(house),
    ...quotaLetters(callsSince),
    ...pointerLetters,
    ...previewLetters,
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

async function drawTodo(ctx: Ctx, tx: Tx, letter: Letter) {
  const waiting = await waitingFor(ctx, tx, MemberId.parse(letter.ref))
  return todoCard(waiting, { now: ctx.now(), zone: ctx.college.timezone })
}

function summaryRoom(house: House): LetterRoom {
  return {
    urgency: 'reminder',
    why: async (ctx) => causes.summary(ctx.college.reminders.dailyCap),
    async matters(ctx, tx, letter) {
      const { waiting, covered } = await summaryOf(ctx, tx, { letter, kinds: house() })
      const { meetings, reports, tasks, leaves } = waiting
      return meetings.length + reports.length + tasks.length + leaves.length + covered.length > 0
    },
    async draw(ctx, tx, letter) {
      const summary = await summaryOf(ctx, tx, { letter, kinds: house() })
      return summaryCard({ ...summary, now: ctx.now(), zone: ctx.college.timezone })
    },
  }
}

function carried(drawing: Drawing): Block[] {
  if ('text' in drawing) return [{ kind: 'text', text: drawing.text }]
  return [{ kind: 'text', text: drawing.title }, ...drawing.blocks]
}

async function summaryOf(ctx: Ctx, tx: Tx, { letter, kinds }: { letter: Letter; kinds: LetterKinds }) {
  const waiting = await waitingFor(ctx, tx, MemberId.parse(letter.ref))
  const covered: Block[][] = []
  for (const one of await coveredBy(tx, letter.id)) {
    const room = kinds[one.kind]
    if (room.atDesk === true || !(await room.matters(ctx, tx, one))) continue
    const drawing = await room.draw(ctx, tx, one)
    covered.push(carried(drawing))
  }
  return { waiting, covered }
}
