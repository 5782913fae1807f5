export { readSentence } from './rules.ts'
