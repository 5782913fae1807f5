export {
  closeProgramme,
  dropProgrammes,
  followRosterAndCalendar,
  proposeProgrammes,
  saveProgramme,
} from './programmes/service.ts'
export { postpone, stepNow, tick, untick, unwaive, waive } from './cells/service.ts'
export { stepButton } from './cells/action.ts'
export { linesNow, warnOfBehind } from './coverage/service.ts'
export { askForCell, openTurns } from './turns/service.ts'
