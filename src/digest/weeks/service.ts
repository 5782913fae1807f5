export { type Reckoning, weekAfter, weeksBefore } from './rules.ts'
