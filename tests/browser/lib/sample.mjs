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

const ORIGIN = 'https://mail.example';

const linked = (data) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

/** What a page tells machines: its address, and the way to it. */
function told(title, url, things) {
  const steps = [['首页', '/'], [title, url]].map(([name, at], index) => ({
    '@type': 'ListItem', position: index + 1, name, item: ORIGIN + at,
  }));
  const way = { '@context': 'https://schema.org', '@type': 'BreadcrumbList', itemListElement: steps };
  return [...(url === '/' ? [] : [way]), ...things].map(linked).join('\n');
}

/** A whole page around a body; `url` is its path, where it has one of its own. */
export function page(title, body, { lang = 'zh-Hans', head = '', url, things = [] } = {}) {
  const canonical = url === undefined ? '' : `<link rel="canonical" href="${ORIGIN}${url}">\n${told(title, url, things)}`;
  const crumbs = url === undefined || url === '/' ? '' : `<nav class="crumbs" aria-label="当前位置"><a href="/">首页</a> ${title}</nav>`;
  return `<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${title}，样本网站的一页。">
<meta property="og:title" content="${title}">
<link rel="icon" href="/assets/dot.svg">
<link rel="stylesheet" href="/assets/site.css">
${canonical}
${head}
</head>
<body>
<nav aria-label="主导航"><a href="/">首页</a> <a href="/news/">新闻</a></nav>
${crumbs}
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

const ORGANISATION = { '@type': 'Organization', name: '邮箱代理商', url: `${ORIGIN}/` };
const ARTICLE = {
  '@context': 'https://schema.org',
  '@type': 'NewsArticle',
  headline: '升级须知',
  description: '升级以前要知道的事。',
  datePublished: '2021-07-13T17:28:04+08:00',
  dateModified: '2021-07-13T17:28:04+08:00',
  author: [{ '@type': 'Person', name: '王五' }],
  publisher: ORGANISATION,
  mainEntityOfPage: `${ORIGIN}/news/free-to-basic/`,
};
const BAIDU = {
  '@context': 'https://ziyuan.baidu.com/contexts/cambrian.jsonld',
  '@id': `${ORIGIN}/news/free-to-basic/`,
  title: '升级须知',
  images: [],
  pubDate: '2021-07-13T17:28:04',
  upDate: '2021-07-13T17:28:04',
};
const QUESTIONS = {
  '@context': 'https://schema.org',
  '@type': 'FAQPage',
  mainEntity: [
    { '@type': 'Question', name: '可以回退吗？', acceptedAnswer: { '@type': 'Answer', text: '<p>升级后<b>不可</b>回退。</p>' } },
  ],
};

const onSchema = (thing) => ({ '@context': 'https://schema.org', ...thing });

const ENTRY = `<entry><title>升级须知 &amp; 其他</title><id>${ORIGIN}/news/free-to-basic/</id>
<link rel="alternate" href="${ORIGIN}/news/free-to-basic/"/>
<published>2021-07-13T17:28:04+08:00</published><updated>2021-07-13T17:28:04+08:00</updated>
<author><name>王五</name></author><summary>升级以前要知道的事。</summary>
<content type="html">&lt;p&gt;看&lt;a href="${ORIGIN}/news/"&gt;新闻&lt;/a&gt;。&lt;/p&gt;</content></entry>`;

const FEED = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>邮箱代理商</title><id>${ORIGIN}/</id>
<link rel="alternate" href="${ORIGIN}/"/><link rel="self" href="${ORIGIN}/atom.xml"/>
<updated>2021-07-13T17:28:04+08:00</updated>
${ENTRY}
</feed>
`;

const JSON_FEED = {
  version: 'https://jsonfeed.org/version/1.1',
  title: '邮箱代理商',
  home_page_url: `${ORIGIN}/`,
  feed_url: `${ORIGIN}/feed.json`,
  items: [{
    id: `${ORIGIN}/news/free-to-basic/`,
    url: `${ORIGIN}/news/free-to-basic/`,
    title: '升级须知',
    content_text: '升级以前要知道的事。',
    date_published: '2021-07-13T17:28:04+08:00',
    authors: [{ name: '王五' }],
  }],
};

const HEADERS = `/*
  Content-Security-Policy: default-src 'self'; object-src 'none'
  X-Content-Type-Options: nosniff
`;

/** The pages but the one for missing addresses: file, title, body, and what else `page` is told. */
const PAGES = [
  ['index.html', '邮箱代理商', '<p><a href="/products/exmail/#account-cap">帐号数上限</a></p>',
    { things: [onSchema(ORGANISATION), onSchema({ '@type': 'WebSite', name: '邮箱代理商', url: `${ORIGIN}/` })] }],
  ['en/index.html', 'Mail reseller', '<p>News</p>', { lang: 'en' }],
  ['news/index.html', '新闻', '<p><a href="free-to-basic/">升级须知</a></p>'],
  ['news/free-to-basic/index.html', '升级须知', `${table()}\n<h2>另一处</h2>\n${table({ prefix: 't2-' })}`,
    { things: [ARTICLE, BAIDU] }],
  ['tags/upgrade/index.html', '升级', '<p><a href="/news/free-to-basic/">升级须知</a></p>'],
  ['products/exmail/index.html', '企业邮箱', table({ two: false }),
    { things: [onSchema({ '@type': 'Product', name: '企业邮箱', url: `${ORIGIN}/products/exmail/` })] }],
  [COMPARE_PAGE, '旧版对新版', table()],
  ['products/exmail/upgrades/free-to-basic/index.html', '升级', '<h2>可以回退吗？</h2><p>升级后不可回退。</p>',
    { things: [QUESTIONS] }],
];

/** All files of the sample, path to text. */
export function sampleSite() {
  const place = (file) => `/${file.replace(/index\.html$/, '')}`;
  const pages = PAGES.map(([file, title, body, more]) => [file, page(title, body, { url: place(file), ...more })]);
  const listed = PAGES.map(([file]) => `<url><loc>${ORIGIN}${place(file)}</loc><lastmod>2021-07-13</lastmod></url>`);
  return {
    ...Object.fromEntries(pages),
    'atom.xml': FEED,
    'feed.json': JSON.stringify(JSON_FEED),
    'sitemap.xml': `<?xml version="1.0"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${listed.join('\n')}</urlset>\n`,
    'robots.txt': `User-agent: *\nAllow: /\n\nSitemap: ${ORIGIN}/sitemap.xml\n`,
    _headers: HEADERS,
    _redirects: '/old /news/ 301\n',
    '404.html': page('没有这一页', '<p><img src="/assets/dot.svg#dot" alt="圆点" width="8" height="8"></p>'),
    'assets/site.css': STYLE,
    'assets/dot.svg': PICTURE,
    'products/exmail/matrix.json': JSON.stringify({
      groups: [{ id: 'console', features: COMPARISON.features.map(({ id }) => ({ id })) }],
    }),
    'products/exmail/matrix.csv': '\ufeff分组,代号,旧版 (legacy),新版 (fusion)\r\n管理后台,account-cap,50,200\r\n管理后台,admin-wechat,有,"无"\r\n',
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
