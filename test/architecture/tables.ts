import type { Facts } from './source.ts'
import { type Breach, breach, kindOf, movedTables, partOf } from './layers.ts'

const READERS = ['selectFrom', 'innerJoin', 'leftJoin', 'rightJoin', 'fullJoin', 'crossJoin', 'from', 'using']
const WRITERS = ['insertInto', 'updateTable', 'deleteFrom', 'mergeInto']
const TABLE_IN_SQL =
  /\b(?:from|join|into|update|table|truncate)\s+(?:only\s+)?"?([a-z][a-z0-9]*_[a-z0-9_]+)/gi
/** When a row is looked at again is real time, in a feature's queue of work as well. */
const LOOK_AT = /\blook_at\s*<?=\s*clock_timestamp\(\)/gi
const DATABASE_CLOCK = /\b(?:now\(\)|current_timestamp|clock_timestamp\(\)|current_date)/i

/** Migrations make the tables, and the list of tables names them all. */
const FREE = /^src\/(?:db\/migrations\/|db\/tables\.ts$|sandbox\/)/

/** The feature that counts what others publish. */
const COUNTER = 'measures'

/** Tables that were named before they had an owner of their own. */
const OWNERS: Readonly<Record<string, string>> = { roster_audit: 'src/audit.ts' }

/** Their rows are read once in a transaction that keeps its reads (`ReadOnce`), until one of them is written. */
const READ_ONCE = ['meetings_meetings', 'reports_requests', 'roster_members']

type Use = { table: string; line: number; writes: boolean; on?: string | undefined }

/** Only a part's `store` names its tables; what others may count is a view that the stores of measures read. */
export function tables(files: Facts[]): Breach[] {
  const known = new Set(files.flatMap((file) => file.tables))
  return files.flatMap((file) => {
    if (!/^(src|jobs|config)\//.test(file.path) || FREE.test(file.path)) return []
    return usesOf(file, known).flatMap((use) => wrongUse(file, use))
  })
}

/** Who writes a row that may have been read before says so, or the transaction goes on with what it was. */
export function rereads(files: Facts[]): Breach[] {
  return files.flatMap((file) => {
    if (!file.path.startsWith('src/') || FREE.test(file.path)) return []
    return usesOf(file, new Set(READ_ONCE))
      .filter(({ writes, on }) => writes && on !== 'writing')
      .map(({ table, line }) =>
        breach({
          wall: 'rereads',
          path: file.path,
          line,
          what: `${table} is changed, and what was read of it stays`,
          cure: 'write with writing(tx) of src/db/reads.ts',
        }),
      )
  })
}

function usesOf(file: Facts, known: Set<string>): Use[] {
  const calls = file.calls.filter((call) => [...READERS, ...WRITERS].includes(call.name))
  const built = calls.flatMap((call) =>
    call.literals.map((literal) => ({
      table: literal.split(/\s+as\s+/i)[0] ?? literal,
      line: call.line,
      writes: WRITERS.includes(call.name),
      on: call.on,
    })),
  )
  const written = file.texts.flatMap(({ text, line }) =>
    [...text.matchAll(TABLE_IN_SQL)].map((match) => ({
      table: match[1]?.toLowerCase() ?? '',
      line,
      writes: /into|update/i.test(match[0]),
    })),
  )
  return [...built, ...written].filter((use) => isTable(use.table, known))
}

/** Without a list of tables every name with a prefix counts; with one, a name that is not in it is a CTE. */
function isTable(name: string, known: Set<string>): boolean {
  return known.size === 0 ? /^[a-z]+_[a-z_]+$/.test(name) : known.has(name)
}

function wrongUse(file: Facts, { table, line, writes }: Use): Breach[] {
  const owner = movedTables[table] ?? table.split('_')[0] ?? ''
  const part = partOf(file.path)
  if (OWNERS[table] === file.path) return []
  if (kindOf(file.path) !== 'store') {
    return [
      breach({
        wall: 'tables',
        path: file.path,
        line,
        what: `${table} is named outside a store`,
        cure: `ask ${OWNERS[table] ?? `src/${owner === 'pub' ? 'measures' : owner}/store.ts`}`,
      }),
    ]
  }
  if (owner === 'pub') {
    if (part === COUNTER && !writes) return []
    return [
      breach({
        wall: 'tables',
        path: file.path,
        line,
        what: `${part} uses the view ${table}`,
        cure: 'only the stores of measures read pub_ views; ask the owning feature’s service',
      }),
    ]
  }
  if (owner === part) return []
  const cure =
    part === 'measures'
      ? `read a pub_ view that ${owner} publishes in its migration`
      : `ask src/${owner}/service.ts`
  return [
    breach({
      wall: 'tables',
      path: file.path,
      line,
      what: `${part} uses ${table}, a table of ${owner}`,
      cure,
    }),
  ]
}

/** The features’ times come from `ctx.now()`: the database's clock cannot be moved with the college's. */
export function databaseClock(files: Facts[]): Breach[] {
  return files.flatMap((file) => {
    if (
      !['roster', 'calendar', 'meetings', 'attendance', 'reports', 'planning', 'inspections'].includes(
        partOf(file.path) ?? '',
      )
    )
      return []
    return file.texts
      .filter(({ text }) => DATABASE_CLOCK.test(text.replaceAll(LOOK_AT, '')))
      .map(({ line }) => ({
        wall: 'clock',
        path: file.path,
        line,
        says: 'a feature reads the database’s clock. Instead: pass ctx.now(); only look_at and leases of the mechanisms use the database’s time.',
      }))
  })
}

/** The drill judges from outside: it knows what it clicked and what the sandbox saw. */
export function drillLooksFromOutside(files: Facts[]): Breach[] {
  return files
    .filter(({ path }) => path.startsWith('test/drill/'))
    .flatMap((file) =>
      file.imports
        .filter(({ target }) => /^src\/(?:db\/|.*\/store\.ts$)|^(?:pg|kysely)$/.test(target))
        .map(({ target, line }) =>
          breach({
            wall: 'tables',
            path: file.path,
            line,
            what: `the drill imports ${target}`,
            cure: 'count what the sandbox recorded against what the scenario wrote down',
          }),
        ),
    )
}
