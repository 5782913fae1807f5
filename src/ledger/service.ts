export {
  closeProgramme,
  dropProgrammes,
  followRosterAndCalendar,
  proposeProgrammes,
  saveProgramme,
} from './programmes/service.ts'
export { postpone, tick, untick, unwaive, waive } from './cells/service.ts'
export { askForCell, openTurns } from './turns/service.ts'
