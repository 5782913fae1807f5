export { dayAfter, periodOf, reminderDays, roundsOf } from './rules.ts'
