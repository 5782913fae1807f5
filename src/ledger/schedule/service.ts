export { dayAfter, periodOf, roundsOf } from './rules.ts'
