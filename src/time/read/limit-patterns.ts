import { lateDoubtPatterns } from './doubt-patterns.ts'
import { NUM, numeral, stepsIn } from './numerals.ts'
import type { Limit, Meaning, Pattern, TermSaid } from './types.ts'

const limit = (of: Limit): Meaning => ({ is: 'limit', limit: of })
const YEARS: Readonly<Record<string, number>> = { 去: -1, 今: 0, 本: 0, 明: 1 }
const TERMS: Readonly<Record<string, TermSaid['which']>> = {
  本: 'this',
  这: 'this',
  下: 'next',
  上: 'last',
  秋: 'autumn',
  春: 'spring',
  一: 'autumn',
  二: 'spring',
  1: 'autumn',
  2: 'spring',
}

/** A term and its school year; read before everything else, so that 2026-2027 is no date and 第二 no ordinal. */
export const termPattern: Pattern = {
  form: /(?:(\d{4})\s?-\s?\d{4}\s?(?:学年度?|年度)?\s?,?)?(?:第([一二三四1234])|([秋春])季?|(本|这|上|下)[一个]{0,2})学期(?:的|\s)?/,
  read: (_, [year, nth, season, near]) => {
    const which = TERMS[nth ?? season ?? near ?? '']
    if (which === undefined) return { is: 'doubt', doubt: 'unclear' }
    return limit({ of: 'term', term: { which, year: year === undefined ? null : Number(year) } })
  },
}

/** What is said of the time and names no day; read after days and clock times. */
export const limitPatterns: Pattern[] = [
  ...lateDoubtPatterns,
  { form: /\d{4}-\d{4}/, read: () => null },
  {
    form: new RegExp(`第(${NUM})个?(?:教学)?(?:周|星期)`),
    read: (_, [week = '']) => limit({ of: 'teaching', week: numeral(week) }),
  },
  {
    form: /(上{1,4}|本|这|下{1,4})个?(?:周|星期|礼拜)(?!年|末|底)/,
    read: (_, [which = '']) => limit({ of: 'weeks', weeks: stepsIn(which) }),
  },
  {
    form: /(上{1,4}|本|这|下{1,4})个?月(?![底初末]|中(?!心))/,
    read: (_, [which = '']) => limit({ of: 'months', months: stepsIn(which) }),
  },
  {
    form: /([去今本明])年(?![底初末])/,
    read: (_, [which = '']) => limit({ of: 'years', years: YEARS[which] ?? 0 }),
  },
  { form: /(\d{4})年/, read: (_, [year]) => limit({ of: 'year', year: Number(year) }) },
  {
    form: new RegExp(`(${NUM})月(?![底初末度]|中(?!心))`),
    read: (_, [month = '']) => limit({ of: 'month', month: numeral(month) }),
  },
  { form: /或者?|还是/, read: () => ({ is: 'hinge', reach: 'both' }) },
  { form: /[不别勿非除]/, read: () => ({ is: 'hinge', reach: 'ahead' }) },
]
