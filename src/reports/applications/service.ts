export { isLapsed, isWaiting } from './rules.ts'
export { applicationOf, decide, emptyReasons, insert, waiting } from './store.ts'
