import { sql } from 'kysely'
import { pino } from 'pino'
import { Programme } from '../../config/college/programmes.ts'
import { migrate, openDb } from '../../src/db/open.ts'
import type { Db } from '../../src/db/tables.ts'
import { transact } from '../../src/db/transact.ts'
import { LetterId, MemberId } from '../../src/ids.ts'
import { followRosterAndCalendar, openTurns, saveProgramme, warnOfBehind } from '../../src/ledger/service.ts'
import { registry } from '../../src/router.ts'
import { openPostgres } from '../../src/servers/postgres.ts'
import { openThrowawayFolder } from '../../src/servers/throwaway.ts'
import { insertRoster } from '../support/a-year.ts'
import { aCtx } from '../support/ctx.ts'
import { figure, rounded } from './measurements.ts'

/** The largest college. */
const COLLEGE = { branches: 630, members: 14_900 }
/** Before it programmes begin, and the busiest night: the first on which a month's lines and two letters are asked for. */
const [BEGUN, NIGHT] = ['2026-09-01T09:00:00+08:00', '2026-11-19T03:30:00+08:00']
const MOST_OVERVIEW_S = 1
const MOST_NIGHT_S = 5

/** Fifteen regimes: letters to sign, a line a month, steps that follow each other, something each term. */
function programmes(): Programme[] {
  const kinds = [
    [{ id: 'sign', title: '签署', due: '2026-12-18', needs: 'signed', review: 'committee' }],
    [{ id: 'line', title: '进展', every: 'P1M', needs: 'text' }],
    [
      { id: 'start', title: '立项', due: '2026-11-30' },
      { id: 'mid', title: '中期', after: { step: 'start', days: 30 }, needs: 'text' },
      { id: 'end', title: '结项', after: { step: 'mid', days: 60 }, needs: 'file' },
    ],
    [{ id: 'term', title: '小结', every: 'term', needs: 'text' }],
    [{ id: 'tick', title: '自查', every: 'P3M' }],
  ]
  return Array.from({ length: 15 }, (_, nth) =>
    Programme.parse({
      ...{ id: `p${nth}`, title: `第${nth + 1}项制度`, rows: 'each-branch' },
      ...{ from: '2026-09-01', until: '2027-08-31', steps: kinds[nth % kinds.length] },
    }),
  )
}

/** The ledger of the largest college: 台账 as the committee sees it, and what each night takes. */
export async function benchLedger(): Promise<void> {
  await using opening = new AsyncDisposableStack()
  const { path: dataDir } = opening.use(await openThrowawayFolder('ledger'))
  const log = pino({ level: 'warn' }, pino.destination(2))
  const { url } = opening.use(await openPostgres({ dataDir, log, throwaway: true }))
  await using db = openDb(url)
  await migrate(db)
  await insertRoster(db, COLLEGE)
  const who = MemberId.parse('P0')
  await sql`insert into roster_committee (member_id, rights) values (${who}, 'admin')`.execute(db)
  const builtS = await timed(() => build(db))
  const ctx = await aCtx(db, NIGHT)
  const nights: number[] = []
  for (const _night of ['the first', 'the next'])
    nights.push(
      await timed(async () => {
        await followRosterAndCalendar(ctx)
        await openTurns(ctx)
        await warnOfBehind(ctx)
      }),
    )
  const { asked } = await db
    .selectFrom('reports_requests')
    .select(({ fn }) => fn.countAll<string>().as('asked'))
    .executeTakeFirstOrThrow()
  const of = `${COLLEGE.branches} branches × ${programmes().length} programmes`
  figure(`a night of the ledger of ${of}`, Math.max(...nights), {
    ...{
      unit: 's',
      most: MOST_NIGHT_S,
      each: nights.map(rounded),
      asked: Number(asked),
      builtS: rounded(builtS),
    },
  })
  const letter = { id: LetterId.parse(crypto.randomUUID()), kind: 'ledger.overview' as const, ref: 'bench' }
  const overview = (person: MemberId) =>
    timed(() =>
      transact(ctx, (tx) =>
        registry.letters.kinds['ledger.overview'].render(ctx, tx, { ...letter, to: { person } }),
      ),
    )
  figure(`台账 of ${of}`, await overview(who), { unit: 's', most: MOST_OVERVIEW_S })
  // The first of each branch is its secretary.
  figure(`台账 of a branch's secretary`, await overview(MemberId.parse('P1')), {
    unit: 's',
    most: MOST_OVERVIEW_S,
  })
}

async function build(db: Db): Promise<void> {
  const ctx = await aCtx(db, BEGUN)
  for (const definition of programmes())
    await transact(ctx, (tx) => saveProgramme(ctx, tx, { definition, by: 'file' }))
  await sql`analyze`.execute(db)
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await run()
  return (performance.now() - started) / 1_000
}
