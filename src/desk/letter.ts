import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { MemberId } from '../ids.ts'
import type { Command, Letter, LetterKinds } from '../letters/types.ts'
import { helpCard, todoCard } from './card.ts'
import { waitingFor } from './service.ts'
import { words } from './words.ts'

/** How this room answers for its letters; the help lists the commands of the whole house. */
export function lettersOf(commands: readonly Command[]) {
  const matters = async () => true
  return {
    'desk.help': {
      urgency: 'answer',
      matters,
      draw: async (_ctx, _tx, letter) => helpCard(commands, whereOf(letter)),
    },
    'desk.hint': {
      urgency: 'answer',
      matters,
      draw: async (_ctx, _tx, letter) => ({ text: hintOf(letter) }),
    },
    'desk.todo': { urgency: 'answer', matters, draw: drawTodo },
  } satisfies Partial<LetterKinds>
}

function hintOf(letter: Letter): string {
  if (letter.ref === 'file') return words.fileHint
  return whereOf(letter) === 'group' ? words.hintInGroup : words.hint
}

function whereOf({ ref }: Letter): 'group' | 'direct' {
  return ref === 'group' ? 'group' : 'direct'
}

async function drawTodo(ctx: Ctx, tx: Tx, letter: Letter) {
  const waiting = await waitingFor(ctx, tx, MemberId.parse(letter.ref))
  return todoCard(waiting, { now: ctx.now(), zone: ctx.college.timezone })
}
