export { isTooLong, partsOf, periodAt } from './rules.ts'
