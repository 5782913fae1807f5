import type { Figure, Stretch } from './types.ts'

/** Whether a window is one of a month, a quarter, half a year or a year, in words. */
function windowName({ from, months }: Stretch): string {
  switch (months) {
    case 1:
      return `${from.month}月`
    case 3:
      return `第${['一', '二', '三', '四'][Math.floor(from.month / 3)] ?? ''}季度`
    case 6:
      return from.month === 1 ? '上半年' : '下半年'
    default:
      return `${from.year}年`
  }
}

function windowText(window: Stretch): string {
  const { required, done, isKnown, isOver } = window
  const said = `${windowName(window)}${done}/${required}次`
  if (done >= required) return said
  // Of what was before the bot came it knows nothing, or not all.
  if (!isKnown) return done === 0 ? `${windowName(window)}不详` : `${said}（不全）`
  return isOver ? said : `${said}（未结束）`
}

function windowsText(windows: readonly Stretch[]): string {
  const asked = windows.filter(({ required }) => required > 0)
  return asked.length === 0 ? '没有规定次数' : asked.map(windowText).join('，')
}

/** What was counted, in words. */
export function figureText(figure: Figure): string {
  switch (figure.kind) {
    case 'duties':
      return dutiesText(figure.duties)
    case 'themed':
      return `${windowsText(figure.windows)}；${figure.held}次中${figure.themed}次事先有议题`
    case 'reports':
      return `应交纪实${figure.asked}份，按时${figure.asked - figure.late - figure.missing}份，迟交${figure.late}份，未交${figure.missing}份`
    case 'rolls':
      return `开会${figure.held}次，到会已登记${figure.recorded}次，登记请假${figure.leave}人次`
    case 'makeups':
      return `请假、缺席已满补学期限${figure.missed}人次，已补学${figure.made}人次`
    case 'decisions':
      return `到期议定事项${figure.due}件，已办结${figure.done}件`
  }
}

function dutiesText(duties: readonly { type: string; windows: readonly Stretch[] }[]): string {
  if (duties.length === 0) return '没有规定次数'
  const isOne = duties.length === 1
  return duties.map(({ type, windows }) => `${isOne ? '' : type}${windowsText(windows)}`).join('；')
}
