import type { Member } from './types.ts'

/** Says what is wrong with a line, and the cure. */
export type Wrong = (what: string, cure: string) => void

/** 正式 or 预备. */
export function readStanding(text: string, wrong: Wrong): Member['standing'] {
  if (text === '预备' || text === '预备党员') return 'probationary'
  if (text !== '' && text !== '正式' && text !== '正式党员')
    wrong(`type “${text}” is unknown`, 'write 正式 or 预备')
  return 'full'
}

/** 是 or 否; empty: full members vote. */
export function readVoting(text: string, standing: Member['standing'], wrong: Wrong): boolean {
  if (text !== '' && text !== '是' && text !== '否') wrong(`voting “${text}” is unknown`, 'write 是 or 否')
  return text === '' ? standing === 'full' : text === '是'
}

/** Offices as the rest of the house names them: a branch's secretary is always 支部书记. */
export function readOffices(text: string): string[] {
  const offices = text.split(/[;；、]/).map((office) => office.trim())
  return offices.filter(Boolean).map((office) => (/^(党?支部)?书记$/.test(office) ? '支部书记' : office))
}

/** A date, also as Excel rewrites it, or null when empty or wrong. */
export function readDay(text: string, wrong: Wrong): Temporal.PlainDate | null {
  if (text === '') return null
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text) ?? []
  try {
    return Temporal.PlainDate.from(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  } catch {
    wrong(`“${text}” is not a date`, 'write it like 2025-10-15')
    return null
  }
}
