/** What is said where a step is done by a button. */
export const words = {
  tick: '办结',
  untick: '撤回办结',
  fill: '去填写',
  gone: '台账事项',
  found: '建台账时表中已完成',
  ticked: '已记为办结，谢谢。',
  unticked: '已恢复为未办结。',
}
