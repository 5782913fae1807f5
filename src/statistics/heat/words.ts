/** What is said about heat. */
export const words = {
  title: '热度榜',
  at: (time: string) => `截至${time}，仅管理员可见。`,
  none: '近72小时没有新的活动纪实。',
  columns: { name: '支部', heat: '热度', activity: '活跃度', updates: '更新' },
  further: (count: number) => `另有${count}个支部为0。`,
  how: [
    '热度＝100×（0.6×活跃度＋0.4×更新）。活跃度：近72小时通过（或无需审核）的活动纪实份数；更新：近24小时的次数。两项都以最多的支部为1，是相对值，别的支部更活跃时会下降。',
    '平台不提供浏览量，也没有评论和点赞，这几项不计，不作推算。不宜作为评价支部的依据。',
  ],
  measures: '口径说明',
  mayNot: '热度榜仅供学院管理员查阅。查看本支部的数据可发送“统计 支部 本月”。',
  off: '学院没有开启热度榜。需要时在 college.yaml 写 heat: on。',
}
