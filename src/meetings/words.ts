/** What this room says. */
export const words = {
  when: '时间',
  where: '地点',
  agenda: '议题',
  between: '；',
  prefixed: (group: string, title: string) => `${group} · ${title}`,
  noHost: (title: string) => `会议“${title}”没有主持人，也没有可代为主持的书记、组长或管理员`,
  noHostCure: '请在 college.yaml 中为该会议写明 host，或在 committee 中设一位 rights: admin。',
}
