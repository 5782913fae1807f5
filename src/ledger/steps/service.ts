export {
  isUndated,
  LONGEST_TITLE,
  monthDay,
  MOST_STEPS,
  nextId,
  readSteps,
  stepLine,
  StepShape,
} from './rules.ts'
export { words } from './words.ts'
