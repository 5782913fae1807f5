export {
  areOptions,
  arranged,
  asksTwice,
  MOST,
  OFFERED,
  readInLine,
  readQuestions,
  withIds,
} from './rules.ts'
export { questionLine, sendLine, SEND_HINT, typeNames } from './words.ts'
