export { type Reckoning, weekAfter, weekNamed, weeksBefore } from './rules.ts'
