/** What is said before a meeting is put off for want of a quorum. */
export const words = {
  adjourn: '改期',
  title: '因到会不足改期',
  confirm:
    '本次会议记为到会不足改期：签到随即结束，不计入已召开，不需要交纪实。新的时间请在随后收到的卡片上填写。',
}
