import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readForm } from '../../src/meetings/changes/rules.ts'
import { agendaItems, filledOf } from '../../src/meetings/rules.ts'
import { cutTo, shortened } from '../../src/words/shortened.ts'

const family = '👨‍👩‍👧‍👦'

test.each([
  ['一二三', 3, '一二三'],
  ['一二三', 2, '一二'],
  [`一${family}`, 5, '一'],
  [`一${family}`, 12, `一${family}`],
  ['一👍🏻二', 3, '一'],
  ['一🇨🇳二', 4, '一'],
  ['ée\u0301', 2, 'é'],
  ['一👍', 2, '一'],
])('%s cut to %i is %s', (text, longest, cut) => {
  expect(cutTo(text, longest)).toBe(cut)
})

test('a cut text is as short as asked for, begins the text, and ends between two characters', () => {
  const pieces = fc.constantFrom('党', 'a', family, '👍🏻', '🇨🇳', 'e\u0301', '1️⃣', '한', '\n', '𠮷')
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
  cutTo(family.repeat(20_000), 3_000)
  expect(performance.now() - started).toBeLessThan(1_000)
})

test('an agenda and what was filled in are never cut inside an emoji', () => {
  const long = `${'学'.repeat(199)}${family}`
  expect(agendaItems(long)).toEqual(['学'.repeat(199)])
  const filled = filledOf({ place: `${'学'.repeat(3_999)}${family}` })
  expect(filled).toEqual({ place: '学'.repeat(3_999) })
  const when = { day: '2026-12-02 +0800', clock: '14:00 +0800', minutes: '90' }
  const moved = readForm('time', { ...when, place: `${'学'.repeat(99)}${family}` })
  expect(moved).toMatchObject({ wish: { place: '学'.repeat(99) } })
})
