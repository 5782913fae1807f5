import type { Cause } from '../../letters/types.ts'
import type { Uncounted } from '../types.ts'

/** What an administrator is told of a digest. */
export const words = {
  uncounted: (count: number) => `本期周报已发出，其中${count}个支部未能统计：`,
  line: (name: string, reason: string) => `${name}：${reason}`,
  reasons: {
    unreadable: '记录中有读不出的内容',
    database: '数据库没有应答，或拒绝了查询',
    failed: '统计时出错',
    unmade: '没有程序来统计（队列或程序停了）',
  } satisfies Record<Uncounted, string>,
  cure: '其余支部不受影响。请在服务器日志里查“branch could not be counted”，处理后可用 npm run -s zhibu -- digest 再看这一周的数字。',
  notMade: '本期周报到时未能生成。请查看服务器日志和队列面板；恢复后会自动补发，不会重复。',
  notDelivered: '本期周报已生成，但没有送到学院党委群。请确认支部助手在群里，并在“待办”里查看原因。',
  noChat:
    '本期周报已生成，但没有填写学院党委群，无处可发。请在 college.yaml 的 chats.committee 填上群的 chat_id；党委委员私聊发“周报”可以看到。',
}

/** Why an administrator is told. */
export const cause: Cause = {
  because: '您是学院管理员，本期周报没有按时送达或有支部未能统计',
  stops: '每期最多提醒一次',
}
