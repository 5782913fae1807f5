import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Command, Said } from '../../inbox/types.ts'
import { oldSince, seenAt } from '../../time/read/reader.ts'
import type { Seen } from '../../time/read/types.ts'
import type { ChangeRequest } from '../changes/types.ts'
import { bare, isSentence, meant, mentioned, moveTo, placeIn, readSentence, withAgenda } from './rules.ts'
import { changeAsSaid, changeNeeds } from './service.ts'
import { words } from './words.ts'

/** What this part understands in the chat: four words, and whole sentences without them. */
export const commands: Command[] = [
  {
    ...changing(moveTo, 'time'),
    triggers: ['改期', 'move'],
    help: words.helpOfMove,
    understands: isSentence,
  },
  { ...changing(placeIn, 'place'), triggers: ['改地点', 'place'], help: words.helpOfPlace },
  { ...changing(withAgenda, 'agenda'), triggers: ['改议题', 'agenda'], help: words.helpOfAgenda },
  { needs: changeNeeds, run: cancel, triggers: ['取消', 'cancel'], help: words.helpOfCancel },
]

type Reading = (text: string, seen: Seen) => ChangeRequest

function changing(read: Reading, aspect: 'time' | 'place' | 'agenda'): Pick<Command, 'needs' | 'run'> {
  return {
    needs: changeNeeds,
    async run(ctx, tx, said) {
      const seen = seenAt(ctx, said.at)
      const sentence = readSentence(said.text, seen)
      if (sentence !== null) {
        const { name, intent } = sentence
        return changeAsSaid(ctx, tx, {
          said,
          intent: dated(ctx, said, intent),
          meant: (among) => meant(name, among, seen),
        })
      }
      const intent = said.text === '' ? bare(aspect) : read(said.text, seen)
      await changeAsSaid(ctx, tx, {
        said,
        intent: dated(ctx, said, intent),
        meant: (among) => mentioned(said.text, among),
      })
    },
  }
}

// 改到明天, 取消周五的会: which day it is depends on when it was written.
function dated(ctx: Ctx, said: Said, intent: ChangeRequest): ChangeRequest {
  const saysDay = intent.aspect === 'time' || intent.aspect === 'cancel'
  return saysDay ? { ...intent, saidAt: oldSince(ctx, said.at) } : intent
}

async function cancel(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const seen = seenAt(ctx, said.at)
  const { name, intent } = readSentence(`取消${said.text}`, seen) ?? {
    name: said.text,
    intent: bare('cancel'),
  }
  await changeAsSaid(ctx, tx, {
    said,
    intent: dated(ctx, said, intent),
    meant: (among) => meant(name, among, seen),
  })
}
