// The sample site with a guide that is in use: its page and sheet by hand, the script of the theme.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { page, sampleSite } from './sample.mjs';

export const GUIDE_PAGE = 'products/exmail/upgrades/free-to-basic/index.html';
export const SHEET_PAGE = 'products/exmail/upgrades/free-to-basic/consent/index.html';
export const SHEET_DATA = 'products/exmail/upgrades/free-to-basic/consent/consent.json';
export const SCRIPT = 'assets/guide.js';
export const STYLE = 'assets/site.css';

const script = new URL('../../../themes/default/assets/guide.js', import.meta.url);

const WORDS = {
  copied: '已复制', failed: '没能复制', progress: '已勾选 {n} / {total}', changed: '指南有改动', refused: '不能保存', errors: '{n} 处',
  text: '请填写{name}', email: '{name}不对', count: '{name}写整数', blank: '＿＿', none: '无', nothing: '没有填写', fits: '放得下', unfit: '{n} 项放不下',
  over: '{use} 超出 {limit}', then: '{when} 后 {limit}', still: '{when} 后仍超出', open: '未核实', bad: '{name}写数字', colon: '：',
};

const field = (id, kind, name, more = '', note = '') => `<div class="field" data-field="${id}" data-kind="${kind}" data-name="${name}" data-required ${more}>
<label for="_f_${id}">${name}</label><p class="error" id="_f_${id}_error" hidden></p>
<input id="_f_${id}" type="text" aria-describedby="_f_${id}_error">${note}</div>`;

const tick = (id, words) => `<li><input type="checkbox" data-tick="${id}" aria-labelledby="_${id}" data-live hidden><span id="_${id}">${words}</span></li>`;

const GUIDE = `<div id="_words" hidden ${Object.entries(WORDS).map(([name, words]) => `data-t-${name}="${words}"`).join(' ')}></div>
<article class="guide" data-progress="v1">
<section class="losses"><h2>失去</h2><label data-live hidden><input type="checkbox" data-mine> 只看在用的</label>
<ul><li class="card" id="admin-wechat">微信</li><li class="card" id="tags">标签</li></ul></section>
<section class="fit" id="_fit" data-edition-name="新版"><h2>核对</h2><form>
<table class="fit-table"><thead><tr><th scope="col">项目</th><th scope="col" class="use" data-live hidden>用量</th><th scope="col">新版</th><th scope="col">条件</th></tr></thead><tbody>
<tr data-limit="account-cap" data-of="account-cap" data-allowed="200" data-count="accounts"><th scope="row"><a href="/">帐号数</a></th><td class="use" data-live hidden><input type="text" aria-label="帐号数"> <span data-unit="1">个</span></td><td><span data-words>200 个</span></td><td><ul><li data-when="已认证" data-allowed="unlimited">已认证 <span data-words>不限</span></li></ul></td></tr>
<tr data-limit="space" data-of="space" data-allowed="1073741824"><th scope="row"><a href="/">容量</a></th><td class="use" data-live hidden><input type="text" aria-label="容量"> <select aria-label="单位"><option value="1073741824">GB</option><option value="1048576">MB</option></select></td><td><span data-words>1 GB</span></td><td>–</td></tr>
<tr data-limit="public" data-of="public" data-allowed="3 $accounts 10 / floor +"><th scope="row"><a href="/">公共邮箱</a></th><td class="use" data-live hidden><input type="text" aria-label="公共邮箱"></td><td><span data-words>3 + 帐号数 ÷ 10</span></td><td>–</td></tr>
<tr data-uses="admin-wechat" data-mark="失去"><th scope="row"><a href="#admin-wechat">微信</a></th><td class="use" data-live hidden><input type="checkbox" aria-label="微信在用"></td><td><span data-words>无</span></td><td>–</td></tr>
<tr data-uses="tags" data-mark="失去"><th scope="row"><a href="#tags">标签</a></th><td class="use" data-live hidden><input type="checkbox" aria-label="标签在用"></td><td><span data-words>无</span></td><td>–</td></tr>
</tbody></table>
<p data-live hidden><button type="button" data-share>复制地址</button> <button type="reset">清空</button> <span role="status" data-said></span></p>
<div role="status" data-live hidden data-result></div></form></section>
<div class="progress" data-live hidden><p role="status"></p><p data-changed hidden></p><button type="button" data-reset>全部取消</button></div>
<ul class="checks">${tick('told', '已告知')}${tick('saved', '已备份')}</ul>
<p class="consent-link"><a href="/products/exmail/upgrades/free-to-basic/consent/">告知书</a></p>
<div data-ticket><form class="ticket-form" novalidate data-live hidden><div class="errors" role="alert" tabindex="-1" hidden><p><strong></strong></p><ul></ul></div>
${field('admin', 'text', '管理员')}
${field('mail', 'email', '邮箱')}
${field('accounts', 'count', '帐号数', 'data-allowed="200"', '<p class="over" role="status" data-over="超出 200 个"></p>')}
<p><button type="submit">复制工单</button> <a href="mailto:up@mail.example" data-mail="up@mail.example" data-subject="升级 &amp; 迁移">发送</a> <button type="reset">清空</button> <span role="status" data-said></span></p></form>
<pre class="ticket-text">管理员：<span data-place="admin">＿＿</span>
邮箱：<span data-place="mail">＿＿</span>
帐号数：<span data-place="accounts">＿＿</span></pre></div>
<h2>可以回退吗？</h2><p>升级后不可回退。</p>
</article>`;

const DATA = '{"schema":"crosswalk-consent/1"}';

const SHEET = `<article class="consent-sheet"><table class="told"><tbody><tr><th scope="row">微信</th><td>无</td></tr></tbody></table>
<p><code>${createHash('sha256').update(DATA).digest('hex')}</code></p></article>`;

const LOOK = `
[hidden] { display: none; }
@media (scripting: enabled) { [data-live][hidden] { display: revert; } }
:focus-visible { outline: 2px solid #14598a; }
@media print {
  :root { color-scheme: light; }
  body { color: #000; background: #fff; }
  [data-live], [data-live][hidden], button { display: none !important; }
  tr { break-inside: avoid; }
}
`;

/** All files, path to text. */
export function guideSite() {
  const head = '<script type="module" src="/assets/guide.js"></script>';
  const files = sampleSite();
  const sheet = '<meta name="robots" content="noindex">';
  return {
    ...files,
    [STYLE]: files[STYLE] + LOOK,
    [SCRIPT]: fs.readFileSync(script, 'utf8'),
    [GUIDE_PAGE]: page('升级', GUIDE, { head }),
    [SHEET_PAGE]: page('告知书', SHEET, { head: sheet }),
    [SHEET_DATA]: DATA,
  };
}
