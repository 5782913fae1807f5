export { linkActions as actionsOf } from './links/action.ts'
