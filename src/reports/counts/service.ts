export { type Numbers, numbersIn, presentIn, withNumbers } from './rules.ts'
