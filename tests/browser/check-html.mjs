// Every page through the Nu HTML checker; not one error is allowed.
//
//   node check-html.mjs DIR

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { isMain, Report, runAlone } from './lib/report.mjs';
import { htmlFilesIn } from './lib/site.mjs';

const run = promisify(execFile);
const JAR = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

// Starting Java costs more than reading a page, so many pages share a start; the number keeps the
// command line well under the system's limit.
const PAGES_PER_RUN = 400;

async function validate(dir, files) {
  const paths = files.map((file) => path.resolve(dir, file));
  const flags = ['--format', 'json', '--stdout', '--exit-zero-always', '--errors-only'];
  const { stdout } = await run('java', ['-jar', JAR, ...flags, ...paths], {
    maxBuffer: 1 << 28,
  });
  return JSON.parse(stdout).messages;
}

/** `file:line:column: message`, the form that editors can jump to. */
function describe(message, file) {
  const line = message.lastLine ?? 1;
  const column = message.firstColumn ?? message.lastColumn ?? 1;
  return `${file}:${line}:${column}: ${message.message}`;
}

function fileOf(message, root) {
  if (message.url === undefined) return null;
  return path.relative(root, decodeURIComponent(new URL(message.url).pathname));
}

export async function check(dir) {
  const report = new Report('html');
  const files = htmlFilesIn(dir);
  if (files.length === 0) report.add(dir, ['no .html file to check']);
  const faults = new Map(files.map((file) => [file, []]));
  for (let start = 0; start < files.length; start += PAGES_PER_RUN) {
    const batch = files.slice(start, start + PAGES_PER_RUN);
    for (const message of await validate(dir, batch)) {
      const file = fileOf(message, path.resolve(dir));
      const found = faults.get(file);
      // A message without a page is the checker's own trouble: nothing was proved.
      if (found === undefined) report.add('the checker', [describe(message, file ?? '-')]);
      else found.push(describe(message, file));
    }
  }
  for (const [file, found] of faults) report.add(file, found);
  return report;
}

if (isMain(import.meta)) await runAlone(check, 'usage: node check-html.mjs DIR');
