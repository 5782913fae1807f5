export { forgetOldClicks, handleClick, makeClicksPending, redoLateClicks } from './clicks/service.ts'
export { followConnection } from './connection/service.ts'
export {
  deleteMessages,
  editMessage,
  handleMessage,
  makeMessagesPending,
  messagesWait,
  recallMessage,
  receiveMessage,
  takeOpenMessages,
} from './messages/service.ts'
export { notSaved } from './words.ts'
