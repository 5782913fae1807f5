/** What is said about a step that is asked for. */
export const words = {
  title: (of: string, step: string) => `${of}：${step}`,
  monthly: (of: string, step: string, month: number) => `${of}：${step}（${month}月）`,
  photos: '照片',
  files: '附件',
  content: '内容',
  remark: '备注',
  scan: '签字件（照片或扫描件）',
}
