"""What a person reads when a poll, a ballot or a batch of papers was not taken; joined in `models.words`."""

from __future__ import annotations

POLL_REASONS: dict[str, tuple[str, str]] = {
    # Values
    "poll_range": ("评分的起止或步长不对，请核对。", "The range or the step of the scores is wrong; please check it."),
    "poll_quota": (
        "优秀比例应写成 1/3、15% 或人数。",
        "The quota is a share such as 1/3 or 15%, or a number of people.",
    ),
    # Preparing
    "poll_chair_only": (
        "只有主持人、支部书记或督导可以办。",
        "Only the chair, the branch secretary or a supervisor may do this.",
    ),
    "poll_tellers_only": ("只有计票人、监票人本人可以签字。", "Only tellers sign, each for himself."),
    "poll_committee_only": (
        "由支委会或领导确定，不能确定自己的等次。",
        "The committee decides this, and nobody on his own grade.",
    ),
    "teller_is_subject": (
        "被评议人不能担任计票人、监票人，请换人。",
        "Who is being judged can't be a teller; please choose somebody else.",
    ),
    "unknown_poll": ("找不到这次表决。", "There is no such poll."),
    "poll_incomplete": ("开始之前，请先填好这一项。", "Please fill this in before you open the poll."),
    "poll_options": (
        "选项最多 {most} 个，请合并或分成几次表决。",
        "A poll has at most {most} options; join some, or ask twice.",
    ),
    "poll_stands": (
        "表决已经开始，不能删除；要停下来，请宣布作废。",
        "The poll is open and can't be removed; to stop it, declare it void.",
    ),
    "poll_removed": ("这次表决已经删除。", "This poll was removed."),
    "poll_of_long_ago": (
        "这次表决是三个多月前准备的，请照它新建一次再开始。",
        "This poll was prepared more than three months ago; prepare it anew and open that.",
    ),
    "poll_over": ("截止时间已过，请改晚一些。", "The closing time has passed; please set a later one."),
    "poll_most": ("最多可选的项数应在 1 到选项总数之间。", "The most marks lie between 1 and the number of options."),
    "poll_excellent": ("优秀等次不在选项里，请核对。", "The excellent grade is not among the options."),
    "nobody_to_poll": ("没有应到的人，不能开始。", "Nobody would be due; the poll can't open."),
    "nobody_is_graded": ("没有要评等次的人，不能开始。", "Nobody would be graded; the poll can't open."),
    # Its course
    "poll_opened": (
        "表决已经开始，内容和规则不能再改。",
        "The poll is open; what it asks and its rules stand.",
    ),
    "poll_not_open": ("表决还没有开始。", "The poll hasn't been opened."),
    "poll_not_closed": ("请先截止，再公布结果。", "Close the poll before you reveal the result."),
    "poll_not_revealed": ("结果公布之后才能办这一项。", "This can be done once the result is revealed."),
    "poll_revealed": ("结果已经公布，不能再改。", "The result is revealed and stands."),
    "poll_voided": ("这次表决已经作废，请重新表决。", "This poll was declared void; please put it anew."),
    "poll_reason_missing": (
        "与表决结果不一致，请写明理由。",
        "This differs from what the ballots propose; please say why.",
    ),
    "poll_void": (
        "这次表决无效，不能据此确定等次，请重新表决。",
        "This poll is void; nothing is decided by it. Put it anew.",
    ),
    "poll_unknown_grade": (
        "票上没有这个等次，请从选项里选。",
        "This isn't among what was asked; please choose from it.",
    ),
    "poll_decided": (
        "这一项已经确定过；要改，请写明这次改动的理由。",
        "This was decided already; to change it, please say why you do.",
    ),
    "poll_quota_full": (
        "优秀名额 {most} 名，已经满了。请先调整别人的等次。",
        "The quota for excellent is {most} and is taken; please change another grade first.",
    ),
    # Ballots
    "poll_not_yet": ("表决还没有开始，请稍后再投。", "The poll hasn't begun; please cast your ballot later."),
    "poll_closed": (
        "表决已经截止，这张票没有计入。此前投的票仍然有效。",
        "The poll was closed already and this ballot isn't counted. One that you cast before stands.",
    ),
    "poll_revealed_late": (
        "票送到时结果已经公布，没有计入。",
        "The result was out before this ballot arrived, so it isn't counted.",
    ),
    "ballot_is_anonymous": (
        "这次是无记名表决，请从投票页投出，不能记名。",
        "This poll is anonymous: please cast your ballot on its page.",
    ),
    "own_line": ("不能评议自己，请空着这一行。", "Nobody judges himself; please leave that line empty."),
    "ballot_not_whole": ("票不完整，请刷新后重新投出。", "The ballot is incomplete; please reload and cast it again."),
    "unknown_subject": ("票上的人或事项不在这次表决里。", "This isn't among what the poll asks about."),
    "paper_given": (
        "你已领取纸质票，手机上不再投。",
        "You were handed a paper ballot, so there is none on the phone.",
    ),
    # Papers and hands
    "not_due": ("这个人不在应到名单里。", "This person isn't on the roll."),
    "paper_given_twice": ("已经给这个人发过纸质票。", "A paper was handed to this person already."),
    "paper_is_back": (
        "收回的纸质票已经和领票的人一样多，不能再取消；登记错了人，请先登记真正领票的人。",
        "As many papers came back as were handed out, so none is taken back; if the name is wrong, put the right one "
        "there as well.",
    ),
    "already_cast": ("这个人已在手机上投过票。", "This person has voted on the phone already."),
    "hands_are_open": (
        "举手只用于公开表决；这次说好了不公开。",
        "Hands are raised in open polls alone, and this one isn't.",
    ),
    "entered_above_returned": (
        "录入的比收回的多，请核对。",
        "More is entered than came back; please check it.",
    ),
    "papers_unnamed": (
        "发出的纸质票还没有全部登记领票人；请在“发给了谁”里补齐，再公布。",
        "It isn't noted for every paper to whom it was handed; note it under “handed to”, then reveal.",
    ),
    "ballot_given": (
        "这个人已在手机上领取无记名票，不能再发纸质票。",
        "This person was given an anonymous ballot on the phone; there is no paper beside it.",
    ),
    "own_line_tells": (
        "无记名票里缺自己那一行，就认得出是谁的票。被评的人也投票时，请勾选“可以评自己”，或改用记名保密。",
        "An anonymous ballot without the line about oneself says whose it is. Where those who are judged take part, "
        "let people judge themselves, or make the poll confidential.",
    ),
    "papers_not_entered": (
        "收回的纸质票还没有录完，录完再公布。",
        "Not all papers that came back are entered; enter them, then reveal.",
    ),
}
