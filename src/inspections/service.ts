export { expireInspections } from './retention/service.ts'
export { inspectionsToDo, inspectionToDo } from './waiting/service.ts'
