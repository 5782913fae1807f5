export {
  isUndated,
  LONGEST_TITLE,
  monthDay,
  MOST_STEPS,
  nextId,
  readStep,
  readSteps,
  saysWhen,
  stepLine,
  StepShape,
} from './rules.ts'
export { words } from './words.ts'
