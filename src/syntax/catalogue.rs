//! The problems of reading.

use crate::base::problems;

problems! {
    /// A file that is no UTF-8 cannot be read without guessing; guessing would garble words.
    "not-utf8" Error fn not_utf8(offset, encoding, path) why "不是 UTF-8 的文件只能靠猜，猜错就成了乱码。";
    zh "文件不是 UTF-8 编码（第 {offset} 字节处），看起来像 {encoding}", "在编辑器里另存为 UTF-8，或在网站的文件夹里运行 iconv -f {encoding} -t UTF-8 {path} > tmp && mv tmp {path}";
    en "the file is not UTF-8 (at byte {offset}); it looks like {encoding}", "save it as UTF-8 in the editor, or run in the site's folder: iconv -f {encoding} -t UTF-8 {path} > tmp && mv tmp {path}";

    /// A character that was cut in two, or bytes of something else in the middle of a file.
    "broken-utf8" Error fn broken_utf8(offset) why "有的字符被截断了，或者文件中间混进了别的内容。";
    zh "第 {offset} 字节处的字符是残缺的，文件的其他部分是 UTF-8", "用编辑器打开文件，改掉这里的乱码，再存一次";
    en "the character at byte {offset} is broken; the rest of the file is UTF-8", "open the file in an editor, mend the garbled words here, and save it again";

    /// Control characters are invisible, and no feed reader accepts them.
    "control-character" Error fn control_character(offset, code) why "控制字符看不见，订阅程序也不接受。";
    zh "第 {offset} 字节处有看不见的控制字符 {code}", "删掉这个字符";
    en "an invisible control character {code} at byte {offset}", "delete it";

    /// Marks of direction are invisible and make a name look like another one.
    "direction-in-words" Error fn direction_in_words(code) why "方向控制字符看不见，会让一个名字看起来像另一个。";
    zh "这里有看不见的方向控制字符 {code}，会让文字看起来和实际不同", "删掉这个字符";
    en "an invisible mark of direction {code}: the text does not read as it is written", "delete it";

    /// Marks of direction are invisible; in a text they are rarely meant.
    "direction-in-text" Warning fn direction_in_text(code) why "方向控制字符看不见，正文里很少真的要用它。";
    zh "正文里有看不见的方向控制字符 {code}", "如果不是有意写的，删掉它";
    en "an invisible mark of direction {code} in the text", "delete it, unless it is meant";

    /// An empty file says nothing; it is more often an accident than an intention.
    "empty-file" Error fn empty_file() why "空文件什么也没说，多半是误留下的。";
    zh "文件是空的", "写上内容，或删掉这个文件";
    en "the file is empty", "write something, or delete the file";

    /// A site begins with its settings.
    "no-settings" Error fn no_settings(folder) why "网站从设置开始。";
    zh "{folder} 里没有 crosswalk.yaml，这里不是一个网站", "到网站的文件夹里运行，或用 --root 指明它";
    en "there is no crosswalk.yaml in {folder}: this is no site", "run in the site's folder, or name it with --root";

    /// YAML that cannot be read at all; the rest of the file is not looked at.
    "yaml-syntax" Error fn yaml_syntax(reason) why "这样的 YAML 完全读不了，文件其余部分没有再看。";
    zh "YAML 写法有误：{reason}", "检查这一行和上一行的缩进、冒号后的空格和成对的引号；冒号、逗号要用半角";
    en "not valid YAML: {reason}", "check indentation, the space after colons and quotes, here and in the line above; colons and commas must be ASCII";

    /// YAML allows no tabs for indentation.
    "yaml-tab" Error fn yaml_tab() why "YAML 不许用制表符缩进。";
    zh "缩进里有制表符（Tab），YAML 只认空格", "把 Tab 换成空格";
    en "a tab in the indentation; YAML takes spaces only", "replace the tab by spaces";

    /// A full-width colon is a character like any other to YAML.
    "full-width-colon" Error fn full_width_colon() why "对 YAML 来说，全角冒号只是普通的字。";
    zh "这里是全角冒号「：」，YAML 只认半角的", "换成半角冒号，后面留一个空格";
    en "this is a full-width colon; YAML takes the ASCII one", "write : and a space after it";

    /// `key:value` is one word to YAML.
    "yaml-colon-without-space" Error fn colon_without_space() why "对 YAML 来说，「键:值」连在一起是一个词。";
    zh "冒号后面少了空格", "在冒号后面加一个空格";
    en "there is no space after the colon", "put a space after it";

    /// A colon and a space make a key, wherever they stand.
    "yaml-colon-in-words" Error fn colon_in_words(quoted) why "冒号加空格不论在哪里，YAML 都当作一个键。";
    zh "这段文字里有冒号加空格，会被当作另一个键", "给整段文字加上半角双引号（“ ” 不算）：{quoted}；或改用全角冒号「：」";
    en "a colon and a space in this text make it another key", "put the whole text in ASCII double quotes (“ ” do not count): {quoted}";

    /// Brackets, * & ! | > @ ` and others mean something to YAML.
    "yaml-sign-in-words" Error fn sign_in_words(sign, quoted) why "方括号、花括号和 * & ! | > @ ` 等符号，在 YAML 里另有意思。";
    zh "以 {sign} 开头的内容，YAML 不当作文字", "如果是文字，给整段加上双引号：{quoted}";
    en "YAML does not take what begins with {sign} as text", "if it is text, put all of it in double quotes: {quoted}";

    /// What follows would all belong to the list.
    "yaml-unclosed-bracket" Error fn unclosed_bracket(open, close, quoted) why "后面的内容会全部算进这个列表。";
    zh "这里的 {open} 没有结束", "补上 {close}；如果是文字，给整段加上双引号：{quoted}";
    en "this {open} is never closed", "add {close}; if it is text, put all of it in double quotes: {quoted}";

    /// What follows would all belong to the text.
    "yaml-unclosed-quote" Error fn unclosed_quote() why "后面的内容会全部算进这段文字。";
    zh "这里的引号没有成对", "在文字末尾补上同样的引号";
    en "this quote is never closed", "add the same quote at the end of the text";

    /// A quoted text is the whole value.
    "yaml-after-quote" Error fn after_quote() why "引号里的文字就是整个值。";
    zh "引号已经结束，后面却还有内容", "把整段文字放进同一对引号；文字里的引号用 “ ”";
    en "the quote has ended, and words follow it", "put all of the text between one pair of quotes; use “ ” inside";

    /// In double quotes a backslash begins an escape.
    "yaml-escape" Error fn escape() why "双引号里，反斜杠是转义的开头。";
    zh "双引号里的 \\ 不能这样用", "写成两个 \\\\，或改用单引号";
    en "a \\ in double quotes cannot be used like this", "write two of them, or use single quotes";

    /// Lines of one level begin in one column.
    "yaml-indentation" Error fn indentation() why "同一层的各行从同一列开始。";
    zh "这一行的缩进和同一层的其他行没有对齐", "让同一层的每一行前面有同样多的空格";
    en "this line is not aligned with the others of its level", "give every line of a level the same number of spaces";

    /// Full-width and non-breaking spaces look like spaces and are none.
    "yaml-wide-space" Error fn wide_space() why "全角空格和不间断空格看着像空格，其实不是。";
    zh "这里是全角空格或不间断空格，YAML 只认半角空格", "换成半角空格";
    en "this is a full-width or non-breaking space; YAML takes plain ones", "replace it by a plain space";

    /// `[a，b]` is a list of one, and `{is: 有，note: 甲}` one pair.
    "full-width-comma" Error fn full_width_comma(comma, list, quoted) why "[a，b] 只有一项，{is: 有，note: 甲} 也只有一对。";
    zh "「{comma}」不是半角逗号，前后会被当成一项", "换成半角逗号，后面留一个空格：{list}；真是一项时，给它加上双引号：{quoted}";
    en "{comma} is no ASCII comma, so both sides of it are one item", "write a comma and a space: {list}; if it is one item, put it in double quotes: {quoted}";

    /// `{md: 群聊, 私聊}`: a comma between braces begins the next key.
    "stray-words" Error fn stray_words(words, quoted) why "花括号里，半角逗号后面是下一个键，例如 {md: 群聊, 私聊}。";
    zh "花括号里的半角逗号把内容断开了，「{words}」成了另一个键", "给整段内容加上双引号：{quoted}；或换成全角逗号「，」";
    en "a comma between braces ends the text, so {words} is a key of its own", "put the whole text in double quotes: {quoted}";

    /// Between braces a word without a colon is a key without a value.
    "key-without-colon" Error fn key_without_colon(word, what, near) why "花括号里没有冒号的词，是没有值的键。";
    zh "{what}里的「{word}」后面没有冒号和内容", "写成 名字: 内容，冒号后面留一个空格；{near}";
    en "{word} in {what} has no colon and no value", "write name: value, with a space after the colon; {near}";

    /// `md: 见 #3`: a # after a space begins a comment.
    "cut-off-comment" Warning fn cut_off_comment(comment, quoted) why "空格后面的 # 是注释的开头，例如 md: 见 #3。";
    zh "「{comment}」会被当作注释，不会显示", "如果是文字，给整段加上双引号：{quoted}；如果是注释，在 # 后面留一个空格";
    en "{comment} is read as a comment and not shown", "if it is text, put all of it in double quotes: {quoted}; if it is a comment, write a space after #";

    /// `{md: 见 #3}`: the comment takes the closing bracket with it.
    "comment-in-brackets" Error fn comment_in_brackets(comment, quoted) why "注释把后面的括号也带走了，例如 {md: 见 #3}。";
    zh "「{comment}」会被当作注释，括号因此没有结束", "如果是文字，给整段加上双引号：{quoted}；如果是注释，把它移到括号后面";
    en "{comment} is read as a comment, so the bracket is never closed", "if it is text, put all of it in double quotes: {quoted}; if it is a comment, move it behind the bracket";

    /// Full-width and round brackets are characters like any others to YAML.
    "full-width-bracket" Error fn full_width_bracket(sign, plain) why "对 YAML 来说，全角括号和圆括号只是普通的字。";
    zh "「{sign}」不是 YAML 的括号，YAML 只认半角的 [ ] 和 {{ }}", "两头都换成半角括号：{plain}";
    en "{sign} is no bracket to YAML, which takes [ ] and {{ }} alone", "write ASCII brackets on both sides: {plain}";

    /// Deep nesting is never meant, and makes readers run out of memory.
    "yaml-too-deep" Error fn too_deep(limit) why "嵌套太深不会是有意的，还会让读它的程序耗尽内存。";
    zh "嵌套超过 {limit} 层", "内容不需要这么多层；检查括号是否成对";
    en "nested more than {limit} levels deep", "no content needs that; check that brackets are closed";

    /// Readers call themselves for each level.
    "bad-depth" Error fn bad_depth(depth, most) why "每一层都要读的程序再调用自己一次。";
    zh "嵌套的层数不能是 {depth}", "写 1 到 {most} 之间的整数";
    en "{depth} cannot be a limit of nesting", "write a whole number from 1 to {most}";

    /// A page without a cell shows no table.
    "bad-cells" Error fn bad_cells(cells) why "一格也没有的页面显示不出表格。";
    zh "一页表格的格数不能是 {cells}", "写大于 0 的整数，平常是 20000；更大的表格按分组分页";
    en "{cells} cannot be the most cells of a table on one page", "write a whole number above 0; 20000 is usual, larger tables are cut by group";

    /// A page without a loop shows no list.
    "bad-loops" Error fn bad_loops(loops) why "一次循环也没有的页面显示不出列表。";
    zh "循环的次数不能是 {loops}", "写大于 0 的整数，平常是 1000000";
    en "{loops} cannot be a limit of loops", "write a whole number above 0; 1000000 is usual";

    /// A size that cannot be read would be no limit.
    "bad-size" Error fn bad_size(text) why "读不懂的大小限不住什么。";
    zh "「{text}」不是文件大小", "写成 64 MiB 或 500 KiB，最大 4 GiB";
    en "{text} is no size of a file", "write 64 MiB or 500 KiB; the most is 4 GiB";

    /// A time that cannot be read would be no wait.
    "bad-wait" Error fn bad_wait(text) why "读不懂的时间等不了。";
    zh "「{text}」不能当作时间的长短", "写成 10s（秒）或 2m（分钟），最长 60 分钟";
    en "{text} is no length of time", "write 10s or 2m; the most is 60 minutes";

    /// Settings are kept with the site; what is in them is soon known to many.
    "secret-in-settings" Error fn secret(key, variable) why "设置和网站放在一起，里面的内容很快就会有许多人知道。";
    zh "「{key}」的值像是密钥或密码，不能写在网站设置里", "改写成 ${{{variable}}}，把值放进环境变量：export {variable}=…；已经提交或发送过的要作废，换一个新的";
    en "the value of {key} looks like a secret, which does not belong in the settings", "write ${{{variable}}} and put the value into the environment: export {variable}=…; if it was committed or sent already, revoke it";

    /// Aliases can multiply a small file into gigabytes.
    "yaml-alias-bomb" Error fn alias_bomb(limit) why "别名能把一个小文件展开成几个 GB。";
    zh "别名展开后超过 {limit} 项", "把内容直接写出来，不用别名";
    en "aliases expand to more than {limit} nodes", "write the content out instead of aliasing it";

    /// An alias inside its own anchor has no end.
    "yaml-alias-to-itself" Error fn alias_to_itself() why "别名写在自己的锚点里，永远展不完。";
    zh "别名指向了它自己所在的内容", "把内容直接写出来";
    en "the alias stands inside what it refers to", "write the content out";

    /// An alias without an anchor; often `*` or `**` of Markdown without quotes.
    "yaml-unknown-alias" Error fn unknown_alias(name, quoted) why "别名没有对应的锚点；常见的是 Markdown 的 * 或 ** 没有加引号。";
    zh "以 * 开头的内容会被当作 YAML 别名，而前面没有叫「{name}」的内容", "如果是文字（例如 Markdown 的强调），给整段加上双引号：{quoted}";
    en "what begins with * is read as a YAML alias, and nothing before is called {name}", "if it is text (Markdown emphasis, say), put all of it in double quotes: {quoted}";

    /// Tags can make other readers run programs; no content needs them.
    "yaml-tag" Error fn yaml_tag(tag, quoted) why "标签能让别的程序执行代码，内容里用不着它。";
    zh "不接受 YAML 标签 {tag}", "删掉标签，只写内容；如果是以 ! 开头的文字，给整段加上双引号：{quoted}";
    en "YAML tags such as {tag} are not accepted", "delete the tag and keep the content; if it is text that begins with !, put all of it in double quotes: {quoted}";

    /// One file, one document.
    "yaml-two-documents" Error fn two_documents() why "一个文件只放一份文档。";
    zh "一个文件里只能有一份文档，这里又开始了一份", "删掉这里的 ---，或把后面的内容另存为一个文件";
    en "a file holds one document; a second one starts here", "delete this ---, or move what follows to a file of its own";

    /// Keys are words.
    "key-not-text" Error fn key_not_text() why "键是文字。";
    zh "键必须是文字，不能是列表或映射", "检查是否漏了引号";
    en "a key must be text, not a list or a mapping", "a quote may be missing";

    /// Of two equal keys one would be lost without a word.
    "duplicate-key" Error fn duplicate_key(key) why "两个相同的键，其中一个会不声不响地丢掉。";
    zh "「{key}」写了两次", "删掉其中一处，或改成别的名字";
    en "{key} stands here twice", "delete one, or give it another name";

    /// A misspelt key would be ignored without a word.
    "unknown-key" Error fn unknown_key(key, what, near) why "写错的键会不声不响地不起作用。";
    zh "{what}里没有「{key}」这个键", "{near}";
    en "{what} has no key {key}", "{near}";

    /// Some things cannot be left out.
    "missing-key" Error fn missing_key(key, what) why "有些内容不能省略。";
    zh "{what}缺少「{key}」", "加上一行 {key}: …";
    en "{what} lacks {key}", "add a line {key}: …";

    /// A feature without a type cannot be compared.
    "missing-type" Error fn missing_type(feature) why "没有类型的功能没法比较。";
    zh "功能 {feature} 没有写 type", "加上 type: support（有无）、limit（数量）、set（几选几）或 text（文字）";
    en "feature {feature} has no type", "add type: support, limit, set or text";

    /// A file from the future.
    "unknown-version" Error fn unknown_version(version) why "这个文件是给以后的版本用的。";
    zh "不认识的格式版本 {version}", "写 version: 1，或升级 crosswalk";
    en "unknown format version {version}", "write version: 1, or upgrade crosswalk";

    /// Blank never means no.
    "empty-value" Error fn empty_value() why "空白从来不等于「无」。";
    zh "这里没有写内容", "写上内容，以 # 开头的要加双引号；没有就删掉这一行";
    en "nothing is written here", "write something, in double quotes if it begins with #, or delete the line";

    /// What cannot be left out cannot be blank either.
    "empty-needed" Error fn empty_needed(key) why "不能省略的，也不能留空。";
    zh "「{key}」后面没有写内容，它不能省略", "写上内容；以 # 开头的要加双引号";
    en "nothing is written behind {key}, which cannot be left out", "write something, in double quotes if it begins with #";

    /// Blank never means no.
    "empty-cell" Error fn empty_cell() why "空白从来不等于「无」。";
    zh "这一格没有写内容", "写上内容；不知道写 未核实，没有写 无，无从说起写 不适用";
    en "nothing is written in this cell", "fill it in: unknown where it is not known, no where there is none, na where it makes no sense";

    /// A list or mapping where words belong.
    "expected-text" Error fn expected_text() why "该写文字的地方写成了列表或映射。";
    zh "这里应该是一段文字", "以 [ {{ * & ! 开头，或含有冒号加空格的文字，要用双引号括起来";
    en "words are expected here", "words that begin with [ {{ * & ! or hold a colon and a space need double quotes";

    /// One value where several belong.
    "expected-list" Error fn expected_list(mend) why "该写几项的地方只写了一个值。";
    zh "这里应该是一个列表", "{mend}";
    en "a list is expected here", "{mend}";

    /// Something else where `id: …` belongs.
    "expected-mapping" Error fn expected_mapping(mend) why "该写「名字: 内容」的地方写了别的。";
    zh "这里应该是「名字: 内容」的形式", "{mend}";
    en "\"name: value\" lines are expected here", "{mend}";

    /// Something else where keys belong.
    "expected-fields" Error fn expected_fields(what, mend) why "该写键的地方写了别的。";
    zh "{what}应该由「键: 值」组成", "{mend}";
    en "{what} consists of \"key: value\" lines", "{mend}";

    /// Only `true` and `false` are booleans in YAML 1.2.
    "expected-boolean" Error fn expected_boolean(text) why "YAML 1.2 里，只有 true 和 false 是布尔值。";
    zh "这里只能写 true 或 false，不能写「{text}」", "是写 true，否写 false";
    en "true or false is expected here, not {text}", "write true for yes, false for no";

    /// Words where a number belongs.
    "expected-integer" Error fn expected_integer(text) why "该写数字的地方写了文字。";
    zh "这里应该是一个整数，不是「{text}」", "只写数字";
    en "a whole number is expected here, not {text}", "write digits only";

    /// A pair of editions has two.
    "expected-pair" Error fn expected_pair(pair) why "一对版本是两个。";
    zh "这里应该是一对版本", "写成 {pair}";
    en "a pair of editions is expected here", "write {pair}";

    /// What belongs to a key stands further in than the key.
    "key-not-indented" Error fn key_not_indented(key, above) why "属于一个键的内容，要比这个键缩进得多。";
    zh "「{key}」是上面「{above}」的内容，却和它对齐", "在这一行前面加两个空格，后面同属「{above}」的各行也一样";
    en "{key} belongs to {above} above, but is aligned with it", "put two spaces before this line, and before the others that belong to {above}";

    /// A row with parts has the types of its parts.
    "type-beside-parts" Error fn type_beside_parts(key) why "分几项的一行，类型写在各项里。";
    zh "这一行分成几项（parts），「{key}」要写在各项里", "删掉这里的 {key}，需要时写进 parts 的各项";
    en "the row has parts, so {key} belongs to each of them", "delete {key} here, and write it in the parts where it is needed";

    /// A word that is not among the possible ones.
    "unknown-choice" Error fn unknown_choice(word, near) why "能写的词里没有这一个。";
    zh "这里不能写「{word}」", "{near}";
    en "{word} cannot stand here", "{near}";

    /// A day that is not in the calendar.
    "bad-date" Error fn bad_date(text, mend) why "日历上没有这一天。";
    zh "「{text}」不是日期", "{mend}";
    en "{text} is no date", "{mend}";

    /// A day that is not in the calendar, or more than a day.
    "bad-day" Error fn bad_day(text, mend) why "日历上没有这一天，或者写的不只是日期。";
    zh "「{text}」不是日期", "{mend}";
    en "{text} is no day", "{mend}";

    /// Addresses that run programs, and words that are no address.
    "bad-address" Error fn bad_address(url) why "这个网址会运行程序，或者根本不是网址。";
    zh "「{url}」不能当作链接的网址", "写完整的网址，以 https:// 开头，不带空格；邮件写 mailto:，电话写 tel:";
    en "{url} cannot be the address of a link", "write the whole address with https:// and without spaces; mailto: for mail, tel: for telephones";

    /// A menu leads to pages of the site, or elsewhere.
    "bad-menu-address" Error fn bad_menu_address(url) why "菜单通向本站的页面，或者别的网站。";
    zh "「{url}」不能当作菜单的网址", "站内写 /news/ 这样以 / 开头的网址，站外写以 https:// 开头的网址";
    en "{url} cannot be the address of a menu entry", "write /news/ for a page of the site, https://… for another one";

    /// Policies name hosts; browsers ignore anything else in them, and the picture with it.
    "bad-picture-host" Error fn bad_picture_host(host, suggestion) why "安全策略和图片检查都按主机名比对，写成别的样子就对不上任何图片。";
    zh "「{host}」不是主机名", "写成 {suggestion}：只写主机名，不带 https:// 和路径；*.example.com 是它下面的所有主机";
    en "{host} is no host name", "write {suggestion}, without https:// and path; *.example.com is every host below it";

    /// Ids become addresses.
    "bad-id" Error fn bad_id(id, rule, suggestion) why "代号会成为网址。";
    zh "「{id}」不能当作代号", "{rule}，例如 {suggestion}";
    en "{id} cannot be an id", "{rule}, for example {suggestion}";

    /// YAML readers turn `1.10` into 1.1.
    "number-as-id" Error fn number_as_id(id, number) why "读 YAML 的程序会把 1.10 变成 1.1。";
    zh "代号 {id} 会被 YAML 当成数字 {number}", "加上引号：\"{id}\"";
    en "YAML reads the id {id} as the number {number}", "quote it: \"{id}\"";

    /// A cell has one value.
    "two-values" Error fn two_values(first, second) why "一格只有一个值。";
    zh "一格只能有一个值，这里既有 {first} 又有 {second}", "留下一个";
    en "a cell has one value; {first} and {second} both stand here", "keep one";

    /// A part that the row does not have.
    "unknown-part" Error fn unknown_part(part, near) why "这一行没有这一分项。";
    zh "这一行没有「{part}」这一项", "{near}";
    en "the row has no part {part}", "{near}";

    /// Without its closing line the whole text would be read as YAML.
    "unterminated-front-matter" Error fn unterminated_front_matter() why "没有结束的那一行，整篇文字都会被当成 YAML。";
    zh "从这里开始的开头部分没有结束", "在它的最后一行下面、正文上面，另起一行写 ---";
    en "the front matter that begins here does not end", "put a line --- below its last line, above the text";

    /// Anything but three hyphens in the first line makes the front matter a part of the text.
    "front-matter-line" Error fn front_matter_line(line) why "第一行不是正好三个减号，开头部分就成了正文。";
    zh "「{line}」不是开头部分的起点：那是文件的第一行，正好三个半角减号 ---，上面没有空行", "改成 ---，放在第一行；结束的那一行也写 ---";
    en "{line} begins no front matter: that is the file's first line, exactly three hyphens ---, with no blank line above", "write --- in the first line, and in the line that ends it";

    /// Nothing between the two lines.
    "empty-front-matter" Error fn empty_front_matter() why "两行之间什么也没有。";
    zh "两行 --- 之间没有内容", "在它们之间写一行 title: 标题";
    en "nothing stands between the two lines ---", "write a line title: … between them";

    /// Articles and guides begin with a front matter.
    "no-front-matter" Error fn no_front_matter() why "文章和升级指南都从开头部分写起。";
    zh "文件开头缺少用 --- 括起来的部分", "在最前面写三行：---、title: 标题、---";
    en "the file has no front matter", "begin with three lines: ---, title: …, ---";

    /// A block's name, almost.
    "near-block-name" Warning fn near_block(info, name) why "和数据块的名字只差一点。";
    zh "「{info}」会按普通代码显示", "如果要的是数据块，请写 {name}";
    en "{info} is shown as plain code", "if a block is meant, write {name}";

    /// A block without data.
    "empty-block" Error fn empty_block(name, line) why "数据块里没有内容。";
    zh "{name} 块里没有内容", "至少写上 {line}";
    en "the {name} block is empty", "write {line} at least";

    /// Authors write words, not HTML: SECURITY. A site may allow it in its settings.
    "raw-html" Error fn raw_html() why "写文章的人写文字，不写 HTML，这是为了安全；要用可以在设置里打开。";
    zh "正文里不能写 HTML", "改用 Markdown；确实需要时，在 crosswalk.yaml 里写 raw_html: true";
    en "HTML is not allowed in the text", "use Markdown; where HTML is really needed, set raw_html: true in crosswalk.yaml";

    /// Even where HTML is allowed, only what can neither run nor load anything passes.
    "refused-html" Error fn refused_html(what) why "允许写 HTML 时，也只接受既不能运行、也不能加载任何东西的那些。";
    zh "{what} 不在允许的 HTML 之列", "删掉它，或改用 Markdown；图片写 ![说明](文件)";
    en "{what} is not among the HTML that is allowed", "remove it, or use Markdown; pictures are written ![words](file)";

    /// Words of the matrix and of guides go into tables, data files and tickets; no setting allows HTML there.
    "raw-html-in-data" Error fn raw_html_in_data() why "功能表和指南里的文字会用在表格、数据文件和工单里，那里任何设置都不允许 HTML。";
    zh "功能表和升级指南里不能写 HTML", "改用 Markdown";
    en "HTML is not allowed in the matrix and in guides", "use Markdown";

    /// Cells and guides have tables of their own; a block in them would vanish without a word.
    "block-in-data" Error fn block_in_data() why "格子和指南有自己的表格，里面的数据块会不声不响地消失。";
    zh "功能表和升级指南里不能放数据块", "把数据块移到文章里，这里写文字或链接";
    en "the matrix and guides take no blocks", "move the block to an article, and write words or a link here";

    /// What an editor wrote must not go missing without a word, nor be published as it lies there.
    "misnamed-article" Warning fn misnamed_article(name) why "写好的文章不能不声不响地不见，也不能原样发布出去。";
    zh "文章的文件名以 .md 结尾；这个文件没有当作文章，也没有发布", "改名为 {name}；只是供人下载的文件，移到 static/";
    en "articles are files whose name ends in .md; this one was taken for none and not published", "rename it {name}; if it is there to be downloaded, move it to static/";

    /// What an editor wrote must not go missing without a word: a folder may be misspelt.
    "unused-file" Warning fn unused_file() why "写好的内容不能不声不响地不见：也许是文件夹名写错了。";
    zh "这个文件在这里不会用到", "产品写在 content/products/<产品>/product.yaml，更多分组写在同一处的 features/*.yaml；别的请移到 static/ 或删掉";
    en "nothing uses this file here", "a product stands in content/products/<product>/product.yaml, more groups in features/*.yaml beside it; move others to static/, or delete them";
}
