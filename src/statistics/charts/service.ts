export { chartsOf } from './card.ts'
