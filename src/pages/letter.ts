export { linkLetters as lettersOf } from './links/letter.ts'
