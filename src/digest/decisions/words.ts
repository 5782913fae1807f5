/** What is said of what the committee decides on. */
export const words = {
  decisions: (count: number) => `需关注：${count}项`,
  calm: '没有需要处理的事项。',
  review: (count: number) => (count > 1 ? `开始审核（${count}）` : '开始审核'),
  inspections: '督查',
  unreachable: (count: number) => `联系不上：${count}人（办法见名册）`,
  settled: { toReview: '已审核完。', overdue: '已全部交来或办结。', remedies: '已全部完成。' },
  nudged: (people: number, records: number) => `今天已催办${people}位负责人，共${records}份。`,
}
