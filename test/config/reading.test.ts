import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { readCsv } from '../../config/college/csv.ts'
import { decode } from '../../config/college/decode.ts'
import { readMembers } from '../../config/college/members.ts'
import { OFFICES, officesIn, STATUSES, statusIn } from '../../config/college/offices.ts'

const some = <T>(items: readonly T[]) => fc.constantFrom(...items)
const unseen = some(['', '\u200B', '\uFEFF', ' ', '\u00A0'])
const known = {
  places: { branches: [{ id: 'B01', names: ['一支部'] }], groups: [] },
  declared: { offices: [], statuses: [] },
}

test('offices are read however they are joined', () => {
  const joined = fc.tuple(
    fc.uniqueArray(some(OFFICES), { minLength: 1, maxLength: 4 }),
    some([';', '；', '、', '，', ',', '/', '／', '兼', ' 兼 ', '（兼）', '和', '\n', ' | ']),
  )
  fc.assert(
    fc.property(joined, some(['', '（兼）', ' ']), ([offices, by], end) => {
      expect(officesIn(offices.join(by) + end, [])).toEqual({ ok: true, value: offices })
    }),
  )
})

test('a word that is neither an office nor a status is never read as one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (word) => {
      const office = officesIn(word, [])
      const status = statusIn(word, [])
      if (office.ok) for (const one of office.value) expect(OFFICES).toContain(one)
      if (status.ok) expect(STATUSES).toContain(status.value)
      for (const read of [office, status]) if (!read.ok) expect(read.near.length).toBeGreaterThan(0)
    }),
  )
})

test('every day is the same day in each form in which lists hold it', async () => {
  const days = fc.date({ min: new Date('1955-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  await fc.assert(
    fc.asyncProperty(days, unseen, async (moment, space) => {
      const day = Temporal.PlainDate.from(moment.toISOString().slice(0, 10))
      const { year, month, day: nth } = day
      const two = (part: number) => String(part).padStart(2, '0')
      const serial = Temporal.PlainDate.from('1899-12-30').until(day).days
      const forms = [
        `${year}年${month}月${nth}日`,
        `${year}.${month}.${nth}`,
        `${year}/${month}/${nth}`,
        `${year}${two(month)}${two(nth)}`,
        `${year}-${two(month)}-${two(nth)} 00:00:00`,
        String(serial),
      ]
      const lines = forms.map((form, index) => `M${index},王一,B01,${space}${form}${space}`)
      const text = `id,name,branch,office_from\n${lines.join('\n')}\n`
      const { faults, lines: read } = await readMembers('m.csv', Buffer.from(text), known)
      expect(faults).toEqual([])
      expect(new Set(read.map(({ member }) => String(member.officeFrom)))).toEqual(new Set([String(day)]))
    }),
    { numRuns: 50 },
  )
})

test('a list of Chinese names is the same in every encoding', () => {
  const letter = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
  const name = fc.array(letter, { minLength: 2, maxLength: 4 }).map((letters) => letters.join(''))
  const names = fc.uniqueArray(name, { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(names, some(['\n', '\r\n', '\r']), (people, end) => {
      const text = ['id,name,branch', ...people.map((one, nth) => `M${nth},${one},B01`)].join('\n')
      for (const encoding of ['utf8', 'gb18030', 'utf-16le', 'utf-16be']) {
        const bytes = iconv.encode(text.replaceAll('\n', end), encoding, {
          addBOM: encoding.startsWith('utf-16'),
        })
        const read = decode(bytes)
        // Of few and short lines in GB18030 one may read as Chinese in UTF-8 too: then it is asked about, not guessed.
        if (read.spoiled.length === 0) expect(read.text).toBe(text)
        else expect(encoding).toBe('gb18030')
      }
    }),
  )
})

test('whatever bytes a list has, it is read or refused, and never throws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      for (const head of ['', 'id,name,branch\n', '姓名\t编号\t支部\n', 'sep=;\nid;name;branch\n"'])
        await readMembers('m.csv', Buffer.concat([Buffer.from(head), bytes]), known)
      readCsv(bytes)
    }),
  )
})

test('others have their turn after every hundred lines of a long list', async () => {
  const lines = Array.from({ length: 1_000 }, (_, nth) => `M${nth},王一,B01`)
  const reading = readMembers('m.csv', Buffer.from(['id,name,branch', ...lines].join('\n')), known)
  let turns = 0
  while (!(await Promise.race([reading.then(() => true), nextTurn(false)]))) turns += 1
  expect((await reading).lines).toHaveLength(1_000)
  expect(turns).toBeGreaterThanOrEqual(10)
})
