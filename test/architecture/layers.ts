/** A wall that is broken: where, and what to do instead. */
export type Breach = { wall: string; path: string; line: number; says: string }

/** The stairs from the bottom up; names on one step do not import each other. */
export const STEPS: readonly (readonly string[])[] = [
  ['ids', 'errors'],
  ['time', 'cards'],
  ['html'],
  ['config'],
  ['ctx'],
  ['db', 'queue', 'servers'],
  ['audit', 'feishu'],
  ['files', 'documents'],
  ['alarms', 'letters', 'liveness'],
  ['inbox'],
  ['roster'],
  ['pages'],
  ['exports'],
  ['calendar'],
  ['meetings'],
  ['attendance'],
  ['reports'],
  ['planning', 'measures'],
  ['workbooks'],
  ['inspections', 'collections', 'ledger'],
  ['digest', 'statistics'],
  ['desk'],
  ['router'],
  ['web', 'jobs'],
  ['main'],
]

/** What stands on the highest step: the commands. */
export const MAIN: readonly string[] = ['src/main.ts', 'src/main/']

/** The features: what the college does, in the order of the stairs. */
export const FEATURES: readonly string[] = [
  'roster',
  'pages',
  'exports',
  'calendar',
  'meetings',
  'attendance',
  'reports',
  'planning',
  'measures',
  'workbooks',
  'inspections',
  'collections',
  'ledger',
  'digest',
  'statistics',
  'desk',
]

/** Tables whose name begins with another feature than theirs: they were named before their feature was divided from it. */
export const movedTables: Readonly<Record<string, string>> = {
  feishu_clicks: 'inbox',
  feishu_messages: 'inbox',
  letters_late_clicks: 'inbox',
  meetings_drafts: 'planning',
  meetings_changes: 'planning',
}

/** What carries the features' effects: others enter it as they enter a feature. */
export const MECHANISMS: readonly string[] = ['alarms', 'letters', 'liveness', 'files', 'documents', 'inbox']

/** The part of the bot to which a file belongs: `attendance`, `config`, `jobs`, `sandbox`, `test`, or nothing. */
export function partOf(path: string): string | null {
  const [top, second] = path.split('/')
  if (top === 'config' || top === 'jobs' || top === 'test') return top
  if (top !== 'src' || second === undefined) return null
  return second.replace(/\.ts$/, '')
}

/** How high a part stands; null for what is not on the stairs. */
export function stepOf(part: string | null): number | null {
  const step = STEPS.findIndex((names) => part !== null && names.includes(part))
  return step === -1 ? null : step
}

/** The file's name without folder and ending. */
export function kindOf(path: string): string {
  return (path.split('/').at(-1) ?? '').replace(/(\.test)?\.tsx?$/, '')
}

/** Whether the path lies in one of the folders or is one of the files. */
export function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place))
}

/** Whether a file belongs to what is delivered or run, tests apart. */
export function isProduct({ path }: { path: string }): boolean {
  return /^(?:src|jobs|config)\//.test(path)
}

/** A breach in words: what is wrong, and what to do instead. */
export function breach(found: Omit<Breach, 'says'> & { what: string; cure: string }): Breach {
  const { what, cure, ...place } = found
  return { ...place, says: `${what}. Instead: ${cure}.` }
}
