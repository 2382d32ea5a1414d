/** 再次验证: asked before something is published, taken out or given away. */
export default {
  "step.title": "输入动态验证码",
  "step.waits": "{n} 项等待动态验证码，内容还在本机。",
  "step.enter": "输入验证码",
  "step.later": "稍后",
  "step.confirm": "确认",
  "step.offline": "现在连不上服务器。内容还在，联网后再输入。",
  "step.why.send": "公布、通报、结账和改角色，要输入验证器上现在的 6 位数字。确认后送出等待的 {n} 项。",
  "step.why.file": "导出名单和结果，要输入验证器上现在的 6 位数字。",
  "step.why.code": "给已有账号的人发激活码，要输入验证器上现在的 6 位数字。",
};
