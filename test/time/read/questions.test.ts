import { expect, test } from 'vitest'
import { readTime } from '../../../src/time/read/reader.ts'
import { questionOf } from '../../../src/time/read/words.ts'
import { monday, read } from './seen.ts'

test.each([
  ['周五', 'noClock'],
  ['下周三支部党员大会', 'noClock'],
  ['周三下午', 'noClock'],
  ['周五1400', 'noClock'],
  ['周三下午三点意见交流', 'noClock'],
  ['下午两点', 'noDay'],
  ['14:00', 'noDay'],
  ['支部党员大会', 'noDay'],
  ['第三点意见', 'noDay'],
  ['', 'noDay'],
  ['周五9点', 'hour'],
  ['周五8:30', 'hour'],
  ['周五11点', 'hour'],
  ['周五9:00-11:00', 'hour'],
  ['明天晚上1点', 'hour'],
  ['明天凌晨12点', 'hour'],
  ['明天0点', 'hour'],
  ['明天03:00', 'hour'],
  ['下周三（11月25日）下午两点', 'contradiction'],
  ['12月2日（周五）14:00', 'contradiction'],
  ['第12周周三（12月2日）14:00', 'contradiction'],
  ['25号（周五）14:00', 'contradiction'],
  ['下个周三14点', 'contradiction'],
  ['31号14:00', 'contradiction'],
  ['周三、周四下午两点', 'twoDays'],
  ['12月2日和12月3日14:00', 'twoDays'],
  ['周一、三、五下午两点', 'twoDays'],
  ['周一三五下午两点', 'twoDays'],
  ['周一至周五下午两点', 'twoDays'],
  ['周一到五下午两点', 'twoDays'],
  ['12月2-3日14:00', 'twoDays'],
  ['12月2、3日14:00', 'twoDays'],
  ['周三下午两点，三点', 'twoTimes'],
  ['周三2、3点', 'twoTimes'],
  ['周三14:00 16:00', 'twoTimes'],
  ['周三14:00-15:00-16:00', 'twoTimes'],
  ['周三14:00-16:00，90分钟', 'twoTimes'],
  ['周三上午14:00', 'twoTimes'],
  ['周三中午5点', 'twoTimes'],
  ['第25周周三14:00', 'week'],
  ['第0周周三14:00', 'week'],
  ['6月30日14:00', 'far'],
  ['2月29日14:00', 'far'],
  ['每周三下午两点', 'series'],
  ['每月第一个周三14:00', 'series'],
  ['每两周周三14:00', 'series'],
  ['隔周周三下午两点', 'series'],
  ['双周周三下午两点', 'series'],
  ['周五前', 'deadline'],
  ['周五下午5点前', 'deadline'],
  ['12月4日（周五）之前', 'deadline'],
  ['12月4日17:00以前', 'deadline'],
  ['周五下午5点截止', 'deadline'],
  ['最迟周五下午5点', 'deadline'],
  ['2月30日14:00', 'impossible'],
  ['2026年2月29日14:00', 'impossible'],
  ['11月31号下午两点', 'impossible'],
  ['13月1日14:00', 'impossible'],
  ['32号14:00', 'impossible'],
  ['明天25点', 'impossible'],
  ['明天14:75', 'impossible'],
  ['明天24:30', 'impossible'],
  ['周三下午两点左右', 'unclear'],
  ['周三大概下午两点', 'unclear'],
  ['周三下午两点以后', 'unclear'],
  ['周三下午两点后', 'unclear'],
  ['周三下午两点多', 'unclear'],
  ['周三或周四下午两点', 'unclear'],
  ['周三下午两点还是三点', 'unclear'],
  ['不是周三下午两点', 'unclear'],
  ['周三下午两三点', 'unclear'],
  ['周三两点五', 'unclear'],
  ['周五下午两点十教', 'unclear'],
  ['周五下午两点二十大精神学习', 'unclear'],
  ['周三早一点', 'unclear'],
  ['周五 14.30', 'unclear'],
  ['周末下午两点', 'unclear'],
  ['月底下午两点', 'unclear'],
  ['三天后下午两点', 'unclear'],
  ['半小时后', 'unclear'],
  ['第12周五14:00', 'unclear'],
  ['12月第二个周三14:00', 'unclear'],
  ['下学期第3周周三14:00', 'unclear'],
  ['12月主题党日 周五下午两点', 'unclear'],
  ['下周例会 本周五下午两点', 'unclear'],
  ['周三下午两点，提前10分钟签到', 'unclear'],
  ['2026-12-02T14:00+08:00', 'unclear'],
  ['26.12.2 14:00', 'unclear'],
  ['Wed 14:00', 'unclear'],
  ['周三 2pm', 'unclear'],
  ['下周三上午，下午两点', 'unclear'],
])('%s is asked about: %s', (text, doubt) => {
  expect(read(text)).toBe(`ask ${doubt}`)
})

test.each([
  ['昨天下午两点', '2026-11-22T14:00'],
  ['今天上午八点', '2026-11-23T08:00'],
  ['上周三14:00', '2026-11-18T14:00'],
  ['第3周周三14:00', '2026-09-23T14:00'],
  ['11月20日下午两点至三点半', '2026-11-20T14:00 90'],
  ['2026-11-20 09:00', '2026-11-20T09:00'],
])('%s lies in the past: %s', (text, start) => {
  expect(read(text)).toBe(`past ${start}`)
})

test('every question names what is in doubt, and the starts that it may be', () => {
  const asked = (text: string) => questionOf(readTime(text, monday), monday)
  expect(asked('下周三（11月25日）14:00')).toBe(
    '“下周三、11月25日”有不止一种可能，请确认是哪一天。可能是：11月25日（周三，第12周）14:00；12月2日（周三，第13周）14:00。',
  )
  expect(asked('每周三14:00')).toContain('“每周”是定期的会议')
  expect(asked('2月30日14:00')).toBe('没有“2月30日”这个时间，请核对后再写。')
  expect(asked('上周三14:00')).toBe('11月18日（周三，第11周）14:00已经过去，请写今后的时间。')
  expect(asked('6月30日14:00')).toContain('2027年6月30日（周三，第19周）14:00')
  expect(asked('下周三14:00')).toBeNull()
})
