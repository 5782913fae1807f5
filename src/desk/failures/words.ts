import type { AlarmKind } from '../../alarms/types.ts'
import type { FailureKind } from './types.ts'

/** What is said when something came to nothing. (domain §7.28) */
export const words = {
  elsewhere: 'a press on a card that is not of these records',
  elsewhereLines: [
    '有人点了一张本系统没有发过的卡片，操作没有保存，已告知本人。',
    '可能有另一套支部助手在用同一个飞书应用，或数据库恢复到了更早的备份。',
    '同一个应用只能运行一套：另一套停用前，消息会重复，部分操作会落到那一套里。',
    '处理后在“待办”里点“已处理”；再次发生时会再告知您。',
  ],
  failure: {
    click: (number: string) => `操作没有保存：编号${number}，已告知本人，日志里可按编号查`,
    message: (number: string) => `消息没有处理成功：编号${number}，已告知本人，日志里可按编号查`,
    elsewhere: (number: string) => `有人点了另一套系统的卡片：编号${number}，见“应用重复使用”消息`,
  } satisfies Record<FailureKind, (number: string) => string>,
  letter: (kind: string, isRefused: boolean, code: string) =>
    `${kind}${isRefused ? '未能送达' : '是否送达不明'}（代码${code}）`,
  alarm: (kind: string) => `${kind}未能执行，原因见 zhibu problems`,
  alarmKinds: {
    'meetings.notice': '会议通知',
    'attendance.ask': '会议反馈提醒',
    'attendance.confirm': '会前提醒',
    'attendance.open': '签到开始',
    'attendance.close': '签到结束',
    'reports.ask': '纪实待提交',
    'reports.chase': '纪实提醒',
    'reports.escalate': '纪实待跟进',
    'reports.task': '议定事项提醒',
    'reports.recount': '纪实人数更正',
    'inspections.visit': '督查提醒',
    'inspections.answer': '督查反馈提醒',
    'inspections.lapse': '督查到期确认',
    'exports.lapse': '导出失效',
    'collections.remind': '收集提醒',
    'collections.due': '收集到期',
    'collections.week': '每周收集',
    'ledger.begun': '新台账的提出',
    'desk.expire': '到期记录的删除',
  } satisfies Record<AlarmKind, string>,
  done: '已处理',
  settled: '已标为“已处理”。',
  gone: '这一项已处理。',
}

/** Why somebody may not tick off. */
export const refusals = { mayNot: '这项操作需要学院管理员办理。' }

/** Why each letter was sent. */
export const causes = {
  failure: { because: '您刚才的操作或消息没有保存成功', stops: '每次只告知一次' },
  elsewhere: { because: '有人点了本系统没有发过的卡片', stops: '标为已处理前不再告知' },
}
