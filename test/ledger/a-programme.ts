import { Programme } from '../../config/college/programmes.ts'
import { saveProgramme } from '../../src/ledger/service.ts'
import { aLife, type Life } from '../support/a-life.ts'

export const ADMIN = 'M0142'
/** The secretary of B03. */
export const SECRETARY = 'M0053'

/** A programme as `college.yaml` writes it. */
export function aProgramme(over: object = {}): Programme {
  const written = {
    id: 'zrs26',
    title: '2026年责任书',
    rows: 'each-branch',
    steps: [
      { id: 'sign', title: '签署，上传扫描件', due: '2026-12-18', needs: 'signed', review: 'committee' },
    ],
    ...over,
  }
  // As a file would hold it.
  return Programme.parse(JSON.parse(JSON.stringify(written)))
}

/** The demo college without meetings, with these programmes. */
export async function aLedger(
  programmes: readonly Programme[] = [aProgramme()],
  now = '2026-11-23T09:00:00+08:00',
) {
  const life = await aLife({ only: [], now })
  await save(life, programmes)
  return life
}

/** Saves programmes as the file does. */
export async function save({ act, ctx }: Life, programmes: readonly Programme[]): Promise<void> {
  await act(async (tx) => {
    for (const definition of programmes) await saveProgramme(ctx, tx, { definition, by: 'file' })
  })
}

/** The cells as `row.step[.round] state due`. */
export async function cellsOf({ db }: Pick<Life, 'db'>, only = ''): Promise<string[]> {
  const rows = await db
    .selectFrom('ledger_states')
    .selectAll()
    .where('id', 'like', `%${only}%`)
    .orderBy('place')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ id, state, due_on }) => `${id.split('.').slice(1).join('.')} ${state} ${due_on ?? '-'}`)
}
