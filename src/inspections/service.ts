export { expireInspections } from './retention/service.ts'
export { openResultButton, replyNow } from './replies/service.ts'
export { inspectionsToDo, inspectionToDo } from './waiting/service.ts'
export { overviewButton } from './overview/action.ts'
