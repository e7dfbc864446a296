// A tiny site that keeps the whole contract, for the self-test to break in one place at a time.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; font: 17px/1.8 sans-serif; color: #1c1c1c; background: #fbfaf7; }
main, nav { padding: 1rem; }
a { color: #14598a; }
table { width: 100%; border-collapse: collapse; }
td, th { padding: 0.25rem; text-align: start; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
  body { color: #e8e6e1; background: #14161a; }
  a { color: #7cc0f2; }
}
`;

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle id="dot" cx="4" cy="4" r="3"/></svg>`;

/** A whole page around a body. */
export function page(title, body, { lang = 'zh-Hans', head = '' } = {}) {
  return `<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/assets/site.css">
${head}
</head>
<body>
<nav aria-label="主导航"><a href="/">首页</a> <a href="/news/">新闻</a></nav>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

function featureRow(id, name, [oldState, old, newState, now], { diff = '', prefix = '' } = {}) {
  const mark = diff === '' ? '' : `<td>${diff}</td>`;
  const word = diff === '' ? '' : ` data-diff="${diff}"`;
  return `<tr id="${prefix}${id}" data-feature="${id}"${word}><th scope="row">${name}</th>
<td data-edition="legacy" data-state="${oldState}">${old}</td>${mark}
<td data-edition="fusion" data-state="${newState}">${now}</td></tr>`;
}

/** The comparison of the sample product; `two` adds the differences. */
export function table({ two = true, prefix = '' } = {}) {
  const diff = (word) => ({ diff: two ? word : '', prefix });
  const mark = two ? '<th scope="col">变化</th>' : '';
  return `<table class="compare" data-product="exmail"${two ? ' data-from="legacy" data-to="fusion"' : ''}>
<caption>旧版与新版</caption>
<thead><tr><th scope="col">功能</th><th scope="col" data-edition="legacy">旧版</th>${mark}
<th scope="col" data-edition="fusion">新版</th></tr></thead>
<tbody>
<tr><th scope="rowgroup" colspan="${two ? 4 : 3}">管理后台</th></tr>
${featureRow('account-cap', '帐号数上限', ['limit', '50', 'limit', '200'], diff('raised'))}
${featureRow('admin-wechat', '管理员绑定的微信', ['yes', '有', 'no', '无'], diff('lost'))}
</tbody>
</table>`;
}

const COMPARISON = {
  product: 'exmail',
  from: 'legacy',
  to: 'fusion',
  verdict: { lost: 1, raised: 1, changed: 0 },
  features: [
    { id: 'account-cap', diff: 'raised', from: { limit: 50 }, to: { limit: 200 } },
    { id: 'admin-wechat', diff: 'lost', from: { is: 'yes' }, to: { is: 'no' } },
  ],
};

export const COMPARE_PAGE = 'products/exmail/compare/legacy-vs-fusion/index.html';
export const COMPARE_DATA = 'api/v1/products/exmail/compare/legacy-vs-fusion.json';

/** All files of the sample, path to text. */
export function sampleSite() {
  const anchor = '<p><a href="/products/exmail/#account-cap">帐号数上限</a></p>';
  const canonical = '<link rel="canonical" href="https://mail.example/">';
  return {
    'index.html': page('邮箱代理商', anchor, { head: canonical }),
    'en/index.html': page('Mail reseller', '<p>News</p>', { lang: 'en' }),
    'news/index.html': page('新闻', '<p><a href="free-to-basic/">升级须知</a></p>'),
    'news/free-to-basic/index.html': page('升级须知', `${table()}\n<h2>另一处</h2>\n${table({ prefix: 't2-' })}`),
    'tags/upgrade/index.html': page('升级', '<p><a href="/news/free-to-basic/">升级须知</a></p>'),
    'products/exmail/index.html': page('企业邮箱', table({ two: false })),
    [COMPARE_PAGE]: page('旧版对新版', table()),
    'products/exmail/upgrades/free-to-basic/index.html': page('升级', '<p>升级后不可回退。</p>'),
    '404.html': page('没有这一页', '<p><img src="/assets/dot.svg#dot" alt="圆点" width="8" height="8"></p>'),
    'assets/site.css': STYLE,
    'assets/dot.svg': PICTURE,
    'products/exmail/matrix.json': JSON.stringify({
      groups: [{ id: 'console', features: COMPARISON.features.map(({ id }) => ({ id })) }],
    }),
    [COMPARE_DATA]: JSON.stringify(COMPARISON),
  };
}

/** Writes files into a new temporary folder and returns it. */
export function writeSite(files) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'site-'));
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    fs.writeFileSync(path.join(dir, file), text);
  }
  return dir;
}
