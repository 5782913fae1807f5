/** What the page of a cell says. */
export const words = {
  name: '台账事项',
  facts: {
    programme: '台账',
    row: '支部或事项',
    due: '截止',
    state: '状态',
    handedAt: '交来',
    doneAt: '完成',
  },
  noDue: '前一步完成后确定',
  history: '记录',
  none: '还没有人办理过。',
  caption: (count: number) => `共${count}条`,
  columns: { at: '时间', what: '事项', who: '经办', reason: '说明' },
  clock: '自动',
  hidden: '不显示',
  back: '返回本台账',
}
