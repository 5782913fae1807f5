import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayName } from '../../../src/time/format.ts'
import { readDay, readTime } from '../../../src/time/read/reader.ts'
import type { Seen } from '../../../src/time/read/types.ts'
import { questionOf } from '../../../src/time/read/words.ts'
import { monday, terms } from './seen.ts'

const DIGITS = '〇一二三四五六七八九'
const chinese = (value: number): string => {
  if (value < 10) return DIGITS[value] ?? ''
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  return `${tens === 1 ? '' : DIGITS[tens]}十${ones === 0 ? '' : DIGITS[ones]}`
}
const wide = (text: string) =>
  text.replace(/[!-~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0))
const two = (value: number) => String(value).padStart(2, '0')

type Style = (at: Temporal.PlainDateTime) => string
const dates: Style[] = [
  (at) => `${at.year}年${at.month}月${at.day}日`,
  (at) => `${at.year}年${at.month}月${at.day}号（${dayName(at)}）`,
  (at) =>
    `${[...String(at.year)].map((each) => DIGITS[Number(each)]).join('')}年${chinese(at.month)}月${chinese(at.day)}日`,
  (at) => `${at.year}-${two(at.month)}-${two(at.day)} `,
  (at) => `${at.year}/${at.month}/${at.day} ${dayName(at)}`,
  (at) => wide(`${at.year}.${at.month}.${at.day} `),
  (at) => `星期${'一二三四五六日'[at.dayOfWeek - 1]} ${at.year}年${at.month}月${at.day}日`,
]
const period = ({ hour }: Temporal.PlainDateTime) => {
  if (hour < 6) return '凌晨'
  if (hour < 12) return '上午'
  return hour < 18 ? '下午' : '晚上'
}
const hour12 = ({ hour }: Temporal.PlainDateTime) => (hour > 12 ? hour - 12 : hour)
const clocks: Style[] = [
  (at) => `${period(at)}${hour12(at)}:${two(at.minute)}`,
  (at) => `（${period(at)}${hour12(at)}点${two(at.minute)}分）`,
  (at) => `${period(at)} ${chinese(hour12(at))}点${at.minute === 0 ? '钟' : `${chinese(at.minute)}分`}`,
  (at) => (at.hour > 12 ? `${at.hour}:${two(at.minute)}` : `${period(at)}${at.hour}：${two(at.minute)}`),
  (at) => wide(at.hour > 12 ? `${at.hour}:${two(at.minute)}` : `${period(at)}${at.hour}:${two(at.minute)}`),
  (at) => {
    const parts: Record<number, string> = { 0: '', 15: '一刻', 30: '半', 45: '三刻' }
    return `${period(at)}${chinese(hour12(at))}点${parts[at.minute] ?? `${two(at.minute)}分`}`
  },
]
// 0点 and 晚上1点 are asked about.
const moments = fc
  .record({ days: fc.integer({ min: 1, max: 2000 }), minutes: fc.integer({ min: 60, max: 1439 }) })
  .map(({ days, minutes }) => monday.now.with({ hour: 0 }).add({ days, minutes }))

test('every moment reads back from every way to write it', () => {
  const styles = fc.tuple(fc.constantFrom(...dates), fc.constantFrom(...clocks))
  fc.assert(
    fc.property(
      moments,
      styles,
      fc.constantFrom('', '，地点信息楼305', ' 支部党员大会'),
      (at, [date, clock], words) => {
        const written = `${date(at)}${clock(at)}${words}`
        const reading = readTime(written, monday)
        expect([written, reading.kind, reading.kind === 'ask' ? null : reading.start.toString()]).toEqual([
          written,
          'start',
          at.toString(),
        ])
      },
    ),
  )
})

test('every day of the coming half year reads back from its near names', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 160 }), fc.nat({ max: 4 }), (days, way) => {
      const day = monday.now.toPlainDate().add({ days })
      const weeks = Math.floor(days / 7)
      const weekday = dayName(day)
      const ways = [
        `${day.month}月${day.day}日`,
        `${day.month}.${day.day}`,
        `${day.month}/${day.day}（${weekday}）`,
        weeks <= 2
          ? `${['本', '下', '下下'][weeks]}${weekday}`
          : `${chinese(day.month)}月${chinese(day.day)}号`,
        weeks <= 7 ? `第${weeks + 12}周${weekday}` : `${day.month}月${day.day}号`,
      ]
      const written = `${ways[way]} 14:00`
      const reading = readTime(written, monday)
      expect([written, reading]).toMatchObject([
        written,
        { kind: 'start', start: day.toPlainDateTime({ hour: 14 }) },
      ])
    }),
  )
})

const TIMELY = '周三|下周三|12月2日|25号|明天|今晚|第13周周三|本|这|下|每|隔|周|星期'.split('|')
const CLOCKLY = '下午|上午|晚上|两点|9点|14:00|15:30|半|一刻|点|05|前|后|到|-|至'.split('|')
const VAGUE = '左右|或|还是|以后|大概|两小时|90分钟|三天|12月|下周|一|二|十|3|.|/|:'.split('|')
const WORDLY = '支部党员大会|信息楼305|（|）|，| |三会一课|不|第|月|日|号|年|2026'.split('|')
const soup = fc.array(fc.constantFrom(...TIMELY, ...CLOCKLY, ...VAGUE, ...WORDLY), { maxLength: 8 })
const anyNow = fc
  .integer({ min: 0, max: 400 * 24 * 60 })
  .map((minutes): Seen => ({ terms, now: Temporal.PlainDateTime.from('2026-09-01T00:00').add({ minutes }) }))

test('no text makes it throw, no start lies in the past, and whatever is no start has a question', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    soup.map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, anyNow, (written, seen) => {
      const reading = readTime(written, seen)
      readDay(written, seen)
      const isAhead = reading.kind === 'start' && Temporal.PlainDateTime.compare(reading.start, seen.now) > 0
      expect([written, isAhead, questionOf(reading, seen) === null]).toEqual([written, isAhead, isAhead])
      if (reading.kind === 'start') expect(isAhead).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

test('a time that is not understood beside one that is never gives a start', () => {
  const certain = fc.constantFrom(
    '下周三下午两点',
    '12月2日14:00',
    '第13周周三下午2点半',
    '12.2（周三）14:00-15:30',
  )
  const gap = fc.constantFrom(' ', '，', ' 党员大会 ')
  const doubtful = fc.constantFrom(
    ...[
      '每周',
      '每月',
      '隔周',
      '左右',
      '以后',
      '之后',
      '大概',
      '还是周五',
      '或周五',
      '或者三点',
      '周五',
      '12月4日',
      '15:45',
    ],
    ...[
      '三点一刻',
      '次日',
      '周末',
      '月底',
      '三天后',
      '提前',
      '截止',
      '25点',
      '2月30日',
      '定期',
      '天天',
      '晚一点',
      '最迟',
      '上午',
    ],
  )
  fc.assert(
    fc.property(fc.tuple(certain, doubtful, gap), fc.boolean(), ([time, doubt, between], first) => {
      const written = first ? `${doubt}${between}${time}` : `${time}${between}${doubt}`
      expect([written, readTime(written, monday).kind]).toEqual([written, 'ask'])
    }),
  )
})

test('what stands behind the longest text that is read is no time, and is kept', () => {
  const words = '学习'.repeat(75_000)
  expect(readTime(`周三下午3点 ${words} 周四`, monday)).toMatchObject({
    kind: 'start',
    start: Temporal.PlainDateTime.from('2026-11-25T15:00'),
    rest: [`${words} 周四`],
  })
  expect(readDay(`周五前交${words} 周四`, monday)?.day.toString()).toBe('2026-11-27')
})
