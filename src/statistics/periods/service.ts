export { isTooLong, partsOf, periodAt, type Seen, termOrWeeks, usualDays } from './rules.ts'
