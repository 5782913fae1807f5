import type { Expired } from '../db/affected.ts'
import type { Tx } from '../db/tables.ts'
import { deleteDrafts } from './composing/service.ts'
import { expireSheets } from './exporting/service.ts'

export { followFigures } from './measuring/service.ts'
export {
  closeProgramme,
  dropProgrammes,
  followRosterAndCalendar,
  proposeProgrammes,
  saveProgramme,
} from './programmes/service.ts'
export { postpone, stepNow, tick, tickFound, untick, unwaive, waive } from './cells/service.ts'
export { doingButtons, stepButton } from './cells/action.ts'
export { digestLines, linesNow, warnOfBehind } from './coverage/service.ts'
export { beginProgramme } from './composing/service.ts'
export {
  beginImport,
  importsWait,
  makeImportsPending,
  readImport,
  takeDueImports,
  takeWorkbook,
  workbookSettled,
} from './importing/service.ts'
export { remindOfSteps } from './reminding/service.ts'
export { stepsToDo } from './waiting/service.ts'
export {
  sheetsWait,
  makeSheetOf,
  makeSheetsPending,
  programmeExporter,
  takeDueSheets,
} from './exporting/service.ts'
export { askForCell, openTurns } from './turns/service.ts'

/** Deletes drafts that nobody has touched since before, and what was ordered before; returns whether more may be left. */
export async function expireLedger(tx: Tx, expired: Expired): Promise<boolean> {
  const areDraftsLeft = (await deleteDrafts(tx, expired)) === expired.most
  return (await expireSheets(tx, expired)) || areDraftsLeft
}
