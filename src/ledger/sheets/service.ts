export { cellsOf, headedBy, isFooter, isStepColumn, markOf, namesIn, nameOf } from './rules.ts'
