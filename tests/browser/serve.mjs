// A static file server over a built site, on loopback only, that answers as a plain host would.
//
//   node serve.mjs DIR [--base /sub/] [--port 8080]

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { isMain, readArguments } from './lib/report.mjs';

const USAGE = 'usage: node serve.mjs DIR [--base /sub/] [--port 8080]';

// Without a charset a browser may guess GBK for Chinese text, so every text type names its own.
const CONTENT_TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export function contentType(file) {
  if (path.basename(file) === 'atom.xml') return 'application/atom+xml; charset=utf-8';
  return CONTENT_TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream';
}

/** `/sub`, `sub/` and `/sub/` all mean `/sub/`. */
export function normaliseBase(base = '/') {
  const inner = base.replace(/^\/+|\/+$/g, '');
  return inner === '' ? '/' : `/${inner}/`;
}

/**
 * What a request gets: a status with a file or a place to go to. `pathname` is the URL's path as
 * sent, still percent-encoded.
 */
export function answer(root, base, pathname) {
  let decoded;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return { status: 400 };
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return { status: 400 };
  if (`${decoded}/` === base) return { status: 301, location: base };
  if (!decoded.startsWith(base)) return notFound(root);
  const file = path.resolve(root, `./${decoded.slice(base.length)}`);
  if (file !== root && !file.startsWith(root + path.sep)) return { status: 400 };
  const kind = fs.statSync(file, { throwIfNoEntry: false });
  if (kind?.isDirectory()) {
    if (!decoded.endsWith('/')) return { status: 301, location: `${pathname}/` };
    const index = path.join(file, 'index.html');
    return fs.existsSync(index) ? { status: 200, file: index } : notFound(root);
  }
  return kind?.isFile() && !decoded.endsWith('/') ? { status: 200, file } : notFound(root);
}

function notFound(root) {
  const page = path.join(root, '404.html');
  return fs.existsSync(page) ? { status: 404, file: page } : { status: 404 };
}

function respond(request, response, root, base, headers) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const { status, file, location } = answer(root, base, request.url.split('?')[0]);
  const body = file === undefined ? Buffer.from(`${status}\n`) : fs.readFileSync(file);
  response.writeHead(status, {
    'Content-Type': file === undefined ? CONTENT_TYPES['.txt'] : contentType(file),
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
    ...(location === undefined ? {} : { Location: location }),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/**
 * Serves `dir` until `close` is called. `headers` go with every answer.
 * @returns {Promise<{origin: string, base: string, close: () => Promise<void>}>}
 */
export async function serve(dir, { base, port = 0, headers = {} } = {}) {
  const root = fs.realpathSync(dir);
  const at = normaliseBase(base);
  const server = http.createServer((request, response) => {
    try {
      respond(request, response, root, at, headers);
    } catch (error) {
      response.writeHead(500).end(`${error.message}\n`);
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${server.address().port}`, base: at, close };
}

if (isMain(import.meta)) {
  const args = readArguments(USAGE, { options: ['base', 'port'] });
  const { base, port = '8080' } = args.options;
  const server = await serve(args.positional[0], { base, port: Number(port) });
  console.log(`${server.origin}${server.base}`);
}
