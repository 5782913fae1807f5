import type { Kysely, Transaction } from 'kysely'
import type { AttendanceTables } from './attendance-tables.ts'
import type { CollectionsTables } from './collections-tables.ts'
import type { DeadlineTables } from './deadline-tables.ts'
import type { DeskTables } from './desk-tables.ts'
import type { DigestTables } from './digest-tables.ts'
import type { CoreTables } from './core-tables.ts'
import type { InspectionTables } from './inspection-tables.ts'
import type { LedgerTables } from './ledger-tables.ts'
import type { LivenessTables } from './liveness-tables.ts'
import type { MergingTables } from './merging-tables.ts'
import type { MonthTables } from './month-tables.ts'
import type { PagesTables } from './pages-tables.ts'
import type { PlanningTables } from './planning-tables.ts'
import type { ProposalTables } from './proposal-tables.ts'
import type { RecordTables } from './record-tables.ts'
import type { ReviewTables } from './review-tables.ts'
import type { ExportTables } from './export-tables.ts'
import type { WorkbookTables } from './workbook-tables.ts'
import type { FeatureTables } from './feature-tables.ts'
import type { ViewTables } from './view-tables.ts'

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

/** Every table and view of the bot; its prefix names the feature that alone may write it, save those of `planning`. */
export interface Tables
  extends AttendanceTables,
    CollectionsTables,
    DeadlineTables,
    DeskTables,
    DigestTables,
    ExportTables,
    WorkbookTables,
    CoreTables,
    InspectionTables,
    LedgerTables,
    LivenessTables,
    MergingTables,
    MonthTables,
    PagesTables,
    PlanningTables,
    ProposalTables,
    RecordTables,
    ReviewTables,
    FeatureTables,
    ViewTables {}
