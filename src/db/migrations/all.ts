import type { Migration } from 'kysely'
import * as house from './001-house.ts'
import * as rooms from './002-rooms.ts'
import * as views from './003-views.ts'
import * as pictures from './004-pictures.ts'
import * as reach from './005-reach.ts'
import * as restraint from './008-restraint.ts'
import * as changes from './009-changes.ts'
import * as calendar from './010-calendar.ts'
import * as calls from './011-calls.ts'
import * as unreachable from './013-unreachable.ts'
import * as tasks from './014-tasks.ts'
import * as withdrawals from './015-withdrawals.ts'
import * as months from './019-months.ts'
import * as previews from './021-previews.ts'
import * as flaggedItems from './022-flagged-items.ts'
import * as drafts from './023-drafts.ts'
import * as series from './024-series.ts'
import * as gathering from './025-gathering.ts'
import * as mergings from './026-mergings.ts'
import * as liveness from './027-liveness.ts'
import * as claims from './028-claims.ts'
import * as proposals from './032-proposals.ts'
import * as digestAttempts from './033-digest-attempts.ts'
import * as edits from './036-edits.ts'
import * as landing from './038-landing.ts'
import * as failures from './039-failures.ts'
import * as offices from './042-offices.ts'
import * as askedAgain from './043-asked-again.ts'
import * as draftSeen from './044-draft-seen.ts'
import * as questions from './046-questions.ts'
import * as lateClicks from './047-late-clicks.ts'
import * as turns from './049-turns.ts'
import * as counted from './050-counted.ts'
import * as carried from './051-carried.ts'
import * as takings from './053-takings.ts'
import * as titles from './056-titles.ts'
import * as rolls from './057-rolls.ts'
import * as leaveRounds from './058-leave-rounds.ts'
import * as followRoster from './059-follow-roster.ts'
import * as listChanges from './060-list-changes.ts'
import * as reminders from './061-reminders.ts'
import * as byOthers from './062-by-others.ts'
import * as rollLines from './063-roll-lines.ts'
import * as privateRequests from './064-private-requests.ts'
import * as correctionRequests from './065-correction-requests.ts'
import * as measures from './095-measures.ts'
import * as published from './121-published.ts'
import * as digestParts from './110-digest-parts.ts'
import * as digestReceipts from './111-digest-receipts.ts'
import * as digestOrders from './112-digest-orders.ts'
import * as measured from './120-measured.ts'
import * as digestNudges from './125-digest-nudges.ts'
import * as makeups from './067-makeups.ts'
import * as retention from './068-retention.ts'
import * as votes from './069-votes.ts'
import * as trainings from './070-trainings.ts'
import * as requests from './071-requests.ts'
import * as reviews from './072-reviews.ts'
import * as filling from './074-filling.ts'
import * as files from './077-files.ts'
import * as records from './078-records.ts'
import * as inspections from './080-inspections.ts'
import * as extensions from './083-extensions.ts'
import * as sheets from './081-sheets.ts'
import * as objections from './082-objections.ts'
import * as collections from './086-collections.ts'
import * as workbooks from './087-workbooks.ts'
import * as waivers from './084-waivers.ts'
import * as explanations from './085-explanations.ts'
import * as unheld from './089-unheld.ts'
import * as pages from './100-pages.ts'
import * as exported from './092-exports.ts'
import * as workbookOrders from './135-workbook-orders.ts'
import * as oversight from './140-oversight.ts'
import * as digestRows from './141-digest-rows.ts'
import * as told from './142-told.ts'
import * as ledger from './150-ledger.ts'
import * as workbookParts from './151-workbook-parts.ts'
import * as ledgerBehind from './152-ledger-behind.ts'
import * as ledgerDrafts from './153-ledger-drafts.ts'
import * as ledgerExports from './153-ledger-exports.ts'
import * as ledgerDraws from './154-ledger-draws.ts'
import * as ledgerTicked from './155-ledger-ticked.ts'

/** Forward only: a step that has landed is never changed, a new one is added. */
export const migrations: Record<string, Migration> = {
  '001-house': house,
  '002-rooms': rooms,
  '003-views': views,
  '004-pictures': pictures,
  '005-reach': reach,
  '008-restraint': restraint,
  '009-changes': changes,
  '010-calendar': calendar,
  '011-calls': calls,
  '013-unreachable': unreachable,
  '014-tasks': tasks,
  '015-withdrawals': withdrawals,
  '019-months': months,
  '021-previews': previews,
  '022-flagged-items': flaggedItems,
  '023-drafts': drafts,
  '024-series': series,
  '025-gathering': gathering,
  '026-mergings': mergings,
  '027-liveness': liveness,
  '028-claims': claims,
  '032-proposals': proposals,
  '033-digest-attempts': digestAttempts,
  '036-edits': edits,
  '038-landing': landing,
  '039-failures': failures,
  '042-offices': offices,
  '043-asked-again': askedAgain,
  '044-draft-seen': draftSeen,
  '046-questions': questions,
  '047-late-clicks': lateClicks,
  '049-turns': turns,
  '050-counted': counted,
  '051-carried': carried,
  '053-takings': takings,
  '056-titles': titles,
  '057-rolls': rolls,
  '058-leave-rounds': leaveRounds,
  '059-follow-roster': followRoster,
  '060-list-changes': listChanges,
  '061-reminders': reminders,
  '062-by-others': byOthers,
  '063-roll-lines': rollLines,
  '064-private-requests': privateRequests,
  '065-correction-requests': correctionRequests,
  '067-makeups': makeups,
  '068-retention': retention,
  '069-votes': votes,
  '070-trainings': trainings,
  '071-requests': requests,
  '072-reviews': reviews,
  '074-filling': filling,
  '077-files': files,
  '078-records': records,
  '080-inspections': inspections,
  '083-extensions': extensions,
  '081-sheets': sheets,
  '082-objections': objections,
  '086-collections': collections,
  '087-workbooks': workbooks,
  '084-waivers': waivers,
  '085-explanations': explanations,
  '089-unheld': unheld,
  '095-measures': measures,
  '100-pages': pages,
  '092-exports': exported,
  '110-digest-parts': digestParts,
  '111-digest-receipts': digestReceipts,
  '112-digest-orders': digestOrders,
  '120-measured': measured,
  '121-published': published,
  '125-digest-nudges': digestNudges,
  '135-workbook-orders': workbookOrders,
  '140-oversight': oversight,
  '141-digest-rows': digestRows,
  '142-told': told,
  '150-ledger': ledger,
  '151-workbook-parts': workbookParts,
  '152-ledger-behind': ledgerBehind,
  '153-ledger-drafts': ledgerDrafts,
  '153-ledger-exports': ledgerExports,
  '154-ledger-draws': ledgerDraws,
  '155-ledger-ticked': ledgerTicked,
}
