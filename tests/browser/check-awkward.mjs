// Characters that break other generators' feeds: either the build refuses a text, with a message at its
// place, or every file that machines read stays well-formed and says the text as it was written.
//
//   node check-awkward.mjs BINARY

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAtomFeed } from 'feedsmith';
import { check as checkFeeds } from './check-feeds.mjs';
import { check as checkMetadata } from './check-metadata.mjs';
import { Report } from './lib/report.mjs';
import { read } from './lib/site.mjs';

const PAGE = 'news/awkward/index.html';
const BASE = fileURLToPath(new URL('../sites/_base', import.meta.url));

// What it is called, what stands in YAML's double quotes, and what it comes to; nothing where it is refused.
const TITLES = [
  ['ampersand', 'R&D & 运维', 'R&D & 运维'],
  ['entity as words', '&amp; &#7; &nbsp;', '&amp; &#7; &nbsp;'],
  ['markup as words', '<b>粗</b> </title> <!-- x -->', '<b>粗</b> </title> <!-- x -->'],
  ['end of a script', '</script><script>alert(1)</script>', '</script><script>alert(1)</script>'],
  ['end of a CDATA section', 'a]]>b <![CDATA[c', 'a]]>b <![CDATA[c'],
  ['quotes', `\\"双\\" '单' “弯”`, `"双" '单' “弯”`],
  ['emoji', '👩‍👩‍👧‍👦 🇨🇳 ☎️', '👩‍👩‍👧‍👦 🇨🇳 ☎️'],
  ['beyond the basic plane', '𠮷野家 𪚥', '𠮷野家 𪚥'],
  ['right to left', 'שלום עולם عربي', 'שלום עולם عربي'],
  ['combining marks', 'Ắ ệ Z͑ͫ', 'Ắ ệ Z͑ͫ'],
  ['line separator', 'a\\u2028b', 'a\u2028b'],
  ['percent and hash', '100% #1 ?a=b', '100% #1 ?a=b'],
  ['backslash', 'C:\\\\temp\\\\新', 'C:\\temp\\新'],
  ['template syntax', '{{ site.title }} {% raw %}', '{{ site.title }} {% raw %}'],
  ['bell', 'a\u0007b'],
  ['bell, escaped', 'a\\ab'],
  ['bell, as a code', 'a\\u0007b'],
  ['escape', 'a\\eb'],
  ['null', 'a\\0b'],
  ['vertical tab', 'a\\vb'],
  ['delete', 'a\\x7fb'],
  ['next line', 'a\\Nb'],
  ['noncharacter', 'a\ufffeb'],
  ['noncharacter, escaped', 'a\\uFFFEb'],
  ['last noncharacter, escaped', 'a\\uFFFFb'],
  ['first half of a character', 'a\\uD83Db'],
  ['second half of a character', 'a\\uDE00b'],
  ['halves that make a character', 'a\\uD83D\\uDE00b', 'a😀b'],
  ['override of direction', 'a\\u202Eb'],
];

/** An article that has the text wherever a feed or a page's data could take it from. */
const article = (text) => `---
title: "${text}"
description: "说明 ${text}"
lead: "导语 ${text}"
date: 2021-07-13
authors: ["作者 ${text}"]
tags: ["标签 ${text}"]
---

正文。

\`\`\`\`
${text}
\`\`\`\`
`;

function build(binary, text) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'crosswalk-awkward-'));
  fs.cpSync(BASE, root, { recursive: true });
  fs.appendFileSync(path.join(root, 'crosswalk.yaml'), '\nfeeds: {content: full}\n');
  fs.writeFileSync(path.join(root, 'content/news/awkward.md'), article(text));
  const args = ['build', '-r', root, '--format', 'json', '--lang', 'en'];
  const { status, stderr } = spawnSync(binary, args, { encoding: 'utf8', timeout: 60_000 });
  const said = stderr.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  return { root, output: path.join(root, 'output'), status, errors: said.filter(({ severity }) => severity === 'error') };
}

function refusalFaults({ status, output, errors }) {
  if (status !== 1) return [`ended with ${status}; a text that no feed can hold must be refused`];
  const faults = errors.length > 0 ? [] : ['is refused without a word'];
  for (const { path: file, line, code } of errors) {
    if (file !== 'content/news/awkward.md' || !(line > 0)) faults.push(`${code} at ${file}:${line} names another place`);
  }
  if (fs.existsSync(output)) faults.push('was published all the same');
  return faults;
}

async function publishedFaults({ status, output, errors }, text) {
  if (status !== 0) return [`ended with ${status}: ${errors.map(({ code }) => code).join(', ')}`];
  const own = (await checkMetadata(output)).units.find(({ name }) => name === PAGE);
  const faults = [...(await checkFeeds(output)).faults, ...own.faults];
  const { entries } = parseAtomFeed(read(output, 'atom.xml'));
  const entry = entries.find(({ id }) => id.endsWith('/news/awkward/'));
  const item = JSON.parse(read(output, 'feed.json')).items.find(({ id }) => id.endsWith('/news/awkward/'));
  for (const [where, said, wanted] of [
    ['Atom title', entry?.title?.value, text],
    ['Atom summary', entry?.summary?.value, `说明 ${text}`],
    ['Atom author', entry?.authors?.[0]?.name, `作者 ${text}`],
    ['JSON title', item?.title, text],
    ['JSON author', item?.authors?.[0]?.name, `作者 ${text}`],
    ['JSON tag', item?.tags?.[0], `标签 ${text}`],
  ]) {
    if (said !== wanted) faults.push(`${where} says ${JSON.stringify(said)}, written was ${JSON.stringify(wanted)}`);
  }
  return faults;
}

async function check(binary) {
  const report = new Report('awkward characters');
  for (const [name, written, text] of TITLES) {
    const built = build(binary, written);
    try {
      report.add(name, text === undefined ? refusalFaults(built) : await publishedFaults(built, text));
    } finally {
      fs.rmSync(built.root, { recursive: true });
    }
  }
  return report;
}

const [binary] = process.argv.slice(2);
if (binary === undefined || !fs.existsSync(binary)) {
  console.error('usage: node check-awkward.mjs BINARY');
  process.exitCode = 2;
} else {
  const report = await check(path.resolve(binary));
  report.print();
  process.exitCode = report.failed > 0 ? 1 : 0;
}
