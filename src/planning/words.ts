/** What every dialogue about a meeting says. */
export const words = {
  when: '时间',
  where: '地点',
  agenda: '议题',
  between: '；',
  saidBefore: (when: string) => `您的消息写于${when}，文中的时间按当时理解，请核对。`,

  together: (called: string[]) =>
    `应到人员届时已在同一地点安排${called.map((one) => `《${one}》`).join('')}。确认后可合为一次会议，将另行私聊询问是否合并。`,
  clashes: '这个时间有冲突：',
  peopleClash: ({ people, when, called }: { people: number; when: string; called: string }) =>
    `${people}人同时要参加${called}，${when}`,
  readerClash: ({ others, when, called }: { others: number; when: string; called: string }) =>
    others < 1 ? `您本人这时要参加${called}，${when}` : `您本人和另外${others}人这时要参加${called}，${when}`,
  placeClash: ({ when, called }: { when: string; called: string }) => `地点已安排${called}，${when}`,
  furtherClashes: (count: number) => `另有${count}次会议也有冲突`,
  freeTimes: '以下时间没有冲突，点选即改到该时间：',
  again: (written: string[]) => `这一天已有记录：${written.join('；')}。如是同一次会议，不必再补录。`,
}

/** What a form about a meeting asks for. */
export const fields = {
  day: '日期',
  dayHint: '请选择日期',
  clock: '开始时间',
  clockHint: '请选择时间',
  minutes: '时长（分钟）',
  minutesHint: '例如90',
  place: '地点',
  placeHint: '例如信息楼305',
  agenda: '议题（每行一项）',
  agendaHint: '每行一项',
} as const
