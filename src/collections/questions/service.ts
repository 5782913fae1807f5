export { areOptions, arranged, MOST, OFFERED, readInLine, readQuestions, withIds } from './rules.ts'
export { questionLine, typeNames } from './words.ts'
