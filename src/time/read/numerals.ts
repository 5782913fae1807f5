const DIGITS = '〇一二三四五六七八九'
const WHOLE = /^(?:([一二两三四五六七八九]?)十|(廿))([一二三四五六七八九]?)$/
const HUNDREDS =
  /^(?:([一二三四五六七八九])百)?[零〇]?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/

/** A number of at most two digits as it is written in a time, as the source of a pattern. */
export const NUM = String.raw`(?:(?<!\d)\d{1,2}(?!\d)|[〇零一二两三四五六七八九十廿]{1,4}(?![〇零一二两三四五六七八九十廿]))`

/** Reads such a number; NaN for what is none, such as 两三 or 十二三. */
export function numeral(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const [, tens, twenty, ones] = WHOLE.exec(text) ?? []
  if (tens !== undefined || twenty !== undefined) {
    return (twenty === undefined ? digit(tens || '一') : 2) * 10 + (ones ? digit(ones) : 0)
  }
  const bare = text.length > 1 ? text.replace(/^[〇零]/, '') : text
  return bare.length === 1 && bare !== '十' ? digit(bare) : Number.NaN
}

/** 「二十一」「21」「２１」「二一」; undefined when it is no number, or one of a thousand and more in words. */
export function readNumber(text: string): number | undefined {
  const ascii = text.replace(/[０-９]/g, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0))
  if (/^[0-9]{1,6}$/.test(ascii)) return Number(ascii)
  const said = text.replaceAll('两', '二')
  if (/^[〇零一二三四五六七八九]{1,4}$/.test(said)) return Number([...said].map(digit).join(''))
  const [whole, hundreds, tens, ten, ones] = HUNDREDS.exec(said) ?? []
  if (whole === undefined || whole === '') return undefined
  const tenfold = ten === undefined ? 0 : digit(tens ?? '一')
  return digit(hundreds ?? '零') * 100 + tenfold * 10 + digit(ones ?? '零')
}

/** Reads a year written digit by digit: 2026, 26, 二〇二六 or 二六. */
export function yearOf(text: string): number {
  const year = Number([...text].map((each) => (/\d/.test(each) ? each : digit(each))).join(''))
  return year < 100 ? 2000 + year : year
}

/** 一 to 日, 天 or 1 to 7 as a day of the week, Monday is 1. */
export function weekdayOf(text: string): number {
  return /\d/.test(text) ? Number(text) : '一二三四五六日'.indexOf(text.replace('天', '日')) + 1
}

/** How many weeks or months away: 下下 is two, 本 none, 上 one back. */
export function stepsIn(text: string): number {
  const steps = (text.match(/[上下]/g) ?? []).length
  return text.startsWith('上') ? -steps : steps
}

function digit(text: string): number {
  return DIGITS.indexOf(text.replace('零', '〇').replace('两', '二'))
}
