import { expect, test } from 'vitest'
import { readShift } from '../../../src/time/read/shift.ts'

test.each([
  ['半小时', 'PT30M'],
  ['半个小时', 'PT30M'],
  ['一个半小时', 'PT90M'],
  ['一小时半', 'PT90M'],
  ['1.5小时', 'PT90M'],
  ['1.5个小时', 'PT90M'],
  ['两个钟头', 'PT120M'],
  ['两小时30分', 'PT150M'],
  ['2小时30分钟', 'PT150M'],
  ['两 小时 三十 分钟', 'PT150M'],
  ['一小时零五分', 'PT65M'],
  ['一个小时一刻钟', 'PT75M'],
  ['三刻钟', 'PT45M'],
  ['90分钟', 'PT90M'],
  ['两天', 'P2D'],
  ['一天零两小时', 'P1DT120M'],
  ['一天两个半小时', 'P1DT150M'],
  ['一周', 'P7D'],
  ['一个星期', 'P7D'],
  ['一周零一天', 'P8D'],
])('%s is %s', (text, length) => {
  expect(readShift(text)?.toString()).toBe(length)
})

test.each([
  '半天',
  '一天半',
  '1.5天',
  '两天半',
  '半个月',
  '一个月',
  '一周半',
  '两三天',
  '几天',
  '几个小时',
  '一个多小时',
  '两个来小时',
  '半小时左右',
  '大约一小时',
  '一小时半30分',
  '一小时半个小时',
  '1.5分钟',
  '半分钟',
  '0分钟',
  '十二三天',
  '一天半后',
])('%s is a length that is asked about', (text) => {
  expect(readShift(text)).toBe('unsure')
})

test.each(['', '一会儿', '一下', '提交材料', '一天通知大家', '周三', '到周三', '2点', '天气'])(
  '%j is no length',
  (text) => {
    expect(readShift(text)).toBeNull()
  },
)
