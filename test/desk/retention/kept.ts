/** Tables of digests and regimes, which hold numbers, days and decisions of the college: why each stays. */
export const KEPT = {
  digest_nudges: { stays: 'who reminded how many' },
  digest_orders: { stays: 'who had one sent, and why' },
  digest_receipts: { stays: 'that a digest was sent' },
  digest_rows: { stays: 'numbers of a branch and a week' },
  digest_snapshots: { stays: 'numbers of branches and a week' },
  digest_troubles: { stays: 'why a part could not be counted, as a code' },
  digest_weeks: { stays: 'when a digest was made' },
  ledger_behind: { stays: 'at which share of its time a programme was behind' },
  ledger_cells: { stays: 'which step was due when' },
  ledger_exports: { stays: 'which programmes were ordered when; deleted with the records' },
  ledger_draws: { stays: 'the order that was drawn, and why it was drawn again: a decision of the college' },
  ledger_history: { stays: 'who did what to a step, and why it was waived: a decision of the college' },
  ledger_programmes: { stays: 'the regimes of the college' },
  ledger_rows: { stays: 'branches, projects, and people by id' },
}
