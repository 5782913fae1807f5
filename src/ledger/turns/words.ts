/** What is said about a step that is asked for. */
export const words = {
  title: (of: string, step: string) => `${of}：${step}`,
  monthly: (of: string, step: string, month: number) => `${of}：${step}（${month}月）`,
  photos: '照片',
  files: '附件',
  content: '内容',
  remark: '备注',
  scanPhotos: '签字件照片',
  scanFiles: '签字件扫描件',
}
