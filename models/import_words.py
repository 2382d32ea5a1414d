"""What a person reads of a file that is imported: what is wrong at a cell, and what to do about it.

Promises: every code of a fault has both languages (a test looks); `{…}` are the fault's own parameters.
"""

from __future__ import annotations

import re

from models.grid import Fault

_PARAMETER = re.compile(r"\{(\w+)\}")

FAULTS: dict[str, tuple[str, str]] = {
    # The file
    "sheet_left_out": ("工作表“{sheet}”没有用到。", "The sheet “{sheet}” was not used."),
    "macros": ("文件里有宏，没有运行，也没有导入。", "The file has macros; they were neither run nor imported."),
    "external_links": (
        "文件引用了别的文件，只读取了存下来的数值。",
        "The file refers to other files; only the values stored in it were read.",
    ),
    "cell_error": (
        "这一格是错误值 {text}，请在表里改正。",
        "This cell holds the error {text}; correct it in the table.",
    ),
    "formula_bare": (
        "这一格是公式，文件里没有存下结果。请用 Excel 或 WPS 打开、保存一次，再导入。",
        "This cell is a formula without a stored result. Open and save the file in a spreadsheet program first.",
    ),
    "sheet_hidden": ("工作表“{sheet}”是隐藏的，也读了。", "The sheet “{sheet}” is hidden; it was read too."),
    "rows_hidden": (
        "工作表“{sheet}”从第 {first} 行起有 {count} 行隐藏着（筛选或折叠），也读了。",
        "On “{sheet}”, {count} rows are hidden (filtered or folded), from row {first} on; they were read too.",
    ),
    # The header
    "no_header": (
        "没有找到表头。表头里要有“工号”和“姓名”，可下载模板对照。",
        "No header row was found. It needs a staff number and a name; the template shows how.",
    ),
    "no_staff_no_column": (
        "没有工号列。同名的人只能用工号区分，请加上“工号”列，或指明哪一列是工号。",
        "There is no column of staff numbers. Only these tell people of one name apart: add it, or say which it is.",
    ),
    "no_name_column": ("没有姓名列，请加上“姓名”列。", "There is no column of names; please add one."),
    "column_twice": (
        "“{heading}”与 {other} 列意思相同，只用 {other} 列。",
        "“{heading}” means the same as column {other}; only that one is used.",
    ),
    "column_unknown": (
        "“{heading}”列没有对应的内容，没有导入。",
        "The column “{heading}” is not known and was left out.",
    ),
    "column_private": (
        "“{heading}”列不导入：系统不保存这类个人信息。",
        "The column “{heading}” is left out: such personal data is not kept here.",
    ),
    "no_rows": ("表头下面没有人员。", "Nobody stands below the header."),
    # Rows that are passed over
    "row_header_again": ("重复的表头，已跳过。", "The header again; passed over."),
    "row_total": ("合计行“{text}”，已跳过。", "A row of totals, “{text}”; passed over."),
    "row_note": ("说明文字“{text}”，已跳过。", "A note, “{text}”; passed over."),
    "row_example": ("示例行，已跳过。", "An example; passed over."),
    # Cells of a roster
    "staff_no_missing": ("缺工号。请填上工号再导入。", "The staff number is missing. Fill it in and import again."),
    "staff_no_wrong": (
        "工号“{text}”不对：只能有字母、数字和 . _ / -。",
        "“{text}” is no staff number: letters, digits and . _ / - only.",
    ),
    "staff_no_twice": (
        "工号 {staff_no} 与 {other} 重复。请改正其中一个。",
        "The staff number {staff_no} stands in {other} too. Correct one of them.",
    ),
    "staff_no_of_two": (
        "名册里有两个人都是这个工号：{names}。请先在名册里改正。",
        "Two people on the roster bear this number: {names}. Correct the roster first.",
    ),
    "number_too_long": (
        "数字太长，表格软件存的时候丢了后几位。请把这一列设为文本后重新填写。",
        "The number is too long: its last digits were lost. Make the column text and enter it again.",
    ),
    "zeros_lost": (
        "这一格是数字 {staff_no}，前面的 0 可能丢了（应为 {whole}？）。请把这一列设为文本后改正。",
        "The cell holds the number {staff_no}; leading zeros are probably lost ({whole}?). Make the column text.",
    ),
    "name_missing": ("缺姓名。", "The name is missing."),
    "name_differs": (
        "工号 {staff_no} 在名册里是“{before}”，表里是“{after}”。请核对工号；确实改了名，请勾选。",
        "{staff_no} is “{before}” on the roster and “{after}” here. Check the number, or tick that the name changed.",
    ),
    "text_too_long": ("文字太长，最多 {max} 字。", "Too long: at most {max} characters."),
    "party_unknown": (
        "政治面貌“{text}”不认识。请填“党员”“预备党员”或“群众”。",
        "“{text}” is not known. Write 党员, 预备党员 or 群众.",
    ),
    "profession_unknown": (
        "人员类别“{text}”看不出是医师、护士、药师、技师、管理还是工勤，没有导入。",
        "“{text}” is no profession that we know, and was left out.",
    ),
    "day_wrong": (
        "日期“{text}”看不出是哪一天。请写成 2026-03-01 这样。",
        "“{text}” is not a day for certain. Write it like 2026-03-01.",
    ),
    "unit_missing": ("新人员要有科室。", "A new person needs a unit."),
    "unit_unknown": (
        "没有“{text}”这个科室。可以新建，或选一个已有的科室。",
        "There is no unit “{text}”. Make it, or choose the one that is meant.",
    ),
    "unit_unknown_again": ("科室“{text}”同上。", "The unit “{text}”, as above."),
    "unit_ended": (
        "科室“{text}”已停用，请改用别的科室，或先重新启用它。",
        "The unit “{text}” has ended; name another, or take it up again first.",
    ),
    "branch_ended": (
        "党支部“{text}”已停用，请改用别的支部，或先重新启用它。",
        "The branch “{text}” has ended; name another, or take it up again first.",
    ),
    "unit_of_two": (
        "有几个科室都叫“{text}”。请写成“上级科室/{text}”，或选一个。",
        "Several units are called “{text}”. Write “upper unit/{text}”, or choose one.",
    ),
    "branch_unknown": (
        "没有“{text}”这个党支部。可以新建，或选一个已有的支部。",
        "There is no party branch “{text}”. Make it, or choose the one that is meant.",
    ),
    "branch_unknown_again": ("党支部“{text}”同上。", "The party branch “{text}”, as above."),
    "branch_of_two": ("有几个支部都叫“{text}”，请选一个。", "Several branches are called “{text}”; choose one."),
    "duty_unknown": (
        "职务“{text}”没有对应的系统职务，没有导入。",
        "The duty “{text}” stands for no role here and was left out.",
    ),
    "duty_without_place": (
        "“{text}”要有对应的科室或支部。",
        "“{text}” needs the unit or branch where it is held.",
    ),
    # Checklists
    "no_checklist_header": (
        "没有找到表头。表头里要有“检查内容”（或三级指标）和“分值”“评分标准”等，可下载模板对照。",
        "No header was found. It needs what is looked at (检查内容 or 三级指标) and points or rules; see the template.",
    ),
    "row_above": ("表头上面的“{text}”，没有作为检查项。", "“{text}” stands above the header and is no item."),
    "column_result": ("“{heading}”列是检查时填写的，没有导入。", "“{heading}” is filled in when inspecting; left out."),
    "row_heading": ("只有分组名“{text}”，用作下面各项的分组。", "The heading “{text}”; it stands above what follows."),
    "row_short": (
        "这一行“{text}”只有 {cells} 格，应有 {wanted} 格，对不上列，没有导入。请补全后重试。",
        "The row “{text}” has {cells} of {wanted} cells, so its columns are unclear; left out. Complete it.",
    ),
    "row_shifted": (
        "这一行左边少了 {cells} 格（合并单元格），已按上面一行的分组补齐，请核对。",
        "The first {cells} cells of this row are missing (merged); it stands as above. Please check.",
    ),
    "text_missing": ("缺检查内容（这一行是“{text}”）。", "What is looked at is missing (the row says “{text}”)."),
    "points_wrong": ("“{text}”不是确定的分数。请填一个数字，例如 5。", "“{text}” is no number of points."),
    "points_shared": (
        "这一格的“{text}”合并了第 {first}–{last} 行，分不清每项多少分。请拆开单元格，每项各写分值。",
        "“{text}” is merged over rows {first}–{last}: how many are of which item? Split the cell and write each.",
    ),
    "row_joined": (
        "与第 {row} 行是同一项（合并单元格），内容已并入。",
        "This belongs to the item of row {row} (merged).",
    ),
    "points_missing": ("没有分值，按合格或不合格检查。", "No points: it is judged as pass or fail."),
    "points_sum": (
        "“{text}”与各项分值之和 {found} 不符，请核对。",
        "“{text}” differs from the items' sum {found}; check.",
    ),
    "word_unknown": ("“{text}”不认识。可填：{words}。", "“{text}” is not known. Write one of: {words}."),
    "no_items": ("没有可以导入的内容。", "There is nothing to import."),
    "too_many_items": ("共 {count} 项，最多 {max} 项。请分成几份。", "{count} items; at most {max}. Split it."),
    "item_too_long": (
        "文字太长或为空：题目最多 500 字，说明最多 2000 字。",
        "A text is too long or empty: 500 characters for an item, 2,000 for what explains it.",
    ),
    "item_not_taken": ("这一项不能用（{reason}）。", "This item can't be used ({reason})."),
    # Questionnaires
    "no_questions": ("文件里没有问题列表。", "The file has no list of questions."),
    "question_shape": ("这一题的写法不对。", "This question is not written as one."),
    "key_unknown": ("“{heading}”不认识，没有导入。", "“{heading}” is not known and was left out."),
    # XLSForm
    "no_survey": ("没有题目：要有名为 survey 的工作表。", "There are no questions: a sheet named survey is needed."),
    "no_form_header": (
        "工作表“{sheet}”没有表头（要有 type、name 或 list_name 列）。",
        "The sheet “{sheet}” has no header (type and name, or list_name and name).",
    ),
    "form_check": ("XLSForm 检查没有通过：{text}。", "The check of XLSForms failed: {text}."),
    "form_warning": ("XLSForm 检查提示：{text}。", "The check of XLSForms remarks: {text}."),
    "language_left": (
        "语言“{language}”没有导入，只用中文（或表单默认语言）和英文。",
        "The language “{language}” was left out.",
    ),
    "column_unnamed": (
        "这一列没有表头，里面的内容没有导入。",
        "This column has no heading; what stands in it was left out.",
    ),
    "row_disabled": ("这一题已停用，跳过。", "This row is disabled; passed over."),
    "row_group": ("分组“{text}”，用作下面各题的标题。", "The group “{text}” is the heading of what follows."),
    "row_end": ("分组到此结束。", "The group ends here."),
    "type_missing": ("没有题型（“{text}”），跳过。", "There is no type (“{text}”); passed over."),
    "type_unsupported": (
        "题型“{type}”这里没有，这一题没有导入。请改成 text、integer、date、select_one 等题型。",
        "Questions of type “{type}” can't be asked here; left out. Make it text, integer, date or select_one.",
    ),
    "calculation_left": (
        "计算“{who}”里的“{part}”这里算不了，没有导入；用到它的条件也不能用。",
        "“{part}” in the calculation “{who}” can't be worked out here: left out, and so are conditions that use it.",
    ),
    "calculation_missing": (
        "计算“{who}”没有写算式（calculation 列）。",
        "The calculation “{who}” has no expression in its column.",
    ),
    "barcode_typed": ("条码不能扫，改为手工输入。", "The barcode can't be scanned here: it is typed."),
    "recorded_anyway": ("“{type}”由系统自动记录，不用导入。", "“{type}” is recorded here anyway."),
    "repeat_once": (
        "重复组“{text}”只能填一次：题目太多，放不下第二次。要多次填写，请每次新填一份，或减少题目。",
        "The repeat “{text}” is asked once, there is no room for more; fill in the form again for each, or shorten it.",
    ),
    "repeat_times": (
        "超过 {max} 次的“{text}”：重复组填 {max} 次为止，每次先问“还有要填的吗”；再多请另填一份。",
        "“{text}” beyond {max} times: the repeat is filled in {max} times, each after “one more?”; else fill in anew.",
    ),
    "repeat_fixed": ("重复组“{text}”填 {count} 次。", "The repeat “{text}” is filled in {count} times."),
    "time_typed": ("时刻写成 08:30 这样。", "The time is typed, like 08:30."),
    "datetime_typed": ("日期和时刻分成两题。", "Day and time of day are two questions."),
    "place_unsupported": (
        "定位题“{who}”（{type}）没有导入：这里不记录位置。要写地点，请把题型改成 text。",
        "“{who}” ({type}) was left out: positions are not recorded here. To name a place, make it text.",
    ),
    "recording_unsupported": (
        "“{who}”（{type}）没有导入：这里不收录音、录像和文件。请改成 image 拍照，或 text 写明。",
        "“{who}” ({type}) was left out: no recordings or files are taken here. Make it image or text.",
    ),
    "rank_too_long": (
        "排序题的选项表“{text}”有 {count} 项，最多 {max} 项，这一题没有导入。请减少选项。",
        "The list “{text}” to be put in order has {count} choices, at most {max}; left out. Shorten it.",
    ),
    "default_dynamic": (
        "默认值“{text}”要现算才有，这里只能预填写明的答案；没有导入，由填写的人自己填。",
        "The default “{text}” would have to be worked out; only a written answer can be pre-filled. It was left out.",
    ),
    "default_of_checklist": (
        "默认值“{text}”没有导入：检查表不预填，判定由检查的人当场作出。",
        "The default “{text}” was left out: a checklist is not pre-filled; whoever inspects judges on the spot.",
    ),
    "default_nowhere": (
        "这种题型不能预填，默认值“{text}”没有导入。",
        "This type of question can't be pre-filled; the default “{text}” was left out.",
    ),
    "default_not_taken": (
        "默认值“{text}”不是这一题能接受的答案（选项、范围或写法不符），没有导入。",
        "The default “{text}” is no answer that this question takes (option, bounds or spelling); it was left out.",
    ),
    "trigger_left": (
        "trigger“{text}”没有导入：这里的计算随答案随时重算，不能只在某一题改动时才算。",
        "The trigger “{text}” was left out: calculations follow every answer here, not the change of one alone.",
    ),
    "type_unknown": (
        "没有“{type}”这种题型，请核对写法（例如 text、integer、select_one 选项表名）。",
        "There is no type “{type}”; check how it is written (text, integer, select_one list …).",
    ),
    "question_name_missing": ("这一题没有写名称（name 列）。", "The question has no name in the column name."),
    "question_name_wrong": (
        "名称“{text}”不能用：要以字母、汉字或 _ 开头，中间不能有空格和符号。",
        "“{text}” is no name: it begins with a letter or _, and has no spaces or signs.",
    ),
    "question_name_twice": (
        "名称“{text}”与 {other} 重复。请改正其中一个。",
        "The name “{text}” stands in {other} too. Change one of them.",
    ),
    "question_name_unclear": (
        "这里用到的“{text}”不止一题叫这个名称（第 {rows} 行），分不清是哪一题。",
        "Several questions are called “{text}” (rows {rows}), so it is unclear which is meant here.",
    ),
    "group_crossed": (
        "第 {row} 行开始的分组“{text}”在这里被当作重复组结束。请写成 end_group。",
        "The group “{text}” of row {row} is ended here as a repeat; write end_group.",
    ),
    "repeat_crossed": (
        "第 {row} 行开始的重复组“{text}”在这里被当作分组结束。请写成 end_repeat。",
        "The repeat “{text}” of row {row} is ended here as a group; write end_repeat.",
    ),
    "group_open": ("分组“{text}”没有结束。", "The group “{text}” is not ended."),
    "group_not_begun": ("多了一个分组结束。", "A group ends here that was not begun."),
    "list_missing": ("选项表“{text}”不存在。", "There is no list of choices “{text}”."),
    "list_too_long": (
        "选项表“{text}”有 {count} 项，最多 {max} 项，这一题没有导入。",
        "The list “{text}” has {count} choices, at most {max}; the question was left out.",
    ),
    "list_too_heavy": (
        "选项表“{text}”的 {count} 项合起来超过 {kib} KiB，这一题没有导入。",
        "The {count} choices of the list “{text}” are over {kib} KiB together; the question was left out.",
    ),
    "choices_elsewhere": (
        "选项来自“{text}”，这里取不到，这一题没有导入。请把选项抄进 choices 工作表，题型改成 select_one。",
        "Its choices come from “{text}”; left out. Copy them into the sheet choices and make it select_one.",
    ),
    "choices_filtered": (
        "选项筛选“{text}”里的“{part}”这里用不了，没有导入，会显示全部选项。",
        "“{part}” in the filter “{text}” can't be used here: left out, so all choices show.",
    ),
    "filter_column": (
        "选项筛选用到的“{text}”不是选项表里的一列，没有导入，会显示全部选项。",
        "The filter uses “{text}”, which is no column of the choices: left out, so all choices show.",
    ),
    "choice_merged": (
        "选项表“{list}”里“{text}”有两行，筛选条件不同（“{label}”）；答案分不出是哪一行，只用第一行。",
        "“{text}” stands twice in “{list}” under different columns (“{label}”): answers can't tell, the first is used.",
    ),
    "choice_twice_asked": (
        "选项表“{list}”里“{text}”重复（“{label}”），只用第一行。",
        "“{text}” stands twice in the list “{list}” (“{label}”); the first is used.",
    ),
    "list_unused": (
        "选项表“{text}”（第 {first}–{last} 行）没有题目用到，没有导入。",
        "No question uses the list “{text}” (rows {first}–{last}); it was left out.",
    ),
    "parameters_left": (
        "参数“{text}”这里没有用，没有导入。",
        "The parameters “{text}” have no meaning here and were left out.",
    ),
    "points_small": (
        "分值是 {text}，不到 1 分。如果是百分比（如 90%），请在表里改成分数。",
        "The points are {text}, less than one. If a percentage was meant, please write points in the table.",
    ),
    "choice_column_left": (
        "选项表的“{heading}”列没有筛选用到它，没有导入。",
        "No filter uses the column “{heading}” of the choices; it was left out.",
    ),
    "or_other_asked": (
        "加了选项“其他”，和一题“其他，请注明”。",
        "The choice “Other” was added, and a question for its words.",
    ),
    "signs_typographic": (
        "“{text}”里的中文引号、括号按半角读。",
        "The typographic signs in “{text}” were read as plain ones.",
    ),
    "styling_left": (
        "文字的格式没有导入，文字都在：“{text}”。",
        "The styling of a text was left out, its words are there: “{text}”.",
    ),
    "setting_left": ("设置“{heading}”（{text}）这里没有用。", "The setting “{heading}” ({text}) is not used here."),
    "choice_without_list": ("选项没有写属于哪个选项表。", "The choice names no list."),
    "choice_without_name": ("选项缺 name。", "The choice has no name."),
    "choice_twice": ("选项表“{list}”里“{text}”重复。", "“{text}” stands twice in the list “{list}”."),
    "label_missing": ("没有题目文字，用名称“{text}”代替。", "There is no label; the name “{text}” stands for it."),
    "label_long": (
        "题目超过 {max} 字：开头作题目，全文放在说明里。",
        "The label is over {max} characters: it begins the item, and stands whole in the hint.",
    ),
    "hint_cut": (
        "说明超过 {max} 字，后面的没有导入。",
        "The hint is over {max} characters; what follows was left out.",
    ),
    "answer_in_text": (
        "文字里引用了别的答案，这里只显示那一题的题目：“{text}”。",
        "The text quotes another answer; the question stands there instead: “{text}”.",
    ),
    "required_condition": (
        "必填条件“{text}”没有导入，按选填。",
        "Required only if “{text}”: left out, so it is optional.",
    ),
    "required_dropped": (
        "显示条件没有导入，这一题总是显示，所以改为选填。",
        "As its condition was left out the question always shows, and is therefore optional.",
    ),
    "condition_left": (
        "条件“{text}”里的“{part}”这里算不了，条件没有导入。",
        "“{part}” in the condition “{text}” can't be worked out here; the condition was left out.",
    ),
    "condition_of_left": (
        "条件用到没有导入的“{text}”，条件没有导入。",
        "The condition uses “{text}”, which was left out, and is left out too.",
    ),
    "condition_ahead": (
        "条件用到后面的“{text}”，这里只能用前面的，条件没有导入。",
        "The condition uses “{text}”, which comes later; it was left out.",
    ),
    "condition_unknown": (
        "条件用到不存在的“{text}”，条件没有导入。",
        "The condition uses “{text}”, which isn't there; left out.",
    ),
    "condition_too_long": ("条件太长，没有导入。", "The condition is too long and was left out."),
    "look_left": ("外观“{text}”没有导入。", "The appearance “{text}” was left out."),
    "look_plain": ("外观“{text}”不影响填写。", "The appearance “{text}” changes nothing in how it is answered."),
    "media_left": ("图片、音频、视频“{text}”没有导入。", "The medium “{text}” was left out."),
    "cell_left": (
        "“{heading}”（{text}）这里没有，没有导入。",
        "“{heading}” ({text}) is not done here and was left out.",
    ),
}


def said(fault: Fault, language: str) -> str:
    """The sentence for a fault; Chinese unless `language` begins with "en". `text_zh` is what `text` is in Chinese."""
    english = language.lower().startswith("en")
    words = FAULTS.get(fault.code, (fault.code, fault.code))[english]
    given = fault.params if english else {**fault.params, "text": fault.params.get("text_zh", fault.params.get("text"))}
    return _PARAMETER.sub(lambda found: "…" if (told := given.get(found[1])) is None else str(told), words)
