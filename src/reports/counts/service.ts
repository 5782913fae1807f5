export { presentIn, withPresent } from './rules.ts'
