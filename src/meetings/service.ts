export {
  adjournMeeting,
  noteHeld,
  bookCalled,
  cancelMeeting,
  changeMeeting,
  endMeeting,
  noteCounted,
  plannedRecord,
  takeBackRecord,
  takeInMeeting,
} from './booking/service.ts'
export { cancelledBlocks, cancelledTitle, factsBlock, mergedLine, whenOf } from './card.ts'
export { followChats, holderNameOf, whereToldOf } from './chats/service.ts'
export { CLEAR, clashesOf, writtenBeside } from './clashes/service.ts'
export { expectedOf } from './expected/service.ts'
export { bookMeetings, recordPast } from './files/service.ts'
export { hostOf } from './hosts/service.ts'
export { isMentioned, readMention } from './mentions/rules.ts'
export { monthRef } from './month/rules.ts'
export { monthEntries, noticeEffectOf, tellMonth } from './month/service.ts'
export {
  cancelledBeside,
  isNoticeToCome,
  markCountsStale,
  markNoticesStale,
  noticePrivately,
  noticeRef,
  tellEndPrivately,
  wasNoticed,
  wasTold,
} from './notices/service.ts'
export {
  beginPairs,
  lockPair,
  merged,
  mergingById,
  pairNow,
  rolesOf,
  settlePair,
  wasAnnounced,
} from './pairs/service.ts'
export { lockMeeting, meetingById, meetingsBetween, meetingsOf } from './records/service.ts'
export {
  committeeExpectedOf,
  dayOf,
  isNewRevision,
  isOwedByEach,
  isToldPrivately,
  isWithdrawn,
  itemsFor,
  ladderOf,
} from './rules.ts'
export { planSeries, withoutSeries } from './series/service.ts'
export { notePast, pastSince } from './starts/service.ts'
export { timesOf } from './times/service.ts'
export { setTraining, trainingsBetween } from './training/service.ts'
export { announceAgain, withdrawNotice } from './withdrawal/service.ts'
