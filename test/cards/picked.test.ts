import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PickedDate, PickedTime } from '../../src/cards/picked.ts'

const two = (n: number) => `${n}`.padStart(2, '0')
const offset = fc
  .tuple(fc.constantFrom('+', '-'), fc.nat(14), fc.constantFrom(0, 30, 45))
  .map(([sign, hours, minutes]) => ` ${sign}${two(hours)}${two(minutes)}`)

test('a day is the one that stood on the screen, whatever the offset', () => {
  const day = fc
    .integer({ min: -10_000, max: 40_000 })
    .map((days) => Temporal.PlainDate.from('1999-12-31').add({ days }))
  fc.assert(
    fc.property(day, offset, (chosen, behind) => {
      expect(PickedDate.parse(`${chosen}${behind}`)?.toString()).toBe(chosen.toString())
    }),
  )
})

test('a time is the one that stood on the screen, whatever the offset', () => {
  fc.assert(
    fc.property(fc.nat(23), fc.nat(59), offset, (hour, minute, behind) => {
      const time = PickedTime.parse(`${two(hour)}:${two(minute)}${behind}`)
      expect(time?.toString()).toBe(`${two(hour)}:${two(minute)}:00`)
    }),
  )
})

test.each(['', undefined, null, 7, '下周三', '2026-02-30 +0800', '2026-12-02 14:00 +0800', '24:00 +0800'])(
  'what is no choice is none: %s',
  (said) => {
    expect(PickedDate.parse(said)).toBeNull()
    expect(PickedTime.parse(said)).toBeNull()
  },
)
