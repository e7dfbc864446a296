// Pictures of one page of each kind, to look at: three widths, light and dark, and on paper.
//
//   node screenshots.mjs DIR OUTDIR

import fs from 'node:fs';
import path from 'node:path';
import { visitingAddress } from './check-axe.mjs';
import { inParallel, launch, openPage } from './lib/browser.mjs';
import { isMain, readArguments } from './lib/report.mjs';
import { canonicalAddress, representativePages } from './lib/site.mjs';
import { serve } from './serve.mjs';

const USAGE = 'usage: node screenshots.mjs DIR OUTDIR';
const VIEWPORTS = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1280, height: 900 },
];
const SCHEMES = ['light', 'dark'];

// A4 at 96 pixels an inch.
const PAPER = { width: 794, height: 1123 };

/** Pictures below the fold load only when a reader comes near; here nobody scrolls. */
export async function settle(page) {
  await page.evaluate(async () => {
    for (const picture of document.images) picture.loading = 'eager';
    await Promise.all([...document.images].map((picture) => picture.decode().catch(() => {})));
    await document.fonts.ready;
  });
}

async function onScreen(page, address, name) {
  for (const viewport of VIEWPORTS) {
    for (const colorScheme of SCHEMES) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await page.goto(address, { waitUntil: 'load' });
      await settle(page);
      await page.screenshot({ path: `${name}-${viewport.width}-${colorScheme}.png`, fullPage: true });
    }
  }
}

async function onPaper(page, address, name) {
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await page.goto(address, { waitUntil: 'load' });
  await settle(page);
  await page.screenshot({ path: `${name}-print.png`, fullPage: true });
  await page.pdf({ path: `${name}-print.pdf`, format: 'A4', preferCSSPageSize: true });
}

async function takeAll(browser, server, { kind, file }, outDir) {
  const { page, close } = await openPage(browser, server.origin);
  const name = path.join(outDir, kind);
  await onScreen(page, visitingAddress(server, file), name);
  await onPaper(page, visitingAddress(server, file), name);
  await close();
}

export async function screenshots(dir, outDir) {
  fs.mkdirSync(outDir, { recursive: true });
  const server = await serve(dir, { base: canonicalAddress(dir)?.pathname });
  const browser = await launch();
  const { pages } = representativePages(dir);
  try {
    await inParallel(pages, (page) => takeAll(browser, server, page, outDir));
  } finally {
    await browser.close();
    await server.close();
  }
  return pages.length;
}

if (isMain(import.meta)) {
  const { positional } = readArguments(USAGE, { positional: 2 });
  const count = await screenshots(...positional);
  console.log(`pictures of ${count} pages in ${positional[1]}`);
}
