import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { Html } from '../html/element.ts'
import type { FigureName } from '../measures/types.ts'
import type { Given, Page, Viewer } from '../pages/types.ts'
import { branchPage } from './branch/page.ts'
import { choiceOf, rowsAddress } from './choosing/service.ts'
import { Given as Chosen } from './choosing/types.ts'
import { rowsPage } from './rows/page.ts'
import { filterForm, foundParts, sheetPage } from './sheet/service.ts'
import type { Days, Scope } from './types.ts'

/** The pages of this feature. */
export const pages: readonly Page[] = [sheetPage, rowsPage, branchPage]

type Choosing = { viewer: Viewer; given: Given; usual?: Days | undefined; to: string }

/**
 * Filters for a page of another feature, at its address `to`, and what they find; null while nothing is chosen. `usual`: the
 * days that the page shows then. Whoever looks may read all.
 */
export async function chosenFigures(
  ctx: Ctx,
  tx: Tx,
  { viewer, given: said, usual, to }: Choosing,
): Promise<{ form: Html; found: Html[] | null }> {
  const given = Chosen.parse(said)
  const choice = await choiceOf(ctx, tx, { viewer, given, usual })
  const form = await filterForm(ctx, tx, { viewer, given, choice, to })
  const isChosen = [given.of, given.type, given.range].some((one) => one !== '')
  return { form, found: isChosen ? await foundParts(ctx, tx, { choice, to }) : null }
}

/** The address of the rows that a figure counts. */
export function rowsAt(scope: Scope, days: Days, figure: FigureName): string {
  return rowsAddress({ asked: { scope, days, type: null }, figure, page: 1 })
}
