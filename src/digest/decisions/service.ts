export { decisionBlocks } from './card.ts'
