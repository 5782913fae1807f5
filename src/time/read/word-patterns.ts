import { NUM } from './numerals.ts'
import type { Meaning, Pattern } from './types.ts'

const UNCLEAR: Meaning = { is: 'doubt', doubt: 'unclear' }
const words = (form: RegExp): Pattern => ({ form, read: () => null })

/** What may follow a number that counts or names a room, a class, a group and not minutes. */
export const COUNTED =
  '人名位个件项条次份分元块度级届届年月日号楼层栋幢座区教室馆班组站路排期篇章本批大多余几点来'
/** What a day of the year is remembered for: 12.9运动, 12月4日国家宪法日. */
const REMEMBERED =
  '(?:国家|全国|国际|世界|学生|爱国|全民|交通|志愿|烈士|大屠杀死难者|南京大屠杀|反腐败|防治){0,3}(?:运动|宪法日|公祭日?|消防日|安全日|安全教育日|艾滋病日|禁毒日|志愿者日|纪念日|宣传日|法制日|读书日|残疾人日|讲话|事变|惨案|起义|精神)'
const MARK = '["”’』」》]?'
/** Of what it may be said that it is not settled yet, while the time is. */
const OPEN =
  '(?:地点|地址|场地|会场|会议室|教室|议题|议程|内容|主题|主讲人?|主持人?|讲师|会议号|链接|人员|名单|参会人|方式|形式)'

/** Looks like a time and is none: these stand before everything else. */
export const wordPatterns: Pattern[] = [
  // A number to call, to join by, to be known by; 123-456-789.
  words(
    /(?:会议号|会议 ?id|房间号|密码|入会码|口令|学号|工号|编号|电话|手机号?|座机|联系方式|微信号?|qq群?|群号)码? ?[::]? ?#?[\da-z][\da-z -]{2,20}/i,
  ),
  words(/(?<!\d)\d{3}[- ]\d{3}[- ]\d{3,4}(?!\d)/),
  // English times are asked about; A13-201, B2.15, Teams are rooms and names.
  {
    form: /\d{1,2}(?::\d{2})?\s?[ap]\.?m\b\.?|\b(?:mon|tue|tues|wed|thu|thurs|fri|sat|sun|wednes|satur)(?:day)?\b/i,
    read: () => UNCLEAR,
  },
  { form: /\b(?:today|tomorrow|tonight|noon|next|every)\b/i, read: () => UNCLEAR },
  words(/[A-Za-z][\w.-]*/),
  words(/[一二三四1-4]季度|\d{4}(?:学年|年度|级|届)/),
  words(/\d+(?:[./]\d+)+\s?(?:%|元|倍|万|版|米|以上|多数|学时|学分)/),
  words(
    /(?:\d{1,3}|[一二两三四五六七八九十]{1,2})\s?[-~—–至到]\s?(?:\d{1,3}|[一二两三四五六七八九十]{1,2})\s?(?:分钟|个?小时|个?人|名|位|条|页|题|项)/,
  ),
  // The day that something happened on.
  words(new RegExp(`\\d{1,2}\\s?[.·・•]\\s?\\d{1,2}${MARK}(?=\\s?${REMEMBERED})`)),
  words(new RegExp(`${NUM}月${NUM}[日号]${MARK}(?=\\s?${REMEMBERED})`)),
  words(/一二[.·・•]?九|[五七八][.·・•]一|五[.·・•]四/),
  words(new RegExp(`${NUM}号(?:楼|馆|教|会议|厅|门|院|报告|室|文|公寓|实验|线|机|桌|厂|店|展|餐)`)),
  words(/[楼教馆区座栋室]\d{1,2}-\d{1,4}(?![点时:\d])/),
  words(
    /第(?:\d{1,9}|[百零一二三四五六七八九十]{1,9})(?![\d百零一二三四五六七八九十天]|个?(?:教学)?(?:周|星期|礼拜)|学期)/,
  ),
  // 5-6节, 第5、6节课: lessons, beside which the hours stand or are missing.
  words(
    /第?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:\s?[-~—–至到、,和]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})){0,3}\s?节(?:课|$|(?![日假前后目气]))/,
  ),
  // 年末总结会: what it is called, not when it is.
  words(/(?<![\d一二三四五六七八九十去今本明前后])年[初末底](?=总结|述职|考核|评议|表彰|慰问|座谈)/),
  words(/第?(?:\d+|[百零一二三四五六七八九十]{1,9})(?:周年|周岁|年级|年规划|年计划)/),
  // People are asked to come earlier; the time stays what it is.
  words(
    /(?:提前|提早|早到|晚到|迟到)(?:约|大约)?(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|半)(?:[-~至到](?:\d{1,3}|[一二两三四五六七八九十]{1,3}))?\s?(?:分钟?|个?小时|刻钟)(?=\s?(?:到|签|入|进|登|上线|参|集合|准备|来|抵|在|候|就|开放|的|不))/,
  ),
  words(
    new RegExp(`${OPEN}[^\\s,。;!?]{0,4}?\\s?:?\\s?(?:待定|待通知|未定|另行通知|另行安排|另定|可能|不定)`),
  ),
  // 农历十月廿四 in brackets says the day once more.
  { form: /\s?\((?:农历|阴历|旧历|老历|古历)[^()\d]{1,12}\)/, after: 'time', read: () => null },
]
