import { launch, openPage } from './lib/browser.mjs';
import { serve } from './serve.mjs';
const [dir, out, ...pages] = process.argv.slice(2);
const server = await serve(dir, {});
const browser = await launch();
for (const spec of pages) {
  const [name, p, width, scheme] = spec.split('|');
  const { page, close } = await openPage(browser, server.origin);
  await page.setViewportSize({ width: +width, height: 900 });
  await page.emulateMedia({ colorScheme: scheme || 'light' });
  await page.goto(server.origin + p, { waitUntil: 'load' });
  const y = +(spec.split('|')[4] || 0); await page.screenshot(y ? { path: `${out}/${name}.png`, fullPage: true, clip: { x: 0, y: y - 1, width: +width, height: 1100 } } : { path: `${out}/${name}.png`, fullPage: true });
  await close();
}
await browser.close(); await server.close();
