import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meetingTypes } from '../../config/college/meeting-types.ts'
import { BranchId } from '../../src/ids.ts'
import { input } from '../../src/planning/card.ts'
import { readForm as readMove } from '../../src/planning/changes/rules.ts'
import { everyAudienceChoice, readForm } from '../../src/planning/new-meeting/rules.ts'
import { readNames } from '../../src/planning/naming/rules.ts'
import { agendaItems, filledOf } from '../../src/planning/rules.ts'
import { readDecisions } from '../../src/reports/tasks/rules.ts'
import { cutTo, shortened } from '../../src/cards/shortened.ts'
import { monday } from '../time/read/seen.ts'

const FAMILY = '👨‍👩‍👧‍👦'

test.each([
  ['一二三', 3, '一二三'],
  ['一二三', 2, '一二'],
  [`一${FAMILY}`, 5, '一'],
  [`一${FAMILY}`, 12, `一${FAMILY}`],
  ['一👍🏻二', 3, '一'],
  ['一🇨🇳二', 4, '一'],
  ['ée\u0301', 2, 'é'],
  ['一👍', 2, '一'],
])('%s cut to %i is %s', (text, longest, cut) => {
  expect(cutTo(text, longest)).toBe(cut)
})

test('a cut text is as short as asked for, begins the text, and ends between two characters', () => {
  const pieces = fc.constantFrom('党', 'a', FAMILY, '👍🏻', '🇨🇳', 'e\u0301', '1️⃣', '한', '\n', '𠮷')
  const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' })
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), fc.nat(60), (all, longest) => {
      const text = all.join('')
      const cut = cutTo(text, longest)
      expect(cut.length).toBeLessThanOrEqual(longest)
      expect(text.startsWith(cut)).toBe(true)
      const ends = [...characters.segment(text)].map(({ index, segment }) => index + segment.length)
      // Where not even the first character has room, half of it is better than nothing.
      expect([0, ...ends, ...(longest < (ends[0] ?? 0) ? [cut.length] : [])]).toContain(cut.length)
      expect(cut.isWellFormed()).toBe(true)
    }),
  )
})

test('a pile of marks is cut like anything else, and nothing takes long', () => {
  const zalgo = `e${'\u0301'.repeat(5_000)}`
  expect(cutTo(zalgo, 60)).toHaveLength(60)
  expect(shortened(`一${zalgo}`, 200)).toHaveLength(201)
  const started = performance.now()
  cutTo(FAMILY.repeat(20_000), 3_000)
  expect(performance.now() - started).toBeLessThan(1_000)
})

const branch = {
  id: BranchId.parse('B10'),
  name: '第十党支部',
  short: '第十',
  kind: 'staff',
  chat: null,
  active: true,
}
const types = meetingTypes([])
const when = { day: '2026-12-02 +0800', clock: '14:00 +0800', minutes: '90' }
const nothing = {
  whom: null,
  type: null,
  title: '',
  start: null,
  minutes: null,
  place: '',
  agenda: [],
  saidAt: null,
}

/** What keeps a part of what people write. */
const keepers: Record<string, (text: string) => unknown> = {
  'an agenda': agendaItems,
  'a form that comes back': (place) => filledOf({ place }),
  'a field with its value': (value) =>
    input({ name: 'x', label: 'x', placeholder: 'x', maxLength: 60, value }),
  'the place of a moved meeting': (place) => readMove('time', { ...when, place }),
  'another place': (place) => readMove('place', { place }),
  'why a meeting is cancelled': (reason) => readMove('cancel', { reason }),
  'a form that calls a meeting': (text) => {
    const may = everyAudienceChoice({ branches: [branch], groups: [] })
    const form = { ...when, whom: 'branch:B10', type: '党课', title: text, place: text, agenda: text }
    return readForm(form, { draft: nothing, may, types })
  },
  'the title of a meeting in words': (text) => readNames([`名称：${text}`], { types, audienceChoices: [] }),
  'the place of a meeting in words': (text) => readNames([`地点：${text}`], { types, audienceChoices: [] }),
  'what a branch is to do': (text) =>
    readDecisions(`第十支部12月4日前${text}`, { branches: [branch], seen: monday }),
}

test.each(Object.entries(keepers))('%s is never cut inside a character', (_, keep) => {
  const kept = JSON.stringify(keep(FAMILY.repeat(1_000)))
  expect(kept).toContain(FAMILY)
  expect(kept.replaceAll(FAMILY, '')).not.toMatch(/[\u{10000}-\u{10ffff}]|\\ud/u)
})
