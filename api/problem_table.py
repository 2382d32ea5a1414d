"""The table of problems: status, key, the code on the wire where it differs, then the words in Chinese and in English.

Promises: every refusal the server makes stands here once; the first half of the words says what happened, the second
what to do about it. `{name}` is filled from the problem's parameters.
"""

from typing import NamedTuple

_TABLE = """
# The request
400 bad_request
  请求无法理解|请更新应用后再试。
  The request makes no sense|Update the app and try again.
400 malformed
  内容无法读取|发来的内容不完整或格式不对，什么也没有改动。
  The body can't be read|It is cut short or not in the right encoding; nothing was changed.
400 malformed_field malformed
  内容无法读取|“{field}”这一项不对，什么也没有改动。
  The body can't be read|Its field “{field}” is not as it should be; nothing was changed.
400 too_deep
  内容嵌套太深|最多 {limit} 层。
  Nested too deeply|At most {limit} levels.
400 too_many_items
  内容条目太多|最多 {limit} 项。
  Too many items|At most {limit} items.
400 duplicate_key
  同一名称出现两次|“{name}”只能出现一次。
  A name stands twice|“{name}” may stand once.
400 bad_number
  数字超出范围|请使用普通的有限数字。
  A number is out of range|Use ordinary finite numbers.
400 cursor_invalid
  同步位置不对|请更新应用后再试。
  A cursor is not valid|Update the app and try again.
400 limit_invalid
  条数不对|每次可取 1 到 5000 条。
  The limit is not valid|Ask for 1 to 5,000 entries.
400 range_invalid
  Content-Range 不对|请写成 bytes 起-止/总数，且与内容长度相符。
  Content-Range is not valid|Write bytes first-last/total, in agreement with the body.
400 cookies_refused
  匿名投票不能带登录信息|请更新应用后再试；选票仍在设备上。
  An anonymous ballot carries no sign-in|Update the app and try again; the ballot is still on this device.
403 forbidden
  没有这项权限|如需此权限，请联系本单位管理员。
  Not allowed|Ask your institution's administrator if you need this.
403 csrf_origin
  请求来自别的网站|请从本系统的页面操作。
  The request comes from another site|Use this system's own pages.
403 csrf_header
  缺少请求标记|写入请求须带 X-Mingcha: 1。
  The request isn't marked|Writing requests carry X-Mingcha: 1.
404 not_found
  没有找到|它不存在，或者你无权查看。
  Not found|It doesn't exist, or you may not see it.
405 method_not_allowed
  此处不支持这种操作|可用的方法见 Allow。
  That can't be done here|Allow names what can.
408 body_timeout
  上传太慢|网络好一些时会自动再试，内容仍在设备上。
  The body came too slowly|Try again on a better network; nothing was lost on the device.
413 body_too_large
  内容太大|最多 {limit} 字节。
  Too large|At most {limit} bytes.
413 too_many_cursors
  同步位置太多|每次最多 {limit} 个。
  Too many cursors|At most {limit} at once.
413 too_many_events
  事件太多|每次最多 {limit} 个。
  Too many events|At most {limit} a pull.
413 too_many_changes
  一次的更改太多|每次最多 {limit} 条。
  Too many changes at once|At most {limit} a push.
414 path_too_long
  地址太长|最多 {limit} 字节。
  The address is too long|At most {limit} bytes.
415 content_type
  内容类型不对|此处只接受 {wanted}。
  Wrong content type|Only {wanted} is taken here.
415 content_encoding
  不接受这样压缩的内容|请不要使用 Content-Encoding，或使用 Accept-Encoding 中的一种。
  A body so encoded isn't taken|Send it without Content-Encoding, or with one that Accept-Encoding names.
426 upgrade_required
  这里是实时连接|请用 WebSocket 连接。
  This is a live connection|Connect with a WebSocket.
431 headers_too_large
  请求头太大|最多 {limit} 字节。
  The headers are too large|At most {limit} bytes.
422 invalid
  有内容不符合要求|请按 fields 中的说明改正。
  Something isn't valid|Correct what fields names.

# Signing in
401 no_session
  请先登录|你填写的内容仍在设备上，登录后会送出。
  Please sign in|What you wrote is still on this device and is sent after you sign in.
401 device_ended
  这台设备已被停用|请重新登录；未送出的内容会保留并在登录后送出。
  This device was ended|Sign in again; what was not sent is kept and sent then.
401 bad_credentials
  用户名或密码不对|请核对后再试。
  Wrong user name or password|Check both and try again.
401 second_factor
  还需要动态验证码|请输入验证器应用上的 6 位数字。
  A second step is needed|Enter the 6 digits of your authenticator app.
401 bad_code
  验证码不对|请输入验证器应用上现在的 6 位数字。
  Wrong code|Enter the 6 digits that your authenticator shows now.
401 totp_code_used code_used
  这个验证码已经用过|请等下一个验证码出现后再试。
  That code was used already|Wait for the next one.
403 step_up
  需要动态验证码|请输入验证器应用上现在的 6 位数字，再试一次。
  A fresh code is needed|Enter the 6 digits that your authenticator shows now, then try again.
403 step_up_unset step_up
  需要先启用动态验证码|请在“我的”里启用动态验证码，再试一次。
  The second factor is needed first|Turn it on under “Me”, then try again.
409 second_factor_unset
  还没有启用动态验证码|请在“我的”里启用动态验证码，再试一次。
  The second factor isn't set|Turn it on under “Me”, then try again.
401 ticket_expired
  登录已超时|请重新输入用户名和密码。
  The sign-in took too long|Start again with your password.
429 too_many_attempts
  尝试太频繁|请等 {seconds} 秒后再试。
  Too many attempts|Wait {seconds} seconds, then try again.
429 too_many_sockets
  打开的连接太多|请关闭其他页面后再试；不用实时连接也能照常同步。
  Too many open connections|Close other pages and try again; everything also works without one.
422 password_length
  密码长度不对|请用 {minimum} 到 {maximum} 个字符。
  The password's length is wrong|Use {minimum} to {maximum} characters.
422 password_common
  密码太常见|请换一个别人猜不到的，例如几个不相干的词。
  That password is too common|Choose one nobody guesses, such as a few unrelated words.
422 password_character
  密码含有不能使用的字符|请不要使用控制字符。
  The password has a character that can't be used|Leave control characters out.
422 username_invalid
  用户名不对|请用 2 到 64 个字母、数字、点、横线或下划线。
  The user name is not valid|Use 2 to 64 letters, digits, dots, hyphens or underscores.
422 device_name
  设备名称不对|请用 1 到 {maximum} 个字符。
  The device's name is not valid|Use 1 to {maximum} characters.
422 name_invalid
  名称不对|请用 1 到 {maximum} 个字符。
  The name is not valid|Use 1 to {maximum} characters.
409 username_taken
  用户名已被使用|请换一个。
  That user name is taken|Choose another.
409 has_account
  此人已有账号|请让本人直接登录。
  This person has an account|They can sign in with it.
409 second_factor_set
  已经启用动态验证码|如需更换，请联系管理员。
  The second factor is set already|Ask the administrator to reset it.
410 activation_used code_used
  激活码已经用过|请向管理员索取新的激活码。
  The code was used already|Ask the administrator for a new one.
410 activation_expired code_expired
  激活码已过期|请向管理员索取新的激活码。
  The code has expired|Ask the administrator for a new one.
422 code_malformed
  激活码不对|请核对纸上的激活码。
  The code is not valid|Check the code on the paper.
410 not_empty
  系统已有管理员|请用管理员账号登录。
  There is an administrator already|Sign in as one.

# Anonymous ballots
400 ballot_invalid
  这张选票不能计入|它不完整，或签名不对；请更新应用后重新填写。
  This ballot can't be counted|It is incomplete, or a signature is wrong; update the app and fill it in again.
409 ballot_issued
  已经领过选票|每人只能领一次；请在领取时用的设备上填写。
  You were given a ballot already|Everybody gets one; fill it in on the device that asked for it.
409 ballot_on_paper
  已经领取纸质票|手机上不再发票；弄错了请监票人更正。
  You were handed a paper ballot|There is none on the phone beside it; if that is a mistake, the tellers correct it.
409 issue_closed closed
  已经截止|不再发选票。
  It has closed|No more ballots are given out.
409 ballot_revision
  已有更新的一张|同一张选票以修改次数最多的为准。
  A newer one is there|Of the same ballot the latest revision counts.
409 ballot_early
  还没有开始|开始后会自动送出，选票仍在设备上。
  It has not begun|The ballot is still on this device and is sent once it has.
410 ballot_closed closed
  已经截止|这张选票没有赶上，没有计入。
  It has closed|This ballot came too late and was not counted.

# Pictures
409 blob_offset
  续传位置不对|请从第 {offset} 字节继续。
  Wrong offset|Go on from byte {offset}.
416 range_not_satisfiable
  范围超出文件|文件共 {size} 字节。
  Beyond the end|It has {size} bytes.
422 hash_mismatch
  照片在传输中损坏|会自动重新上传。
  The picture was damaged on the way|Send it again from the start.
422 image_unreadable
  照片无法读取|请使用 JPEG、PNG 或 WebP 照片。
  The picture can't be read|Use JPEG, PNG or WebP.
422 image_too_many_pixels
  照片尺寸太大|最多 {limit} 像素（4000 万）。
  The picture is too large|At most {limit} pixels (40 megapixels).
422 image_animated
  不接受动图|请使用单张照片。
  Animations aren't taken|Use a still picture.
507 storage_full
  服务器空间已满|照片仍在设备上，文字照常送达；请通知管理员。
  The server is full|The picture stays on the device and text still arrives; tell the administrator.

# Files to import
413 file_too_large
  文件太大|最多 {limit} 字节，可分成几个文件。
  The file is too large|At most {limit} bytes; split it.
413 file_unpacked_too_large
  文件展开后太大|最多 {limit} 字节；请另存为新的工作簿再试。
  The file unpacks to too much|At most {limit} bytes; save it as a new workbook.
413 file_rows
  行太多|每张表最多 {limit} 行，可分成几个文件。
  Too many rows|At most {limit} a sheet; split it.
413 file_columns
  列太多|每张表最多 {limit} 列；请删去不用的列。
  Too many columns|At most {limit} a sheet; remove what isn't needed.
413 file_cells
  单元格太多|最多 {limit} 个，可分成几个文件。
  Too many cells|At most {limit}; split it.
413 file_sheets
  工作表太多|最多 {limit} 张。
  Too many sheets|At most {limit}.
422 file_empty
  文件是空的|请核对选对了文件。
  The file is empty|Check that it is the right one.
422 file_format
  这不是能读的表格|请用 Excel 另存为 xlsx 或 csv 再试。
  This is no table that can be read|Save it as xlsx or csv and try again.
422 file_html
  这是网页，不是表格|请用 Excel 打开后另存为 xlsx 再试。
  This is a web page, not a table|Open it in Excel and save it as xlsx.
422 file_encoding
  文字编码不认识|请另存为 UTF-8 的 csv 或 xlsx。
  The text's encoding isn't known|Save it as UTF-8 csv or as xlsx.
422 file_encrypted
  文件有密码|请去掉密码后再试。
  The file has a password|Remove it and try again.
422 file_damaged
  文件读不出来|它可能已损坏；请用 Excel 打开后另存再试。
  The file can't be read|It may be damaged; open it in Excel, save it again and try that.
422 file_too_slow
  文件太复杂，没有读完|请分成几个小文件再试。
  The file takes too long to read|Split it into smaller ones.
429 files_busy
  正在读别的文件|请等几秒再试。
  Other files are being read|Try again in a few seconds.

# The public
404 code_unknown
  这个码不能用|它还没有启用，或者已经停用；请向护士要一个新的。
  This code can't be used|It isn't active, or not any more; please ask the nurse for a new one.
410 label_expired
  这个码过期了|它的有效期到 {day}，没有算作用过，也不再计入；请向护士要一个新的。
  This code has expired|It was good until {day}. It wasn't used up and counts no more; ask the nurse for a new one.
422 rating_invalid
  没有收到完整的评价|请选一项再提交。
  The rating isn't complete|Choose an answer, then send it.
409 box_closed
  这件事已经办结|如还有意见，请向护士要一个新的码。
  This has been closed|If there is more to say, please ask the nurse for a new code.
409 batch_used
  这一批已经启用，不能再打印|如标签丢了，请停用这一批，另做一批。
  This batch is active and can't be printed again|If its sheets are lost, stop it and make another.
409 batch_over
  这一批码的有效期已过，不能再打印|请另印一批。
  This batch has expired and can't be printed|Make another one.

# The server
409 log_changed
  服务器数据已恢复到较早的备份|应用会自动重新同步。
  The server's database was restored|The app sends again what it had sent.
500 internal
  服务器出错了|内容仍在设备上，稍后会再试；如反复出现，请把编号告诉管理员。
  The server failed|What you wrote is on the device; if this comes again, tell the administrator the number.
503 unavailable
  服务器暂时不可用|稍后会自动再试，内容仍在设备上。
  The server can't answer now|It is tried again; nothing was lost on the device.
503 app_missing
  页面还没有生成|请在服务器上运行 make demo 或按部署说明生成页面。
  The app isn't built|Run make demo on the server, or build it as the deployment guide says.
503 not_writable
  服务器暂时不能保存|请检查磁盘空间和数据库。
  The server can't write|Check the disk's space and the database.
"""


class Entry(NamedTuple):
    """问题条目: one row; `code` is what clients compare, usually the key."""

    status: int
    code: str
    zh: str
    zh_detail: str
    en: str
    en_detail: str


def _read(table: str) -> dict[str, Entry]:
    lines = [line.strip() for line in table.splitlines() if line.strip() and not line.startswith("#")]
    found: dict[str, Entry] = {}
    for at in range(0, len(lines), 3):
        status, key, *code = lines[at].split(" ")
        found[key] = Entry(int(status), *(code or [key]), *lines[at + 1].split("|"), *lines[at + 2].split("|"))
    return found


PROBLEMS = _read(_TABLE)
