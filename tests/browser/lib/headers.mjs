// `_headers`, as Cloudflare Pages, Netlify and EdgeOne read it: a pattern in the first column, its
// headers indented below it.

import fs from 'node:fs';
import path from 'node:path';

/** The headers that the host is asked to send with every file below `base`. */
export function hostHeaders(dir, base) {
  const file = path.join(dir, '_headers');
  if (!fs.existsSync(file)) return {};
  const headers = {};
  let applies = false;
  for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
    if (/^\S/.test(line)) applies = line.trim() === `${base}*`;
    const [, name, value] = /^\s+([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    if (applies && name !== undefined) headers[name] = value;
  }
  return headers;
}
