/**
 * 拼音首字母: the initials of a Chinese name, found by where its characters stand in the pinyin order of the browser.
 * Promises: a suggestion to be checked by eye (characters with two readings may be wrong); pure but for the browser's collation.
 */
const LETTERS = "abcdefghjklmnopqrstwxyz";
/** The first character of each letter in pinyin order. */
const FIRSTS = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀";

const collator = new Intl.Collator("zh-CN-u-co-pinyin");

export function initials(name: string): string {
  let found = "";
  for (const sign of name.normalize("NFKC")) {
    if (/[a-z0-9]/i.test(sign)) found += sign.toLowerCase();
    else if (/\p{Script=Han}/u.test(sign)) found += letterOf(sign);
  }
  return found;
}

function letterOf(sign: string): string {
  let letter = "";
  for (const [at, first] of [...FIRSTS].entries()) {
    if (collator.compare(first, sign) > 0) break;
    letter = LETTERS[at] ?? letter;
  }
  return letter;
}
