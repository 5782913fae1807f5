/** What the page of a meeting says around what the features say of it. */
export const words = {
  name: '会议',
  about: '会议信息',
  facts: {
    when: '时间',
    where: '地点',
    branch: '支部',
    type: '类型',
    host: '主持人',
    agenda: '议题',
    own: '我的反馈',
    state: '情况',
    cancelled: '取消原因',
    training: '培训',
  },
  states: {
    scheduled: '待召开',
    ended: '已召开',
    cancelled: '已取消',
    adjourned: '人数不足，未开成',
    unheld: '未召开',
  },
  merged: '已并入同时召开的会议',
  college: '学院',
  trained: (topic: string, hours: number) => `${topic}（${hours}学时）`,
  all: '查看全部会议',
}
