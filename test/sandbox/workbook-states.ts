import fc from 'fast-check'
import type { Card } from '../../src/cards/card.ts'
import { askCard, progressCard, unclearCard } from '../../src/workbooks/card.ts'
import { BranchId } from '../../src/ids.ts'
import { CONTENTS, ENDS } from '../../src/workbooks/types.ts'
import { refusals } from '../../src/workbooks/words.ts'
import * as a from './card-states.ts'

const days = { from: Temporal.PlainDate.from('2026-11-16'), to: Temporal.PlainDate.from('2026-11-23') }
const said = {
  title: a.words.map((text) => text.slice(0, 60)),
  days: fc.constant('2026年11月16日至11月22日'),
}

/** The cards about files of figures, in any state. */
export const workbookCards: Record<string, fc.Arbitrary<Card>> = {
  'workbooks askCard': fc
    .record({
      ...said,
      asked: fc.constant({ of: 'all' as const, days }), // the word, not any text
      most: a.maybe(fc.constantFrom(...CONTENTS)),
      refusal: a.maybe(fc.constantFrom(...Object.values(refusals))),
    })
    .map(askCard),
  'workbooks unclearCard': fc
    .record({
      why: fc.constantFrom('none' as const, 'ownRecord' as const), // the words, not any text
      choices: fc.array(fc.record({ ...said, asked: fc.constant({ of: 'all' as const, days }) }), {
        maxLength: 8,
      }), // the word
    })
    .map(({ why, choices }) => unclearCard(why, choices)),
  'workbooks progressCard': fc
    .record({
      ...said,
      order: fc.record({
        ...{
          of: fc.constantFrom('all' as const, BranchId.parse('B01')),
          content: fc.constantFrom(...CONTENTS),
        },
        ended: a.maybe(fc.constantFrom(...ENDS)),
      }),
      parts: fc.array(fc.record({ title: a.words, made: a.maybe(fc.boolean()) }), { maxLength: 800 }),
    })
    .map(progressCard),
}
