/** What `zhibu help` prints. */
export const HELP_TEXT = `支部助手 zhibu

  npm start                          连接飞书运行 / run against Feishu
  npm run demo                       在本机演示学院里试用 / try it on the demo college, no account needed
  npm run demo -- --play             不开浏览器，走完一周 / live the demo's week without a browser
        [--all] [--json]             全部事件 / 逐行 JSON
  npm run sandbox                    只开本地飞书，接自己的机器人 / the local platform alone, for any bot
  npm run -s zhibu -- init           写一份带注释的 college.yaml / write a commented college.yaml
  npm run -s zhibu -- check          只检查学院文件，列出全部错误 / check the college's files, name all faults
  npm run -s zhibu -- import history FILE
                                     补录以往活动 / book past activities, no messages are sent
  npm run -s zhibu -- calendar import FILE
                                     导入一年的放假安排（- 为标准输入） / take a year's official holidays
  npm run -s zhibu -- timetable      什么时候做什么 / what runs when, with the next three times
  npm run -s zhibu -- when TEXT [--now ISO]
                                     一句话里的时间怎么读 / how a time that people write is understood
  npm run -s zhibu -- why LETTER     一条消息为什么发、到哪一步 / why a message was sent, and where it stands
  npm run -s zhibu -- plan [--days 14]
                                     将发送什么、何时、给谁 / what will be sent, when, to whom
  npm run -s zhibu -- digest [--week 2026-W47]
                                     一周的统计数字 / the figures of a week
  npm run -s zhibu -- problems       需要管理员处理的事项 / what an administrator must look at
        [--done NUMBER|KEY|all]      标为已处理 / tick off what has been seen to

  --demo  用演示学院 / on the demo college      --json  最后一行是 JSON / the last line is JSON
  --yes   学院文件的改动去掉较多内容也采用 / take files that take much away
`
