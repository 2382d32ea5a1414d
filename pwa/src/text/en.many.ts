/** Words of lists that may be long, in English. */
export default {
  "many.search": "Find among {n}",
  "many.more": "Show {n} more",
  "many.none": "Nothing fits: try another word.",
};
