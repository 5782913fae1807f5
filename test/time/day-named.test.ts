import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayName } from '../../src/time/format.ts'
import { readDay } from '../../src/time/day-named.ts'

const monday = Temporal.PlainDate.from('2026-11-23')
const read = (text: string) => {
  const named = readDay(text, monday)
  return named && [named.day.toString(), named.rest]
}

test.each([
  ['12月4日前交学习计划', '2026-12-04', '交学习计划'],
  ['12月4日（周五）前交学习计划', '2026-12-04', '交学习计划'],
  ['学习计划12月4号以前交', '2026-12-04', '学习计划交'],
  ['2026-12-04 交学习计划', '2026-12-04', '交学习计划'],
  ['2027年1月8日之前完成换届', '2027-01-08', '完成换届'],
  ['1月8日前完成换届', '2027-01-08', '完成换届'],
  ['１２／４前交学习计划', '2026-12-04', '交学习计划'],
  ['周五前交学习计划', '2026-11-27', '交学习计划'],
  ['周一前交学习计划', '2026-11-23', '交学习计划'],
  ['本周日前交学习计划', '2026-11-29', '交学习计划'],
  ['下周五前交学习计划', '2026-12-04', '交学习计划'],
  ['星期天前交学习计划', '2026-11-29', '交学习计划'],
  ['明天14:00', '2026-11-24', '14:00'],
  ['后天前交学习计划', '2026-11-25', '交学习计划'],
])('%s', (text, day, rest) => {
  expect(read(text)).toEqual([day, rest])
})

test('what names no day, several, none that exists, or one that contradicts itself is not guessed', () => {
  for (const text of [
    '交学习计划',
    '12月4日至12月6日',
    '2月30日前',
    '13月1日前',
    '12月4日（周三）前',
    '周五或周六前',
    '下下周五前',
    '上周五前',
    '每周五前',
    '第12周周五前',
    '第12周五前',
    '第十二周五前',
    '一周五次',
    '下周一起学习',
    '大后天前',
    '以后天天学习',
  ]) {
    expect([text, read(text)]).toEqual([text, null])
  }
})

test('a day of the past is read as what it is, and left to the reader', () => {
  expect(read('11月20日前交学习计划')?.[0]).toBe('2026-11-20')
  expect(read('本周一前')?.[0]).toBe('2026-11-23')
})

test('every day written with its year reads back as itself, and no text makes it throw', () => {
  const aDay = fc.integer({ min: 0, max: 2000 }).map((days) => monday.add({ days }))
  fc.assert(
    fc.property(aDay, fc.string({ unit: 'binary' }), (day, noise) => {
      const written = `${day.year}年${day.month}月${day.day}日（${dayName(day)}）前交学习计划`
      expect(read(written)).toEqual([day.toString(), '交学习计划'])
      read(noise)
    }),
  )
})
