import fc from 'fast-check'
import { expect, test } from 'vitest'
import { presentIn, withPresent } from '../../../src/reports/counts/rules.ts'

test.each([
  ['会已开，实到21人，其中预备党员3人', '会已开，实到13人，其中预备党员3人'],
  ['参会人员共二十一名', '参会人员共13名'],
  ['第21次活动，２１名党员参加', '第21次活动，13名党员参加'],
  ['学习了讲话精神', '学习了讲话精神'],
])('%s: only the number of people present is set right', (text, mended) => {
  expect(withPresent(text, 13)).toBe(mended)
})

test('once set right, a text states that number, and the rest of it stays', () => {
  const part = fc.constantFrom('实到', '参会', '人', '名', '二十', '７', '21', '，', '参加', '率92%')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), fc.integer({ min: 1, max: 400 }), (parts, present) => {
      const text = parts.join('')
      const mended = withPresent(text, present)
      if (presentIn(text) === undefined) expect(mended).toBe(text)
      else expect(mended).toContain(`${present}`)
    }),
  )
})
