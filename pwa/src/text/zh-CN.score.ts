/** 得分: the words of the running score, in Chinese. */
export default {
  score: "当前得分",
  "score.is": "得分",
  "score.so_far": "已得",
  "score.left": "还有 {n} 项没有计入",
  "score.missing": "到「{band}」还差：{what}",
  "score.points": "{n} 分",
  "score.and": "，",
  "score.total": "总分",
  "score.deductions": "扣分",
  "score.bonus": "加分",
  "score.vetoes": "一票否决",
  "score.held": "已出现：{what}",
};
