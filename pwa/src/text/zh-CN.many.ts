/** Words of lists that may be long. */
export default {
  "many.search": "在 {n} 条里查找",
  "many.more": "再看 {n} 条",
  "many.none": "没有符合的，换个词试试。",
};
