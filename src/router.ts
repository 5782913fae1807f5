import * as attendanceAction from './attendance/action.ts'
import * as attendanceAlarm from './attendance/alarm.ts'
import * as attendanceLetter from './attendance/letter.ts'
import type { AlarmKinds } from './alarms/types.ts'
import * as calendarAction from './calendar/action.ts'
import * as calendarCommand from './calendar/command.ts'
import * as calendarLetter from './calendar/letter.ts'
import * as collectionsAction from './collections/action.ts'
import * as exportsAction from './exports/action.ts'
import * as exportsAlarm from './exports/alarm.ts'
import * as exportsLetter from './exports/letter.ts'
import { answersExporter } from './collections/service.ts'
import * as collectionsAlarm from './collections/alarm.ts'
import * as collectionsCommand from './collections/command.ts'
import * as collectionsLetter from './collections/letter.ts'
import * as deskAction from './desk/action.ts'
import * as deskAlarm from './desk/alarm.ts'
import * as deskCommand from './desk/command.ts'
import * as deskLetter from './desk/letter.ts'
import * as deskPage from './desk/page.ts'
import {
  dropQuestion,
  handleMessage,
  noteElsewhere,
  noteFailure,
  pauseOf,
  reviseQuestion,
  sendTooLong,
  tellFailure,
} from './desk/service.ts'
import * as digestAction from './digest/action.ts'
import * as digestCommand from './digest/command.ts'
import * as digestLetter from './digest/letter.ts'
import * as digestPage from './digest/page.ts'
import type { Ctx } from './ctx.ts'
import type { Tx } from './db/tables.ts'
import { callsSince } from './feishu/out/usage.ts'
import type { MemberId } from './ids.ts'
import * as workbooksAction from './workbooks/action.ts'
import * as workbooksLetter from './workbooks/letter.ts'
import { exportLedger, rollExporter } from './workbooks/service.ts'
import * as ledgerAlarm from './ledger/alarm.ts'
import * as inspectionsAction from './inspections/action.ts'
import * as inspectionsAlarm from './inspections/alarm.ts'
import * as inspectionsCommand from './inspections/command.ts'
import * as inspectionsLetter from './inspections/letter.ts'
import * as ledgerAction from './ledger/action.ts'
import { workbookSettled } from './ledger/service.ts'
import * as snoozeAction from './letters/snooze/action.ts'
import * as whyAction from './letters/why/action.ts'
import type { Inbox } from './inbox/types.ts'
import type { Actions, LetterKinds } from './letters/types.ts'
import type { FileSettled } from './files/types.ts'
import * as ledgerCommand from './ledger/command.ts'
import * as ledgerLetter from './ledger/letter.ts'
import { programmeExporter } from './ledger/service.ts'
import * as ledgerPage from './ledger/page.ts'
import * as meetingsAlarm from './meetings/alarm.ts'
import * as measuresLetter from './measures/letter.ts'
import * as meetingsLetter from './meetings/letter.ts'
import * as pagesAction from './pages/action.ts'
import * as pagesLetter from './pages/letter.ts'
import type { Page } from './pages/types.ts'
import * as planningAction from './planning/action.ts'
import * as planningCommand from './planning/command.ts'
import * as planningLetter from './planning/letter.ts'
import * as reportsAction from './reports/action.ts'
import * as reportsAlarm from './reports/alarm.ts'
import * as reportsCommand from './reports/command.ts'
import * as reportsLetter from './reports/letter.ts'
import * as reports from './reports/service.ts'
import * as rosterAction from './roster/action.ts'
import * as rosterCommand from './roster/command.ts'
import * as rosterLetter from './roster/letter.ts'
import * as statisticsAction from './statistics/action.ts'
import * as statisticsLetter from './statistics/letter.ts'
import * as statisticsPage from './statistics/page.ts'
import { readBy } from './statistics/service.ts'
import { isCollegeChat, onDelivery, memberOf, openIdOf, rightsOf } from './roster/service.ts'

/** Everything the features offer, assembled: what lies below is handed this, and imports nothing above itself. */
export type Registry = Inbox & {
  alarms: AlarmKinds
  fileSettled: FileSettled
  pages: readonly Page[]
}

const commands = [
  ...deskCommand.commands,
  ...planningCommand.commands,
  ...inspectionsCommand.commands,
  ...reportsCommand.commandsOf((ctx, tx, said) => exportLedger(ctx, tx, { said, read: readBy })),
  ...collectionsCommand.commands,
  ...ledgerCommand.commands,
  ...digestCommand.commands,
  ...rosterCommand.commands,
  ...calendarCommand.commands,
]

/** The pages that people see in a browser; those in the menu in this order. */
const pages: readonly Page[] = [
  ...digestPage.pagesOf({ chosen: statisticsPage.chosenFigures, rowsAt: statisticsPage.rowsAt }),
  ...deskPage.pages,
  ...statisticsPage.pages,
  ...ledgerPage.pages,
]

const kinds: LetterKinds = {
  ...rosterLetter.letters,
  ...pagesLetter.lettersOf(() => pages),
  ...calendarLetter.letters,
  ...meetingsLetter.letters,
  ...measuresLetter.letters,
  ...attendanceLetter.letters,
  ...reportsLetter.letters,
  ...planningLetter.letters,
  ...inspectionsLetter.letters,
  ...exportsLetter.letters,
  ...workbooksLetter.letters,
  ...collectionsLetter.letters,
  ...ledgerLetter.letters,
  ...digestLetter.lettersOf({
    file: (days) => [workbooksAction.exportButton({ of: 'all', days })],
  }),
  ...statisticsLetter.letters,
  ...deskLetter.lettersOf({ commands, kinds: () => kinds, callsSince }),
}

const alarms: AlarmKinds = {
  ...meetingsAlarm.alarms,
  ...attendanceAlarm.alarms,
  ...reportsAlarm.alarms,
  ...inspectionsAlarm.alarms,
  ...exportsAlarm.alarms,
  ...collectionsAlarm.alarms,
  ...ledgerAlarm.alarms,
  ...deskAlarm.alarms,
}

async function keepsFiles(ctx: Ctx, tx: Tx, who: MemberId): Promise<boolean> {
  return (await rightsOf(ctx, tx, who)).admin
}

/** Where a click is answered: by the action whose name its button carries. */
const actions: Actions = new Map(
  [
    ...snoozeAction.actions,
    ...whyAction.actionsOf({ kinds, keepsFiles }),
    ...rosterAction.actions,
    ...pagesAction.actionsOf(() => pages),
    ...calendarAction.actions,
    ...attendanceAction.actions,
    ...reportsAction.actions,
    ...planningAction.actions,
    ...inspectionsAction.actions,
    ...exportsAction.actionsOf({
      'collections.answers': answersExporter,
      'workbooks.roll': rollExporter,
      'ledger.programme': programmeExporter,
    }),
    ...workbooksAction.actions,
    ...collectionsAction.actions,
    ...ledgerAction.actions,
    ...digestAction.actions,
    ...statisticsAction.actions,
    ...deskAction.actions,
  ].map(([name, handler]) => [name, deskAction.relaying(handler)]),
)

/** What an edited message changes: the draft that it began, and the question that it asked. */
const reviseMessage: Registry['messages']['revise'] = async (ctx, tx, said) => {
  await reports.reviseDrafts(ctx, tx, said)
  await reviseQuestion(tx, said)
}

export const registry: Registry = {
  letters: {
    kinds,
    actions,
    openIdOf,
    memberOf,
    onDelivery,
    heldBy: pauseOf,
    isShared: isCollegeChat,
    noteFailure,
    tellFailure,
    noteElsewhere,
  },
  alarms,
  pages,
  messages: {
    handleMessage: (ctx, tx, said) => handleMessage(ctx, tx, { said, commands }),
    revise: reviseMessage,
    async withdraw(ctx, tx, message) {
      await reports.withdrawMessage(ctx, tx, message)
      await reports.withdrawScans(tx, message)
      await dropQuestion(tx, message)
    },
    sendTooLong,
  },
  async fileSettled(ctx, tx, file) {
    await reports.attachmentSettled(ctx, tx, file)
    await reports.scanSettled(ctx, tx, file)
    await workbookSettled(ctx, tx, file)
  },
}
