import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Html } from '../../html/element.ts'
import type { FigureName } from '../../measures/types.ts'
import type { Given, Viewer } from '../../pages/types.ts'
import type { Days, Of } from '../types.ts'

/** What features beside this one show on the overview: figures that somebody chooses, and where the rows of a number stand. */
export type Offers = {
  chosen(
    ctx: Ctx,
    tx: Tx,
    asked: { viewer: Viewer; given: Given; usual?: Days | undefined; to: string },
  ): Promise<{ form: Html; found: Html[] | null }>
  rowsAt(of: Of, days: Days, figure: FigureName): string
}
