/** What is said of a programme as a file. */
export const words = {
  export: '导出',
  sent: '正在生成文件，完成后私聊发给您。',
  mayNot: '这个台账里没有您可以查看的内容，无需导出。',
  fileName: (title: string) => `台账 ${title}`,
  sheets: { steps: '事项', history: '记录' },
  note: (of: { title: string; sheet: string; by: string; at: string }) =>
    `${of.title}·${of.sheet}　导出：${of.by} ${of.at}`,
  print: ({ by, at }: { by: string; at: string }) => `导出：${by} ${at}　限本次用途`,
  heads: {
    row: '支部或事项',
    state: (step: string) => `${step} 状态`,
    due: (step: string) => `${step} 截止`,
    done: (step: string) => `${step} 完成`,
    step: '事项',
    at: '时间',
    what: '办理',
    who: '经办',
    reason: '说明',
  },
  standings: {
    waiting: '未轮到',
    open: '待办',
    handedIn: '待审核',
    returned: '已退回',
    done: '已办',
    waived: '免办',
    late: '逾期',
  },
  handedIn: '交来',
  nothing: '没有内容',
  clock: '自动',
}
