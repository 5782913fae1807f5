export { openButton } from './changes/action.ts'
export { mayChange } from './changes/rules.ts'
export { followChats, takeUpMeetings } from './follow-up/service.ts'
export { beginNewMeeting, mayCallAnyMeeting } from './new-meeting/service.ts'
