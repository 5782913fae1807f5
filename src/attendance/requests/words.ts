/** What is said to a person who asks for leave. */
export const words = {
  choose: (when: string, title: string) => `您拟请假的会议：${when}的${title}。`,
  chooseCategory: '请点选请假类别，点选后才算请假。',
  granted: (categories: readonly string[]) => `${categories.join('、')}点选即准，其余由书记审批。`,
  mayExplain: '需要说明的，点选后可以补充，仅审批人可见。',
  category: (category: string) => `类别：${category}。`,
  explained: '您的说明已附上，仅审批人可见。',
  late: '在反馈截止后提出，记为补假，同样由审批人决定。',
  toastLate: '请假已提交，等待审批。因在反馈截止后提出，记为补假。',
  note: '补充说明',
  noteHint: '可不填，仅审批人可见',
  submit: '提交',
  toastExplained: '说明已附上，仅审批人可见。',
}
