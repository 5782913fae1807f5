import { bareName } from './bare-name.ts'
import { nearest } from './nearest.ts'

/** The offices of a branch and its groups that are built in; a college may declare others. */
export const OFFICES: readonly string[] = [
  '支部书记',
  '副书记',
  '组织委员',
  '宣传委员',
  '纪检委员',
  '青年委员',
  '支部委员',
  '党小组组长',
]

/** What they are called besides, when only one of them can be meant. */
const OFFICE_NAMES: Readonly<Record<string, readonly string[]>> = {
  支部书记: ['书记', '党支部书记', '支书', '党支书'],
  副书记: ['支部副书记', '党支部副书记', '副支书', '支部副支书'],
  组织委员: ['组织', '组委', '支部组织委员'],
  宣传委员: ['宣传', '宣委', '支部宣传委员'],
  纪检委员: ['纪检', '纪委', '纪律委员', '纪律检查委员', '支部纪检委员'],
  青年委员: ['支部青年委员'],
  支部委员: ['支委', '委员', '支部委员会委员', '支委委员', '支委会委员'],
  党小组组长: ['党小组长', '小组长', '小组组长', '组长'],
}
const NO_OFFICE = ['无', '党员', '普通党员', '-', '--', '—', '——', '/']

/** The states of a member that are built in. */
export const STATUSES: readonly string[] = [
  '在册在岗',
  '外出实习(半年内)',
  '外出进修(半年内)',
  '长期不便参会',
  '出国交流(半年以上)',
]
const STATUS_NAMES: Readonly<Record<string, readonly string[]>> = {
  在册在岗: ['在册', '在岗', '在岗在册', '正常'],
  '外出实习(半年内)': ['外出实习(半年以内)'],
  '外出进修(半年内)': ['外出进修(半年以内)'],
  '出国交流(半年以上)': ['出国(半年以上)'],
}

/** What was read, or what was probably meant: one word, or every known one where none is near. */
export type Read<T> = { ok: true; value: T } | { ok: false; near: readonly string[] }

/** The offices of one cell, however they are joined: 支部书记（兼组织委员）, 组织委员，宣传委员. */
export function officesIn(cell: string, declared: readonly string[]): Read<string[]> {
  const parts = cell
    .normalize('NFKC')
    .split(/[;,、/|+&()[\]【】\s]|兼任|兼职|兼|和|及/)
    .filter(Boolean)
  const known = [...OFFICES, ...declared]
  const named = parts.filter((part) => !NO_OFFICE.includes(part))
  const found = named.map((part) => ({ part, office: meant(part, known, OFFICE_NAMES) }))
  const unknown = found.find(({ office }) => office === null)
  if (unknown !== undefined) return { ok: false, near: nearestOf(unknown.part, known) }
  return { ok: true, value: [...new Set(found.flatMap(({ office }) => office ?? []))] }
}

/** The state of one cell; an empty one is the usual state. */
export function statusIn(cell: string, declared: readonly string[]): Read<string> {
  const known = [...STATUSES, ...declared]
  const bare = bareName(cell)
  const status = bare === '' ? (STATUSES[0] ?? '') : meant(bare, known, STATUS_NAMES)
  return status === null ? { ok: false, near: nearestOf(bare, known) } : { ok: true, value: status }
}

function meant(
  word: string,
  known: readonly string[],
  names: Readonly<Record<string, readonly string[]>>,
): string | null {
  const itself = known.find((one) => one.normalize('NFKC') === word)
  return itself ?? Object.keys(names).find((one) => names[one]?.includes(word)) ?? null
}

/** People shorten: a word that begins alike or lies within is nearer than one of as many letters. */
function nearestOf(word: string, known: readonly string[]): readonly string[] {
  const alike = known.find((one) => one.includes(word) || word.includes(one))
  const near = alike ?? known.find((one) => one.slice(0, 2) === word.slice(0, 2)) ?? nearest(word, known)
  return near === null ? known : [near]
}
