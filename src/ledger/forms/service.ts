export { fieldsOf } from './card.ts'
export {
  dayField,
  filledOf,
  formOf,
  KIND_NAMES,
  LONGEST_TITLE,
  rowsLine,
  rowsOfKind,
  stepFrom,
  withFacts,
} from './rules.ts'
export { words } from './words.ts'
