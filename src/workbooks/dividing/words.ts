/** What is said of a file that is divided. */
export const words = {
  college: (name: string) => `${name}层面`,
  ofMonth: (title: string, days: string) => `${title} ${days}`,
  dividing: '文件超过平台的大小限制，正在分成多份生成。完成后先告知份数，再依次私聊发给您。',
  divided: (count: number) => `文件超过平台的大小限制，分为${count}份，依次私聊发给您：`,
  part: (n: number, title: string) => `${n}. ${title}`,
  missing: (titles: readonly string[]) => `没有生成：${titles.join('、')}。可稍后单独导出。`,
  sums: '全院合计可选“只含数字”另行导出。',
}
